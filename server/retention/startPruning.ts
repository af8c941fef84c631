import type { Clock } from '../presence/startPresence.ts';

const dayMs = 24 * 60 * 60 * 1000;
const hourMs = 60 * 60 * 1000;

/** Rows older than they are to be kept go, at the start and once a day. Resolves when the last work has ended. */
export function startPruning(needs: {
  clock: Clock;
  keptDays: () => number;
  prune: (beforeMs: number) => Promise<unknown>;
  failed: (error: unknown) => void;
}): () => Promise<void> {
  let doneMs = -Infinity;
  let last: Promise<unknown> = Promise.resolve();
  const run = () => {
    const nowMs = needs.clock.now();
    // Asked every hour: a machine that sleeps at night would never reach a day.
    if (nowMs - doneMs < dayMs) return;
    doneMs = nowMs;
    last = needs.prune(nowMs - needs.keptDays() * dayMs).catch(needs.failed);
  };
  run();
  const stop = needs.clock.every(hourMs, run);
  return async () => {
    stop();
    await last;
  };
}
