import { expect, test } from 'vitest';
import { startPruning } from './startPruning.ts';

test('startPruning() removes what is older than it is kept, at the start and once a day', async () => {
  const dayMs = 86_400_000;
  const pruned: number[] = [];
  let nowMs = 1_000 * dayMs;
  let tick = () => undefined as void;
  const clock = { now: () => nowMs, every: (_: number, run: () => void) => ((tick = run), () => undefined) };
  const stop = startPruning({
    clock,
    keptDays: () => 30,
    prune: (beforeMs) => Promise.resolve(pruned.push(beforeMs / dayMs)),
    failed: () => undefined,
  });
  nowMs += dayMs / 2;
  tick();
  nowMs += dayMs / 2;
  tick();
  await stop();
  expect(pruned).toEqual([970, 971]);
});
