import { expect, test } from 'vitest';
import type { FaceDetection, PersonDetection } from '../messages.ts';
import type { DecodedFrame } from '../pictures.ts';
import { createZones } from './createZones.ts';

const left = [
  { x: 0, y: 0 },
  { x: 0.5, y: 0 },
  { x: 0.5, y: 1 },
  { x: 0, y: 1 },
];

function frameOf(width: number, height: number): DecodedFrame {
  const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
  const full = new Uint8Array(width * height + 2 * chroma).fill(200);
  const small = new Uint8Array(8 * 4 * 3).fill(200);
  return {
    ...{ atMs: 0, index: 0 },
    small: { kind: 'rgb', width: 8, height: 4, data: small },
    full: { kind: 'i420', width, height, data: full },
  };
}

test.each([
  [16, 8],
  [17, 9],
])('createZones() paints both pictures of a %i × %i frame, brightness and colour', (width, height) => {
  const frame = frameOf(width, height);
  createZones([{ kind: 'privacy', points: left }]).paint(frame);
  const { data } = frame.full;
  const chromaWidth = (width + 1) >> 1;
  const rows = (start: number, across: number, count: number) =>
    Array.from({ length: count }, (_, row) => [
      ...data.subarray(start + row * across, start + (row + 1) * across),
    ]);
  const luma = rows(0, width, height);
  const chroma = rows(width * height, chromaWidth, 2 * ((height + 1) >> 1));
  for (const row of luma) expect(row).toEqual(row.map((_, x) => (x < width / 2 ? 60 : 200)));
  for (const row of chroma) expect(row).toEqual(row.map((_, x) => (x < chromaWidth / 2 ? 128 : 200)));
  // One more there: it was made from its neighbours.
  const smallRow = [...frame.small.data.subarray(0, 24)];
  expect(smallRow).toEqual(smallRow.map((_, at) => (at < 5 * 3 ? 51 : 200)));
});

test('createZones() changes while it runs, and without privacy zones touches nothing', () => {
  const zones = createZones([{ kind: 'ignore', points: left }]);
  const frame = frameOf(16, 8);
  zones.paint(frame);
  expect(new Set(frame.full.data)).toEqual(new Set([200]));
  expect(zones.painted(8, 4)).toBeNull();
  zones.change([{ kind: 'privacy', points: left }]);
  zones.paint(frame);
  expect(new Set(frame.full.data)).toEqual(new Set([60, 200, 128]));
  expect([...(zones.painted(4, 1) ?? [])]).toEqual([1, 1, 0, 0]);
});

test('createZones() ignores who stands in a zone, and a face that is in it', () => {
  const zones = createZones([
    {
      kind: 'ignore',
      points: [
        { x: 0, y: 0.5 },
        { x: 1, y: 0.5 },
        { x: 1, y: 1 },
        { x: 0, y: 1 },
      ],
    },
  ]);
  const body = (y: number, height: number): PersonDetection => ({
    ...{ kind: 'person', score: 0.9 },
    box: { x: 10, y, width: 20, height },
  });
  const face = (y: number) => ({ kind: 'face', box: { x: 15, y, width: 10, height: 10 } }) as FaceDetection;
  const found = {
    // The second reaches past the bottom edge.
    persons: [body(0, 40), body(40, 80), body(0, 60)],
    faces: [face(10), face(60)],
  };
  const kept = zones.keep(found, { width: 100, height: 100 });
  expect(kept.persons).toEqual([body(0, 40)]);
  expect(kept.faces).toEqual([face(10)]);
});
