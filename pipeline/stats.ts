/** What a camera did, counted as it happens and told once a second. */
import type { CameraStats } from './messages.ts';

type Stage = keyof CameraStats['stageMs'];
type Stream = { readonly framesDecoded: number; readonly framesDropped: number };

export type StatsCounter = {
  moving: boolean;
  /** Counts this stream's frames from now on, on top of those of the streams before it. */
  follow(stream: Stream): void;
  /** Runs `work` and adds its time to a stage. */
  time<T>(stage: Stage, work: () => T): T;
  /** The same for work that waits. */
  timeAsync<T>(stage: Stage, work: () => Promise<T>): Promise<T>;
  analysed(): void;
  failed(): void;
  /** `count` may be a part of one. */
  skipped(count: number): void;
  /** Analyses a second that are called for, and that are possible. */
  rate: { wanted: number; granted: number };
  /** Counts since the camera started; rates and times since the last `take`. */
  take(): CameraStats;
  /** Counts, and times per run, since the camera started. */
  total(): CameraStats;
};

/** `nowMs`: a clock that is never set back. `picturesMade`: since the camera started; who makes them counts them. */
export function createStats(nowMs: () => number, picturesMade = (): number => 0): StatsCounter {
  const earlier = { framesDecoded: 0, framesDropped: 0 };
  let stream: Stream = { framesDecoded: 0, framesDropped: 0 };
  let framesAnalysed = 0;
  let analysesFailed = 0;
  let analysesSkipped = 0;
  const whole = startTimes();
  let recent = startTimes();
  let taken = { atMs: nowMs(), framesAnalysed: 0 };

  function record(stage: Stage, startedMs: number): void {
    const ms = performance.now() - startedMs;
    for (const times of [whole, recent]) {
      times[stage].ms += ms;
      times[stage].runs += 1;
    }
  }

  const snapshot = (times: Times, analysesPerSecond: number): CameraStats => ({
    framesDecoded: earlier.framesDecoded + stream.framesDecoded,
    framesDropped: earlier.framesDropped + stream.framesDropped,
    framesAnalysed,
    analysesFailed,
    analysesPerSecond,
    analysesWanted: counter.rate.wanted,
    analysesGranted: counter.rate.granted,
    analysesSkipped: Math.floor(analysesSkipped),
    picturesMade: picturesMade(),
    stageMs: meansOf(times),
    busyMs: sumsOf(whole),
    moving: counter.moving,
  });

  const counter: StatsCounter = {
    moving: false,
    rate: { wanted: 0, granted: 0 },
    follow(next) {
      earlier.framesDecoded += stream.framesDecoded;
      earlier.framesDropped += stream.framesDropped;
      stream = next;
    },
    time(stage, work) {
      const startedMs = performance.now();
      const result = work();
      record(stage, startedMs);
      return result;
    },
    async timeAsync(stage, work) {
      const startedMs = performance.now();
      const result = await work();
      record(stage, startedMs);
      return result;
    },
    analysed: () => void framesAnalysed++,
    failed: () => void analysesFailed++,
    skipped: (count) => void (analysesSkipped += count),
    take() {
      const atMs = nowMs();
      const seconds = Math.max(1, atMs - taken.atMs) / 1000;
      const stats = snapshot(recent, (framesAnalysed - taken.framesAnalysed) / seconds);
      taken = { atMs, framesAnalysed };
      recent = startTimes();
      return stats;
    },
    total: () => snapshot(whole, 0),
  };
  return counter;
}

type Times = Record<Stage, { ms: number; runs: number }>;

const startTimes = (): Times => ({
  motion: { ms: 0, runs: 0 },
  detect: { ms: 0, runs: 0 },
  track: { ms: 0, runs: 0 },
  embed: { ms: 0, runs: 0 },
});

function meansOf(times: Times): CameraStats['stageMs'] {
  const mean = (stage: Stage): number => times[stage].ms / Math.max(1, times[stage].runs);
  return { motion: mean('motion'), detect: mean('detect'), track: mean('track'), embed: mean('embed') };
}

const sumsOf = (times: Times): CameraStats['busyMs'] => ({
  motion: times.motion.ms,
  detect: times.detect.ms,
  track: times.track.ms,
  embed: times.embed.ms,
});
