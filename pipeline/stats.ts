/** What a camera did, counted as it happens and told once a second. */
import type { CameraStats } from './messages.ts';

type Stage = keyof CameraStats['stageMs'];
type Stream = { framesDecoded: number; framesDropped: number };

export type StatsCounter = {
  moving: boolean;
  /** Runs `work` and adds its time to a stage. */
  time<T>(stage: Stage, work: () => T): T;
  /** The same for work that waits. */
  timeAsync<T>(stage: Stage, work: () => Promise<T>): Promise<T>;
  analysed(): void;
  /** True once a second. */
  due(nowMs: number): boolean;
  /** Figures of the time since the last `take`. */
  take(stream: Stream, nowMs: number): CameraStats;
  /** Counts since the start. */
  total(stream: Stream): CameraStats;
};

const everyMs = 1_000;

export function createStats(): StatsCounter {
  const stageMs = { motion: 0, detect: 0, track: 0, embed: 0 };
  let framesAnalysed = 0;
  let since: { atMs: number; framesAnalysed: number } | null = null;

  const snapshot = (stream: Stream, analyses: number, elapsedMs: number): CameraStats => ({
    framesDecoded: stream.framesDecoded,
    framesDropped: stream.framesDropped,
    framesAnalysed,
    analysesPerSecond: elapsedMs > 0 ? (analyses * 1000) / elapsedMs : 0,
    stageMs: meanOf(stageMs, analyses),
    moving: counter.moving,
  });

  const counter: StatsCounter = {
    moving: false,
    time(stage, work) {
      const startedMs = performance.now();
      const result = work();
      stageMs[stage] += performance.now() - startedMs;
      return result;
    },
    async timeAsync(stage, work) {
      const startedMs = performance.now();
      const result = await work();
      stageMs[stage] += performance.now() - startedMs;
      return result;
    },
    analysed: () => void framesAnalysed++,
    due: (nowMs) => nowMs - (since ??= { atMs: nowMs, framesAnalysed }).atMs >= everyMs,
    take(stream, nowMs) {
      const from = since ?? { atMs: nowMs, framesAnalysed: 0 };
      const stats = snapshot(stream, framesAnalysed - from.framesAnalysed, nowMs - from.atMs);
      since = { atMs: nowMs, framesAnalysed };
      for (const stage of Object.keys(stageMs) as Stage[]) stageMs[stage] = 0;
      return stats;
    },
    total: (stream) => snapshot(stream, 0, 0),
  };
  return counter;
}

function meanOf(stageMs: CameraStats['stageMs'], count: number): CameraStats['stageMs'] {
  const mean = (ms: number): number => ms / Math.max(1, count);
  return {
    motion: mean(stageMs.motion),
    detect: mean(stageMs.detect),
    track: mean(stageMs.track),
    embed: mean(stageMs.embed),
  };
}
