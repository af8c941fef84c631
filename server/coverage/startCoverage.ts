/** Writes down while which camera saw. What was not written is blind: a crash loses ten seconds at most, and never invents any. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../presence/startPresence.ts';
import { coverageBook, type WatchingCamera } from './coverageBook.ts';
import type { CoverageStore } from './store.ts';

export type CoverageNeeds = {
  companyId: string;
  store: CoverageStore;
  clock: Clock;
  cameras: () => WatchingCamera[];
  trouble: (error: unknown) => void;
};
export type Coverage = {
  /** The cameras are known from here on: what was placed before and is gone ends. */
  start(): void;
  /** A camera was added, moved or removed. */
  camerasChanged(): void;
  /** As exactly as it was told. */
  health(cameraId: string, seeing: boolean, atMs: number): void;
  /** Writes everything up to now. */
  flush(): Promise<void>;
  /** Rows lost because the store failed for too long. */
  dropped(): number;
  stop(): Promise<void>;
};

/** How often the clock is looked at, so that a jump is noticed. */
const lookEveryMs = 2_000;
export const writeEveryMs = 10_000;

export async function startCoverage(needs: CoverageNeeds): Promise<Coverage> {
  const { companyId, store, clock } = needs;
  const placed = await store.openPlacements(companyId);
  const book = coverageBook({ placed, nowMs: clock.now(), newId: randomUUID });
  const stops: (() => void)[] = [];
  let writing: Promise<void> = Promise.resolve();
  let writtenMs = -Infinity;
  let fails = false;

  async function write(): Promise<void> {
    book.tick(clock.now());
    const rows = book.unwritten();
    if (!rows) return;
    try {
      await store.write(companyId, rows);
      book.written(rows);
      fails = false;
    } catch (error) {
      // Told once; what was not written is written with the next.
      if (!fails) needs.trouble(error);
      fails = true;
    }
  }
  const flush = (): Promise<void> => (writing = writing.then(write));
  function look(): void {
    const nowMs = clock.now();
    book.tick(nowMs);
    if (Math.abs(nowMs - writtenMs) < writeEveryMs) return;
    writtenMs = nowMs;
    void flush();
  }

  return {
    flush,
    dropped: book.dropped,
    start() {
      book.setCameras(needs.cameras(), clock.now());
      stops.push(clock.every(lookEveryMs, look));
      void flush();
    },
    camerasChanged() {
      if (stops.length > 0) book.setCameras(needs.cameras(), clock.now());
    },
    health: (cameraId, seeing, atMs) => book.health(cameraId, seeing, Math.min(atMs, clock.now())),
    async stop() {
      stops.splice(0).forEach((stop) => stop());
      await flush();
    },
  };
}
