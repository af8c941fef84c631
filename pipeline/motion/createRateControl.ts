/**
 * How many analyses a second a camera asks for. A machine that cannot follow is asked for less, so that what is analysed is
 * fresh; the inference threads serve all cameras in turn, so that all come down to the same share. Pure.
 */
export type RateControl = {
  /** Analyses a second to ask for now. */
  granted(): number;
  /** An analysis was run; `tookMs` with the wait for its turn. `missed` were due since the one before and not run. */
  analysed(run: { atMs: number; tookMs: number; missed: number }): void;
};

/** Below this nobody would be followed; a machine so busy needs fewer cameras. */
const leastFps = 0.5;
/** Judged so often; two bad ones in a row bring the rate down, so that a burst, or a start, does not. */
const windowMs = 2_000;
const badWindows = 2;
const missedShareMax = 0.2;
/** What remains for the others' bursts when the rate comes down. */
const slack = 0.9;
/** More is tried after a clean window; each try that fails doubles that, so that the rate does not swing. */
const raise = 1.5;
const cleanWindowsLeast = 1;
const cleanWindowsMost = 16;

export function createRateControl(wantedFps: number): RateControl {
  let granted = wantedFps;
  let bad = 0;
  let clean = 0;
  let patience = cleanWindowsLeast;
  let raised = false;
  let window = { fromMs: -Infinity, runs: 0, missed: 0, tookMs: 0 };

  function judge(): void {
    const { runs, missed } = window;
    bad = missed > missedShareMax * (runs + missed) ? bad + 1 : 0;
    clean = missed === 0 ? clean + 1 : 0;
    if (bad >= badWindows) lower();
    else if (clean >= patience) higher();
  }

  function lower(): void {
    const possible = (1000 * window.runs) / Math.max(1, window.tookMs);
    granted = Math.max(Math.min(leastFps, wantedFps), Math.min(granted, possible * slack));
    if (raised) patience = Math.min(cleanWindowsMost, patience * 2);
    [bad, clean, raised] = [0, 0, false];
  }

  function higher(): void {
    // At the full rate and clean for as long: whatever kept it down is over.
    if (granted === wantedFps) patience = cleanWindowsLeast;
    raised = granted < wantedFps;
    granted = Math.min(wantedFps, granted * raise);
    clean = 0;
  }

  return {
    granted: () => granted,
    analysed({ atMs, tookMs, missed }) {
      // A clock that was set back begins a new window.
      if (atMs < window.fromMs || atMs - window.fromMs >= windowMs) {
        if (window.runs > 0) judge();
        window = { fromMs: atMs, runs: 0, missed: 0, tookMs: 0 };
      }
      const { fromMs, runs } = window;
      window = {
        fromMs,
        runs: runs + 1,
        missed: window.missed + missed,
        tookMs: window.tookMs + tookMs,
      };
    },
  };
}
