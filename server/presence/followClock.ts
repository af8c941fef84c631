/** Time as it truly passed, and when to try a failed write again. */
import type { Clock } from './startPresence.ts';

/**
 * A longer step from one pass to the next is a clock that was set forward, or a program that stood still (a sleeping machine,
 * a stopped process): in neither did anybody go unseen for so long.
 */
const passMostMs = 5_000;
const retryFirstMs = 500;
const retryMaxMs = 30_000;

/** Gives the time, after `skip` was told of what was none. */
export function followClock(clock: Clock, skip: (ms: number, nowMs: number) => void): () => number {
  let followedMs = clock.now();
  return () => {
    const nowMs = clock.now();
    const skippedMs = nowMs - followedMs - passMostMs;
    if (skippedMs > 0) skip(skippedMs, nowMs);
    followedMs = nowMs;
    return nowMs;
  };
}

/** Doubles the wait after each failure, and tells only when trouble begins and ends. */
export function createRetry(storeTrouble: (error: Error | null) => void) {
  let waitMs = 0;
  let tryAtMs = 0;
  return {
    /** Also when the clock was set back and the time to try lies far ahead. */
    mayTry: (nowMs: number) => nowMs >= tryAtMs || tryAtMs - nowMs > retryMaxMs,
    failed(error: unknown, nowMs: number) {
      const isFirst = waitMs === 0;
      waitMs = isFirst ? retryFirstMs : Math.min(waitMs * 2, retryMaxMs);
      tryAtMs = nowMs + waitMs;
      if (isFirst) storeTrouble(error instanceof Error ? error : new Error(String(error)));
    },
    worked() {
      if (waitMs > 0) storeTrouble(null);
      waitMs = 0;
      tryAtMs = 0;
    },
  };
}
