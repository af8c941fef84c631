/** One camera, seen from the server. Only this file knows there is a thread behind it. */
import { extname } from 'node:path';
import { type MessagePort, Worker } from 'node:worker_threads';
import type { NetworkSpec } from '../models/networkSpec.ts';
import { retryInMs } from './decode/backoff.ts';
import type {
  CameraSetup,
  CameraStats,
  EpochMs,
  FromWorker,
  FromWorkerThread,
  PictureZone,
  SnapshotWish,
  ToWorker,
  TrackId,
} from './messages.ts';
import { createSnapshots } from './view/createSnapshots.ts';

export type CameraOwner = {
  /** A fresh port to inference, one per worker thread, and what runs there (absent: our networks). */
  inference: { connect(): MessagePort; networks?: NetworkSpec };
  onMessage(message: FromWorker): void;
};

export type Camera = {
  /** Pictures are made only while watched. */
  watch(watched: boolean): void;
  /** The last picture was dealt with; the worker may send the next. */
  pictureTaken(): void;
  /** Holds from the next frame on. */
  setZones(zones: readonly PictureZone[]): void;
  /** Whether faces of tracks without a name are made unrecognisable in pictures. */
  blurUnknown(on: boolean): void;
  /** These tracks have a name; all others have none. */
  named(trackIds: TrackId[]): void;
  /** The next frame, fine enough to keep; null when none comes in time. */
  snapshot(clear: SnapshotWish): Promise<Snapshot | null>;
  /** Resolves when the thread, and its ffmpeg, have ended. */
  stop(): Promise<void>;
};

export type Snapshot = { atMs: EpochMs; jpeg: Uint8Array };

/** How long a worker may take to end its ffmpeg before its thread is ended from outside. */
const stopWithinMs = 3_000;

/** Seeing for this long makes the next crash a first crash again. */
const steadyAfterMs = 10_000;

/** Starts the camera's thread and starts it again, for ever, should it crash. */
export function startCamera(setup: CameraSetup, owner: CameraOwner): Camera {
  /** What a new thread must be told. */
  const told = { watched: false, blurs: false, zones: setup.zones ?? [] };
  let stopping = false;
  let crashes = 0;
  let restart: NodeJS.Timeout | undefined;
  const counts = countAcrossThreads();
  const snapshots = createSnapshots((requestId, clear) => send({ kind: 'snapshot', requestId, clear }));
  let worker = startWorker(setup, owner.inference);
  let exited = follow(worker);

  function follow(current: Worker): Promise<void> {
    let seesSinceMs = Infinity;
    let finished = false;
    let problem = 'the thread ended';
    current.on('message', (message: FromWorkerThread) => {
      if (message.kind === 'snapshot') return snapshots.answered(message);
      if (message.kind === 'health' && message.health.kind === 'seeing') seesSinceMs = performance.now();
      if (message.kind === 'finished') finished = true;
      if (message.kind === 'failed') problem = message.message;
      else owner.onMessage(counts.addTo(message));
    });
    current.on('error', (error) => (problem = error instanceof Error ? error.message : String(error)));
    return new Promise((resolve) => {
      current.once('exit', () => {
        resolve();
        snapshots.end();
        if (performance.now() - seesSinceMs > steadyAfterMs) crashes = 0;
        if (!stopping && !finished) restartLater(problem);
      });
    });
  }

  function restartLater(problem: string): void {
    if (setup.pace === 'everyFrame') return owner.onMessage({ kind: 'failed', message: problem });
    const delayMs = retryInMs(crashes++, Math.random);
    counts.threadEnded();
    restart = setTimeout(() => {
      worker = startWorker({ ...setup, zones: told.zones }, owner.inference);
      exited = follow(worker);
      send({ kind: 'blurUnknown', on: told.blurs });
      send({ kind: 'watch', watched: told.watched });
    }, delayMs);
    owner.onMessage(crashed(setup, problem, delayMs));
  }

  const send = (message: ToWorker): void => worker.postMessage(message);

  return {
    watch(on) {
      told.watched = on;
      send({ kind: 'watch', watched: on });
    },
    pictureTaken: () => send({ kind: 'pictureTaken' }),
    setZones(zones) {
      told.zones = zones;
      send({ kind: 'zones', zones });
    },
    blurUnknown(on) {
      told.blurs = on;
      send({ kind: 'blurUnknown', on });
    },
    named: (trackIds) => send({ kind: 'named', trackIds }),
    snapshot: snapshots.ask,
    async stop() {
      stopping = true;
      clearTimeout(restart);
      send({ kind: 'stop' });
      const forced = setTimeout(() => void worker.terminate(), stopWithinMs);
      await exited;
      clearTimeout(forced);
    },
  };
}

const countNames = [
  'framesDecoded',
  'framesAnalysed',
  'framesDropped',
  'analysesFailed',
  'analysesSkipped',
  'picturesMade',
] as const;

/** A new thread counts from 0; its camera does not. */
function countAcrossThreads() {
  let earlier: Partial<CameraStats> = {};
  let latest: Partial<CameraStats> = {};

  return {
    addTo(message: FromWorker): FromWorker {
      if (message.kind !== 'stats' && message.kind !== 'finished') return message;
      const stats = { ...message.stats };
      for (const name of countNames) stats[name] = (stats[name] ?? 0) + (earlier[name] ?? 0);
      latest = stats;
      return { ...message, stats };
    },
    threadEnded(): void {
      earlier = latest;
    },
  };
}

function startWorker(setup: CameraSetup, { connect, networks }: CameraOwner['inference']): Worker {
  const inference = connect();
  // The running file's own ending: `.ts` is not rewritten inside a URL when this is built.
  const file = new URL(`./cameraWorker${extname(import.meta.url)}`, import.meta.url);
  return new Worker(file, {
    name: `camera ${setup.cameraId}`,
    workerData: { setup, inference, networks },
    transferList: [inference],
  });
}

function crashed(setup: CameraSetup, problem: string, delayMs: number): FromWorker {
  const detail = `Camera "${setup.name}" stopped: its thread crashed (${problem}). It starts again by itself; if this repeats, please report it.`;
  return {
    kind: 'health',
    atMs: Date.now(),
    health: { kind: 'blind', reason: 'crashed', detail, retryInMs: delayMs },
  };
}
