import { expect, test } from 'vitest';
import { firstAtOnce, nextAtOnce, type Parts, takeInParts } from './takeInParts.ts';

const rows = Array.from({ length: 10_000 }, (_, at) => at);
type Take = Parts<number>['take'];
/** `tookMs`: of a part of so many rows, by a clock of its own. */
function partsWith(take: Take, tookMs: (rows: number) => number) {
  let nowMs = 0;
  let turns = 0;
  const timed: Take = (some) => {
    nowMs += tookMs(some.length);
    return take(some);
  };
  const parts: Parts<number> = {
    ...{ count: rows.length, rowsOf: (from, to) => rows.slice(from, to), take: timed },
    ...{ othersFirst: () => Promise.resolve(void turns++), nowMs: () => nowMs },
  };
  return { parts, turns: () => turns };
}

test('takeInParts() takes each row once and in its order, with a turn for others between parts, and ends at the first that fails', async () => {
  const taken: number[] = [];
  const { parts, turns } = partsWith(
    (some) => {
      taken.push(...some);
      return Promise.resolve({ added: some.length - 1, known: 1, refused: 0 });
    },
    () => 40,
  );
  const done = await takeInParts(parts);
  expect(taken).toEqual(rows);
  const count = rows.length / firstAtOnce;
  expect(turns()).toBe(count - 1);
  expect(done).toEqual({ added: rows.length - count, known: count, refused: 0 });
  let tries = 0;
  const fails = partsWith(
    () => {
      tries++;
      return Promise.reject(new Error('the disk is full'));
    },
    () => 40,
  );
  await expect(takeInParts(fails.parts)).rejects.toThrow('the disk is full');
  expect(tries).toBe(1);
});

test('parts become as large as takes 40 ms, on a quick machine and a slow one, but never small ones', async () => {
  for (const [rowMs, usual] of [
    [0.02, 2000],
    [0.05, 800],
    [1, 500],
    [0, 4000],
  ] as const) {
    const sizes: number[] = [];
    const { parts } = partsWith(
      (some) => {
        sizes.push(some.length);
        return Promise.resolve({ added: some.length, known: 0, refused: 0 });
      },
      (count) => count * rowMs,
    );
    await takeInParts(parts);
    expect(sizes.at(-2), `${rowMs} ms a row`).toBe(usual);
  }
  // A disk that stood still for a moment.
  expect(nextAtOnce(1000, 3000)).toBe(500);
  expect(nextAtOnce(1000, 0)).toBe(2000);
});
