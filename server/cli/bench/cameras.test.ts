import { expect, test } from 'vitest';
import { search } from './cameras.ts';
import { crossings, durationMs, framesPerSecond, movingShare, walks } from './cameras/crossings.ts';
import { judgeRun, percentile, type RunRecord } from './cameras/judgeRun.ts';
import type { CameraRun } from './cameras/runCount.ts';

/** A machine that follows `most` cameras. */
async function searched(most: number) {
  const tried: number[] = [];
  const best = await search((count) => {
    tried.push(count);
    const good = count <= most;
    return Promise.resolve({ count, skippedShare: good ? 0 : 0.2, p95Ms: 400 } as CameraRun);
  });
  return { count: best.count, tried };
}

test('search() finds the largest count that is followed, in seven runs at most', async () => {
  expect(await searched(13)).toEqual({ count: 13, tried: [8, 16, 12, 14, 13] });
  expect((await searched(5)).count).toBe(5);
  expect((await searched(0)).tried.length).toBeLessThanOrEqual(7);
  expect(await searched(1000)).toMatchObject({ count: 64 });
});

test('the play moves for three tenths of its time, one usable face after the other', () => {
  const movingMs =
    Math.max(...walks.map(({ toMs }) => toMs)) - Math.min(...walks.map(({ fromMs }) => fromMs));
  expect(movingMs / durationMs).toBeCloseTo(movingShare, 2);
  for (const { firstPicture, endPicture } of crossings) expect(endPicture - firstPicture).toBeGreaterThan(20);
});

const [crossing] = crossings;
const firstPicture = crossing?.firstPicture ?? 0;
const visibleMs = (((crossing?.endPicture ?? 0) - firstPicture) * 1000) / framesPerSecond;

/** One face at 10 s, analysed every `everyMs` from then on, recognised first in analysis `recognised`. */
function recordOf(everyMs: number, recognised: number): RunRecord {
  const heard = Array.from({ length: Math.floor(visibleMs / everyMs) }, (_, index) => ({
    path: 'a',
    atMs: 10_000 + index * everyMs,
    heardAtMs: 10_100 + index * everyMs,
    recognisable: index >= recognised,
  }));
  return { sent: [{ path: 'a', picture: firstPicture, atMs: 10_000 }], heard, fromMs: 0, toMs: 60_000 };
}

test('judgeRun() counts what was due and run while a face was there, and the time until its first sighting', () => {
  const { due, run, latenciesMs, missed } = judgeRun(recordOf(200, 2));
  expect(run / due).toBeCloseTo(1, 1);
  expect({ latenciesMs, missed }).toEqual({ latenciesMs: [500], missed: 0 });
  const slow = judgeRun(recordOf(400, 2));
  expect(slow.run / slow.due).toBeCloseTo(0.5, 1);
});

test('judgeRun() takes a face that never was sighted as one that waits for ever, and leaves out what the run cut off', () => {
  expect(judgeRun(recordOf(200, 1000))).toMatchObject({ faces: 1, missed: 1, latenciesMs: [Infinity] });
  expect(judgeRun({ ...recordOf(200, 2), toMs: 11_000 }).faces).toBe(0);
});

test('percentile() gives a value that was measured', () => {
  expect(percentile([1, 2, 3, 4], 0.5)).toBe(2);
  expect(percentile([1, 2, 3, 4], 0.95)).toBe(4);
  expect(percentile([], 0.5)).toBeNaN();
});
