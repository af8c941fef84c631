import { expect, test } from 'vitest';
import type { Box, PictureTrack } from '../messages.ts';
import { facesToCover, nobody } from './facesToCover.ts';
import { pixelate } from './pixelate.ts';

const face = (x: number): Box => ({ x, y: 0, width: 10, height: 10 });
const track = (trackId: number, x: number, itsFace: Box | null): PictureTrack => ({
  ...{ trackId, face: itsFace },
  body: { x, y: 0, width: 20, height: 100 },
});

const rounded = ({ x, y, width, height }: Box): Box => {
  const near = (value: number) => Number(value.toFixed(3));
  return { x: near(x), y: near(y), width: near(width), height: near(height) };
};

test('facesToCover() covers every face but those of people with a name', () => {
  const people = {
    tracks: [track(1, 0, face(5)), track(2, 100, face(105)), track(3, 200, null)],
    hidden: [track(4, 300, null)],
    // Of the first two, and of somebody nobody follows yet.
    faces: [face(5), face(106), face(400)],
  };
  const covered = facesToCover(people, new Set([2])).map(rounded);
  expect(covered).toEqual([
    { x: 2.5, y: -2.5, width: 15, height: 15 },
    { x: 200, y: -3, width: 20, height: 28 },
    { x: 300, y: -3, width: 20, height: 28 },
    { x: 2.5, y: -2.5, width: 15, height: 15 },
    { x: 397.5, y: -2.5, width: 15, height: 15 },
  ]);
  expect(facesToCover(nobody, new Set())).toEqual([]);
});

test('pixelate() leaves few colours in the box and the rest as it is, also at the edges', () => {
  const [width, height] = [60, 40];
  const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * 37) % 251);
  const before = data.slice();
  pixelate({ kind: 'rgb', width, height, data }, { x: -10, y: 10, width: 40, height: 40 });
  const colours = new Set<number>();
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      const colour = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
      if (x < 30 && y >= 10) colours.add(colour);
      else expect([x, y, data[at]]).toEqual([x, y, before[at]]);
    }
  expect(colours.size).toBeLessThanOrEqual(25);
});
