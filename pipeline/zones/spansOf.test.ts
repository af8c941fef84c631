import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insidePolygon } from './insidePolygon.ts';
import { spansOf } from './spansOf.ts';

/** As rows of # and dots. */
function drawn(polygons: { x: number; y: number }[][], width: number, height: number, margin = 0): string[] {
  const rows = Array.from({ length: height }, () => Array.from({ length: width }, () => '.'));
  const spans = spansOf(polygons, width, height, margin);
  for (let at = 0; at < spans.length; at += 3)
    rows[spans[at] ?? 0]?.fill('#', spans[at + 1] ?? 0, spans[at + 2] ?? 0);
  return rows.map((row) => row.join(''));
}
const rectangle = (x: number, y: number, right: number, bottom: number) => [
  { x, y },
  { x: right, y },
  { x: right, y: bottom },
  { x, y: bottom },
];

test('spansOf() covers a rectangle, and every pixel it only touches', () => {
  expect(drawn([rectangle(0.25, 0.25, 0.75, 0.75)], 8, 4)).toEqual([
    '........',
    '..####..',
    '..####..',
    '........',
  ]);
  expect(drawn([rectangle(0.3, 0.3, 0.7, 0.7)], 8, 4)).toEqual([
    '........',
    '..####..',
    '..####..',
    '........',
  ]);
});

test('spansOf() covers triangles, slivers, bow ties and what lies on another', () => {
  const triangle = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 0, y: 1 },
  ];
  expect(drawn([triangle], 4, 4)).toEqual(
    ['####', '###.', '##..', '#...'].map(
      (row) => expect.stringMatching(`^${row.replace(/\./g, '.')}`) as string,
    ),
  );
  expect(drawn([rectangle(0.1, 0.55, 0.9, 0.56)], 10, 4)).toEqual([
    ...['..........', '..........'],
    '.########.',
    '..........',
  ]);
  const bow = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 0, y: 1 },
    { x: 1, y: 1 },
  ];
  const [top, , , bottom] = drawn([bow], 8, 4);
  expect([top, bottom]).toEqual(['########', '########']);
  expect(drawn([rectangle(0, 0, 0.5, 1), rectangle(0.25, 0, 1, 1)], 4, 1)).toEqual(['####']);
});

test('spansOf() keeps within the picture, with a margin around the zone', () => {
  expect(drawn([rectangle(0.5, 0.5, 0.75, 0.75)], 4, 4, 1)).toEqual(['....', '.###', '.###', '.###']);
  expect(drawn([rectangle(0, 0, 1, 1)], 3, 2, 5)).toEqual(['###', '###']);
});

test('spansOf() leaves no pixel out whose middle or corner is inside', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const polygon = fc.array(fc.record({ x: share, y: share }), { minLength: 3, maxLength: 8 });
  fc.assert(
    fc.property(polygon, (points) => {
      const [width, height] = [24, 16];
      const rows = drawn([points], width, height);
      for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++)
          for (const [dx, dy] of [
            [0.5, 0.5],
            [0.01, 0.01],
            [0.99, 0.99],
          ] as const)
            if (insidePolygon({ x: (x + dx) / width, y: (y + dy) / height }, points) && rows[y]?.[x] !== '#')
              return false;
      return true;
    }),
    { seed: 7, numRuns: 300 },
  );
});
