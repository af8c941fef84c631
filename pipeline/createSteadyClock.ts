/** The wall clock as it was at the start, running on evenly: nothing is lost, old or due because somebody set the clock. */
export type SteadyClock = {
  /** Epoch ms, whole; never jumps, also when the wall clock does. */
  now(): number;
  /** What the wall clock says, as it is set now, of a moment of `now()`. */
  toWall(atMs: number): number;
};

/** Less is jitter or the slow correction of a time server; it is taken over in one step when it has added up. */
const jumpMs = 50;

export function createSteadyClock(
  wallMs: () => number = Date.now,
  monotonicMs: () => number = () => performance.now(),
): SteadyClock {
  const startMs = wallMs() - monotonicMs();
  let offsetMs = 0;
  const now = (): number => Math.round(startMs + monotonicMs());
  return {
    now,
    toWall(atMs) {
      const measuredMs = wallMs() - now();
      if (Math.abs(measuredMs - offsetMs) > jumpMs) offsetMs = measuredMs;
      return atMs + offsetMs;
    },
  };
}
