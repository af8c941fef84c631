import { expect, test } from 'vitest';
import type { FaceKeypoints } from '../messages.ts';
import type { RgbPicture } from '../pictures.ts';
import { chipSizePx } from './alignFace.ts';
import { cutChip } from './cutChip.ts';
import { cutViews } from './cutViews.ts';
import { mirror } from './mirror.ts';

/** Every pixel of its own colour within any ten lines, and as bright as a room with its lights on. */
const picture: RgbPicture = { kind: 'rgb', width: 300, height: 300, data: new Uint8Array(300 * 300 * 3) };
for (let at = 0; at < 300 * 300; at += 1)
  picture.data.set([(at % 300) / 2, 100 + Math.floor(at / 300) / 2, 90], at * 3);

/** The chip at its own size, `x` and `y` from the picture's corner. */
const keypointsAt = (x: number, y: number): FaceKeypoints => ({
  rightEye: { x: x + 47.7, y: y + 47.1 },
  leftEye: { x: x + 100.3, y: y + 47.1 },
  nose: { x: x + 74, y: y + 80 },
  mouth: { x: x + 74, y: y + 112 },
  rightEar: { x: x + 20, y: y + 60 },
  leftEar: { x: x + 130, y: y + 60 },
});

const largestDifference = (one: Uint8Array, other: Uint8Array | undefined): number =>
  one.reduce((most, value, index) => Math.max(most, Math.abs(value - (other?.[index] ?? 0))), 0);

test('cutViews() gives one view a little low, and one a little high with left and right changed', () => {
  const [low, high] = cutViews({}, picture, keypointsAt(60, 70));
  expect(largestDifference(cutChip(picture, keypointsAt(60, 74)), low)).toBeLessThanOrEqual(1);
  expect(largestDifference(mirror(cutChip(picture, keypointsAt(60, 66))), high)).toBeLessThanOrEqual(1);
});

test('cutViews() makes a dark face as bright as others', () => {
  const dark = { ...picture, data: picture.data.map((value) => value / 5) };
  const [low = new Uint8Array()] = cutViews({}, dark, keypointsAt(60, 70));
  expect(Math.max(...low)).toBeGreaterThan(160);
});

test('mirror() twice gives the picture back', () => {
  const chip = cutChip(picture, keypointsAt(60, 70));
  expect(chip).toHaveLength(chipSizePx * chipSizePx * 3);
  expect(mirror(mirror(chip))).toEqual(chip);
  expect(largestDifference(chip, mirror(chip))).toBeGreaterThan(30);
});
