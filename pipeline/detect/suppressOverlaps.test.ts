import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaceDetection } from '../messages.ts';
import { overlapOf, suppressOverlaps } from './suppressOverlaps.ts';

function face(x: number, score: number, width = 100): FaceDetection {
  const point = { x: x + width / 2, y: 50 };
  return {
    kind: 'face',
    score,
    box: { x, y: 0, width, height: width },
    keypoints: {
      rightEye: point,
      leftEye: point,
      nose: point,
      mouth: point,
      rightEar: point,
      leftEar: point,
    },
  };
}

describe('overlapOf()', () => {
  it('is the shared part of the union', () => {
    expect(overlapOf(face(0, 1).box, face(0, 1).box)).toBe(1);
    expect(overlapOf(face(0, 1).box, face(50, 1).box)).toBeCloseTo(1 / 3);
    expect(overlapOf(face(0, 1).box, face(100, 1).box)).toBe(0);
  });
});

describe('suppressOverlaps()', () => {
  it('makes one face of overlapping ones, with the higher score', () => {
    const [only, ...others] = suppressOverlaps([face(0, 0.4), face(10, 0.8)]);
    expect(others).toEqual([]);
    expect(only?.score).toBe(0.8);
  });

  it('averages boxes and keypoints by score', () => {
    const [only] = suppressOverlaps([face(0, 0.25), face(20, 0.75)]);
    expect(only?.box.x).toBeCloseTo(15);
    expect(only?.keypoints.nose.x).toBeCloseTo(65);
  });

  it('keeps neighbours apart', () => {
    expect(suppressOverlaps([face(0, 0.9), face(80, 0.8), face(160, 0.7)])).toHaveLength(3);
  });

  it('never makes more faces than it was given, nor none of some', () => {
    const faces = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 500 }), fc.double({ min: 0.3, max: 1, noNaN: true })),
    );
    fc.assert(
      fc.property(faces, (list) => {
        const kept = suppressOverlaps(list.map(([x, score]) => face(x, score)));
        expect(kept.length).toBeLessThanOrEqual(list.length);
        expect(kept.length > 0).toBe(list.length > 0);
      }),
    );
  });
});
