/** The cameras that run. Knows no files: it is told what should run, and makes it so. */
import { isDeepStrictEqual } from 'node:util';
import type {
  CameraId,
  CameraSetup,
  CameraStats,
  FromWorker,
  SnapshotWish,
  TrackId,
} from '../../pipeline/messages.ts';
import type { Camera, CameraOwner, Snapshot, startCamera } from '../../pipeline/startCamera.ts';
import type { CameraFile } from '../wire.ts';
import { freshStatus, type Status, statusAfter } from './status.ts';

export type RunParts = {
  inference: CameraOwner['inference'];
  startCamera: typeof startCamera;
  clock: () => number;
  /** Everything a camera tells, with the file it runs by. */
  onMessage: (camera: CameraFile, message: FromWorker) => void;
  /** The camera's thread ended: its file changed or went. Its tracks are gone. */
  onStopped: (cameraId: CameraId) => void;
  /** `statusOf` some camera is different now. */
  statusChanged: () => void;
};

/** A camera as its file says, and what its worker is told. */
export type Wanted = { camera: CameraFile; setup: CameraSetup };

export type RunningCameras = {
  /** Starts, restarts, keeps or (`wanted` null) ends the camera; resolves when that is done. */
  follow: (cameraId: string, wanted: () => Wanted | null) => Promise<void>;
  statusOf: (cameraId: string) => Status | null;
  stats: () => { cameraId: string; stats: CameraStats }[];
  watch: (cameraId: string, on: boolean) => void;
  /** In pictures of all cameras, now and later. */
  blurUnknown: (on: boolean) => void;
  /** Which of the camera's tracks have a name. */
  named: (cameraId: string, trackIds: TrackId[]) => void;
  /** null: the camera does not run, or no frame came. */
  snapshot: (cameraId: string, clear: SnapshotWish) => Promise<Snapshot | null>;
  pictureTaken: (cameraId: string) => void;
  /** Resolves when the turns taken so far are over, whether they worked or not. */
  settled: () => Promise<void>;
  ids: () => string[];
};

type Running = Wanted & { handle: Camera; status: Status };

export function runCameras(parts: RunParts): RunningCameras {
  const running = new Map<string, Running>();
  const turns = new Map<string, Promise<void>>();
  const watched = new Set<string>();
  let blurs = false;

  async function change(cameraId: string, wanted: Wanted | null): Promise<void> {
    const now = running.get(cameraId);
    if (wanted && now && isDeepStrictEqual(wanted.setup, now.setup)) {
      now.camera = wanted.camera;
      return;
    }
    // The picture goes on, with other parts of it hidden.
    if (wanted && now && isDeepStrictEqual({ ...wanted.setup, zones: [] }, { ...now.setup, zones: [] })) {
      now.handle.setZones(wanted.setup.zones ?? []);
      Object.assign(now, wanted);
      return;
    }
    running.delete(cameraId);
    await now?.handle.stop();
    if (now) parts.onStopped(now.setup.cameraId);
    if (wanted) running.set(cameraId, start(cameraId, wanted));
  }

  function start(cameraId: string, { camera, setup }: Wanted): Running {
    const owner: CameraOwner = {
      inference: parts.inference,
      onMessage: (message) => received(self, message),
    };
    const handle = parts.startCamera(setup, owner);
    const self: Running = { camera, setup, handle, status: freshStatus(parts.clock()) };
    if (blurs) handle.blurUnknown(true);
    if (watched.has(cameraId)) handle.watch(true);
    return self;
  }

  function received(from: Running, message: FromWorker): void {
    // Said while it was already being stopped or replaced.
    if (running.get(from.setup.cameraId) !== from) return;
    from.status = statusAfter(from.status, message, parts.clock());
    parts.onMessage(from.camera, message);
    if (message.kind === 'health' || message.kind === 'stats' || message.kind === 'failed')
      parts.statusChanged();
  }

  return {
    follow(cameraId, wanted) {
      // One after the other for each camera: the old thread has ended before the new one opens the same device.
      // Whoever asked for the turn before has been told if it failed.
      const before = (turns.get(cameraId) ?? Promise.resolve()).catch(() => undefined);
      const turn = before.then(() => change(cameraId, wanted()));
      turns.set(cameraId, turn);
      return turn;
    },
    statusOf: (cameraId) => running.get(cameraId)?.status ?? null,
    stats: () =>
      [...running].flatMap(([cameraId, { status }]) =>
        status.stats ? [{ cameraId, stats: status.stats }] : [],
      ),
    watch(cameraId, on) {
      if (on) watched.add(cameraId);
      else watched.delete(cameraId);
      running.get(cameraId)?.handle.watch(on);
    },
    blurUnknown(on) {
      if (on === blurs) return;
      blurs = on;
      for (const { handle } of running.values()) handle.blurUnknown(on);
    },
    named: (cameraId, trackIds) => running.get(cameraId)?.handle.named(trackIds),
    snapshot: (cameraId, clear) => running.get(cameraId)?.handle.snapshot(clear) ?? Promise.resolve(null),
    pictureTaken: (cameraId) => running.get(cameraId)?.handle.pictureTaken(),
    settled: async () => void (await Promise.allSettled(turns.values())),
    ids: () => [...running.keys()],
  };
}
