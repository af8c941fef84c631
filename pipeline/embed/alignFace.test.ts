import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignFace, applySimilarity, fitSimilarity, invert, type Similarity } from './alignFace.ts';

const number = fc.double({ min: -50, max: 50, noNaN: true });
const similarity = fc
  .record({ a: number, b: number, dx: number, dy: number })
  .filter(({ a, b }) => Math.hypot(a, b) > 0.1);
const triangle = [
  { x: 0, y: 0 },
  { x: 40, y: 3 },
  { x: 18, y: 55 },
];

const expectClose = (got: Similarity, wanted: Similarity): void => {
  for (const key of ['a', 'b', 'dx', 'dy'] as const) expect(got[key]).toBeCloseTo(wanted[key], 6);
};

describe('fitSimilarity()', () => {
  it('recovers any rotation, scale and shift exactly', () => {
    fc.assert(
      fc.property(similarity, (wanted) => {
        const moved = triangle.map((point) => applySimilarity(wanted, point));
        expectClose(fitSimilarity(triangle, moved), wanted);
      }),
    );
  });

  it('stays finite when all points are one', () => {
    const fitted = fitSimilarity(
      [triangle[1], triangle[1]].flatMap((point) => point ?? []),
      triangle.slice(0, 2),
    );
    expect(Object.values(fitted).every(Number.isFinite)).toBe(true);
  });
});

describe('invert()', () => {
  it('leads every point back', () => {
    fc.assert(
      fc.property(similarity, number, number, (there, x, y) => {
        const back = applySimilarity(invert(there), applySimilarity(there, { x, y }));
        expect(back.x).toBeCloseTo(x, 5);
        expect(back.y).toBeCloseTo(y, 5);
      }),
    );
  });
});

describe('alignFace()', () => {
  it('puts eyes and mouth of an upright face of any size where recognition wants them', () => {
    const at = (x: number, y: number) => ({ x: 200 + 2 * x, y: 300 + 2 * y });
    const lies = alignFace({
      rightEye: at(47.7, 47.1),
      leftEye: at(100.3, 47.1),
      mouth: at(74, 112),
      nose: at(74, 80),
      rightEar: at(20, 60),
      leftEar: at(130, 60),
    });
    expectClose(lies, { a: 2, b: 0, dx: 200, dy: 300 });
  });

  it('puts the face where the template of another recogniser wants it, by the points it names', () => {
    const at = (x: number, y: number) => ({ x: 10 + 3 * x, y: 20 + 3 * y });
    const points = { rightEye: { x: 38, y: 52 }, leftEye: { x: 74, y: 51 }, nose: { x: 56, y: 72 } };
    const lies = alignFace(
      { rightEye: at(38, 52), leftEye: at(74, 51), nose: at(56, 72), mouth: at(0, 0) },
      { sizePx: 112, points },
    );
    expectClose(lies, { a: 3, b: 0, dx: 10, dy: 20 });
  });
});
