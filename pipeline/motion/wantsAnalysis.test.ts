import { describe, expect, test } from 'vitest';
import { wantsAnalysis } from './wantsAnalysis.ts';

const rates = { activeFps: 5, idleFps: 1 };

describe('wantsAnalysis()', () => {
  test('wants the first frame', () => {
    expect(wantsAnalysis({ ...rates, moving: false, lastAnalysedAtMs: -Infinity, atMs: 0 })).toBe(true);
  });

  test('wants every frame while something moves, also one that comes a little early', () => {
    expect(analysed(true, [0, 190, 400, 590, 800])).toEqual([0, 190, 400, 590, 800]);
  });

  test('wants one frame a second while nothing moves', () => {
    expect(
      analysed(
        false,
        Array.from({ length: 21 }, (_, n) => n * 200 + (n % 3) * 15),
      ),
    ).toEqual([0, 1030, 2015, 3000, 4030]);
  });

  test('wants none while nothing moves when the idle rate is 0', () => {
    expect(wantsAnalysis({ activeFps: 5, idleFps: 0, moving: false, lastAnalysedAtMs: 0, atMs: 1e12 })).toBe(
      false,
    );
  });

  test('goes on when the clock was set back', () => {
    expect(wantsAnalysis({ ...rates, moving: false, lastAnalysedAtMs: 1e12, atMs: 1e12 - 3_600_000 })).toBe(
      true,
    );
  });
});

function analysed(moving: boolean, times: number[]): number[] {
  let lastAnalysedAtMs = -Infinity;
  return times.filter((atMs) => {
    const wanted = wantsAnalysis({ ...rates, moving, lastAnalysedAtMs, atMs });
    if (wanted) lastAnalysedAtMs = atMs;
    return wanted;
  });
}
