export type AnalysisRate = {
  moving: boolean;
  lastAnalysedAtMs: number;
  atMs: number;
  /** Frames come this often, so this is also the most there can be. */
  activeFps: number;
  /** What is left of that while the machine is too busy. */
  grantedFps?: number;
  /** 0 looks only while something moves. */
  idleFps: number;
};

/** Whether this frame is to be analysed. Each frame while something moves; now and then otherwise. */
export function wantsAnalysis(rate: AnalysisRate): boolean {
  // A clock that was set back must not stop the analysis until it has caught up.
  return rate.atMs < rate.lastAnalysedAtMs || rate.atMs >= nextAnalysisAtMs(rate);
}

/** How often a picture is looked at for movement where nothing moves, a little over the usual 2 s between key frames. */
const lookWhereStillMs = 2_200;

/** As often, but sooner where the next analysis is due before: it is only asked for when a picture is looked at. */
export function lookEveryMs(rate: AnalysisRate): number {
  const leftMs = nextAnalysisAtMs(rate) - rate.atMs;
  return leftMs > 0 ? Math.min(lookWhereStillMs, leftMs) : lookWhereStillMs;
}

/** The earliest frame that is due: half a frame early rather than half a frame late. */
export function nextAnalysisAtMs(rate: AnalysisRate): number {
  const { moving, lastAnalysedAtMs, activeFps, grantedFps = activeFps, idleFps } = rate;
  const fps = moving ? grantedFps : Math.min(idleFps, activeFps, grantedFps);
  return lastAnalysedAtMs + 1000 / fps - 500 / activeFps;
}
