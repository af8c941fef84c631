import { expect, test } from 'vitest';
import { rowsAtOnce, takeInParts } from './takeInParts.ts';

test('takeInParts() gives others a turn between parts, takes each row once and in its order, and ends at the first that fails', async () => {
  const rows = Array.from({ length: 2 * rowsAtOnce + 5 }, (_, at) => at);
  const taken: number[] = [];
  let turns = 0;
  const timer = setInterval(() => turns++, 0);
  const seen: number[] = [];
  const done = await takeInParts(rows, (some) => {
    seen.push(some.length);
    taken.push(...some);
    const untilMs = performance.now() + 5;
    while (performance.now() < untilMs);
    return Promise.resolve({ added: some.length - 1, known: 1, refused: 0 });
  });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
  expect(seen).toEqual([rowsAtOnce, rowsAtOnce, 5]);
  expect(taken).toEqual(rows);
  expect(done).toEqual({ added: rows.length - 3, known: 3, refused: 0 });
  let parts = 0;
  const fails = takeInParts(rows, () => {
    parts++;
    return Promise.reject(new Error('the disk is full'));
  });
  await expect(fails).rejects.toThrow('the disk is full');
  expect(parts).toBe(1);
});
