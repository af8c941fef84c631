/** A clock that stands still until it is moved; what runs every so often runs when its moment is passed. */
import type { Clock } from '../../server/presence/startPresence.ts';

export type HandClock = Clock & { advance: (ms: number) => void; set: (ms: number) => void };

export function handClock(startMs = Date.UTC(2026, 10, 20, 2)): HandClock {
  let nowMs = startMs;
  const runs = new Set<{ ms: number; nextMs: number; run: () => void }>();
  return {
    now: () => nowMs,
    set: (ms) => void (nowMs = ms),
    every(ms, run) {
      const each = { ms, nextMs: nowMs + ms, run };
      runs.add(each);
      return () => runs.delete(each);
    },
    advance(ms) {
      nowMs += ms;
      for (const each of runs) {
        if (nowMs < each.nextMs) continue;
        each.nextMs = nowMs + each.ms;
        each.run();
      }
    },
  };
}
