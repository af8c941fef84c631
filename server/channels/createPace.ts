/** How fast a channel may send: a bucket of turns, emptier after "too fast", closed for a while when nothing gets through. Pure but for its memory. */

export type Pace = {
  /** Turns there are now, beside those `underWay`. */
  turns: (nowMs: number, underWay: number) => number;
  took: (count: number) => void;
  /** A message got through. */
  worked: () => void;
  /** "Too fast": half the speed from now on, and a pause. */
  slower: (nowMs: number) => void;
  /** Nothing gets through: one try at a time, further and further apart. */
  failed: (code: string, nowMs: number, random: number) => void;
  /** Somebody mended something: try at once. */
  mended: () => void;
  trouble: () => { code: string; sinceMs: number } | null;
};
export type PaceLimits = { perSecond: number; burst: number };

const slowestPerSecond = 0.2;
const pauseMs = 5_000;
const probeFirstMs = 2_000;
const probeMostMs = 60_000;
/** Each message that gets through gives back this share of the speed. */
const recovery = 0.02;

export function createPace({ perSecond, burst }: PaceLimits): Pace {
  let rate = perSecond;
  let filled = burst;
  let filledAtMs: number | null = null;
  let closedUntilMs = 0;
  let failures = 0;
  let trouble: { code: string; sinceMs: number } | null = null;

  function fill(nowMs: number): void {
    // A clock that was set back gives nothing and takes nothing.
    const passedMs = Math.max(0, nowMs - (filledAtMs ?? nowMs));
    filled = Math.min(burst, filled + (passedMs / 1000) * rate);
    filledAtMs = nowMs;
    if (closedUntilMs - nowMs > probeMostMs) closedUntilMs = nowMs;
  }

  return {
    turns(nowMs, underWay) {
      fill(nowMs);
      if (nowMs < closedUntilMs) return 0;
      const turns = Math.floor(filled);
      return trouble === null ? turns : Math.min(turns, underWay > 0 ? 0 : 1);
    },
    took: (count) => void (filled -= count),
    worked() {
      failures = 0;
      trouble = null;
      rate = Math.min(perSecond, rate + perSecond * recovery);
    },
    slower(nowMs) {
      // Several answers of one burst say the same.
      if (nowMs < closedUntilMs) return;
      rate = Math.max(Math.min(perSecond, slowestPerSecond), rate / 2);
      filled = Math.min(filled, 1);
      closedUntilMs = nowMs + pauseMs;
    },
    failed(code, nowMs, random) {
      trouble = { code, sinceMs: trouble?.code === code ? trouble.sinceMs : nowMs };
      if (nowMs < closedUntilMs) return;
      failures += 1;
      const waitMs = Math.min(probeMostMs, probeFirstMs * 2 ** Math.min(20, failures - 1));
      closedUntilMs = nowMs + waitMs * (0.5 + random / 2);
    },
    mended() {
      [failures, closedUntilMs, trouble, rate] = [0, 0, null, perSecond];
    },
    trouble: () => trouble,
  };
}
