import { describe, expect, test } from 'vitest';
import { createUnitGate } from '../decode/createUnitGate.ts';
import { lookEveryMs, wantsAnalysis } from './wantsAnalysis.ts';

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

describe('lookEveryMs()', () => {
  test.each([1, 2, 3, 10])(
    'keeps an empty place analysed every 4 s with key frames every %d s',
    (seconds) => {
      const gate = createUnitGate();
      const rate = { activeFps: 5, idleFps: 0.25, moving: false, lastAnalysedAtMs: -Infinity, atMs: 0 };
      const analysedAtMs: number[] = [];
      for (let n = 0; n < 600; n++) {
        const atMs = Math.round((n * 1000) / 15);
        const unit = { data: new Uint8Array(1_000), key: n % (seconds * 15) === 0, atMs };
        const fed = gate.take(unit, { attended: false, fps: 5, lookEveryMs: lookEveryMs(rate) });
        if (!fed.some(({ wanted }) => wanted)) continue;
        rate.atMs = atMs;
        if (!wantsAnalysis(rate)) continue;
        analysedAtMs.push((rate.lastAnalysedAtMs = atMs));
      }
      const gapsMs = analysedAtMs.slice(1).map((atMs, n) => atMs - (analysedAtMs[n] ?? 0));
      expect(Math.max(...gapsMs)).toBeLessThan(4_100);
      expect(gapsMs.length).toBeGreaterThan(7);
    },
  );

  test('does not look at everything where pictures are not analysed at all', () => {
    const rate = { activeFps: 5, idleFps: 0.25, moving: false, atMs: 1e6 };
    expect(lookEveryMs({ ...rate, lastAnalysedAtMs: 0 })).toBe(2_200);
    expect(lookEveryMs({ ...rate, idleFps: 0, lastAnalysedAtMs: 0 })).toBe(2_200);
  });
});
