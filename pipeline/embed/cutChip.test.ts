import { describe, expect, it } from 'vitest';
import type { FaceKeypoints, Point } from '../messages.ts';
import type { I420Picture, RgbPicture } from '../pictures.ts';
import { cutChip } from './cutChip.ts';

/** A face that the chip shows at `scale` picture pixels per chip pixel, its corner at `offset`. */
function keypointsAt(offset: Point, scale = 1): FaceKeypoints {
  const at = (x: number, y: number): Point => ({ x: offset.x + x * scale, y: offset.y + y * scale });
  return {
    rightEye: at(47.7, 47.1),
    leftEye: at(100.3, 47.1),
    nose: at(74, 80),
    mouth: at(74, 112),
    rightEar: at(20, 60),
    leftEar: at(130, 60),
  };
}

function paint(width: number, height: number, colour: (x: number, y: number) => number[]): RgbPicture {
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) data.set(colour(x, y), (y * width + x) * 3);
  return { kind: 'rgb', width, height, data };
}

const pixel = (chip: Uint8Array, x: number, y: number): number[] => [
  ...chip.subarray((y * 150 + x) * 3).subarray(0, 3),
];

describe('cutChip()', () => {
  it('copies pixels as they are when the face already has the chip’s size and place', () => {
    const picture = paint(200, 180, (x, y) => [x, y, (x + y) % 256]);
    const chip = cutChip(picture, keypointsAt({ x: 10, y: 5 }));
    expect(pixel(chip, 0, 0)).toEqual([10, 5, 15]);
    expect(pixel(chip, 149, 149)).toEqual([159, 154, 57]);
  });

  it('keeps the person’s right eye on the picture’s left', () => {
    const picture = paint(150, 150, (x) => (x < 75 ? [255, 0, 0] : [0, 0, 255]));
    const chip = cutChip(picture, keypointsAt({ x: 0, y: 0 }));
    expect(pixel(chip, 48, 47)).toEqual([255, 0, 0]);
    expect(pixel(chip, 100, 47)).toEqual([0, 0, 255]);
  });

  it('turns a lying head upright', () => {
    const picture = paint(150, 150, (_, y) => (y < 75 ? [255, 0, 0] : [0, 0, 255]));
    const upright = keypointsAt({ x: 0, y: 0 });
    const turned = Object.fromEntries(
      Object.entries(upright).map(([name, { x, y }]) => [name, { x: 150 - y, y: x }]),
    ) as FaceKeypoints;
    const chip = cutChip(picture, turned);
    expect(pixel(chip, 20, 75)).toEqual([255, 0, 0]);
    expect(pixel(chip, 130, 75)).toEqual([0, 0, 255]);
  });

  it('averages a large face’s fine pattern instead of aliasing it', () => {
    const picture = paint(1200, 1200, (x, y) => ((x + y) % 2 ? [255, 255, 255] : [0, 0, 0]));
    const chip = cutChip(picture, keypointsAt({ x: 0, y: 0 }, 7.9));
    for (const at of [10, 60, 149]) expect(Math.abs((pixel(chip, at, at)[0] ?? 0) - 127.5)).toBeLessThan(12);
  });

  it('goes on with the edge beyond the picture', () => {
    const picture = paint(60, 60, () => [9, 90, 200]);
    expect(new Set(cutChip(picture, keypointsAt({ x: -70, y: 40 })))).toEqual(new Set([9, 90, 200]));
  });

  it('gives the same colours from I420 as from RGB', () => {
    const [width, height] = [161, 155];
    const chroma = Math.ceil(width / 2) * Math.ceil(height / 2);
    const data = new Uint8Array(width * height + 2 * chroma);
    // BT.601 limited range: pure red is Y 81, U 90, V 240.
    data
      .fill(81, 0, width * height)
      .fill(90, width * height, width * height + chroma)
      .fill(240, width * height + chroma);
    const picture: I420Picture = { kind: 'i420', width, height, data };
    const [red = 0, green = 0, blue = 0] = pixel(cutChip(picture, keypointsAt({ x: 3, y: 2 })), 70, 70);
    expect(red).toBeGreaterThan(252);
    expect(green).toBeLessThan(3);
    expect(blue).toBeLessThan(3);
  });
});
