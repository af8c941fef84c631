/** The running cameras: as the files say, each alone, so that a broken file or camera leaves the others as they are. */
import { isDeepStrictEqual } from 'node:util';
import type { CameraStats, FromWorker } from '../../pipeline/messages.ts';
import type { Camera, CameraOwner, startCamera } from '../../pipeline/startCamera.ts';
import { UserFacingError } from '../errors.ts';
import type { CameraFile, CameraView } from '../wire.ts';
import { idOf, parseCameraFile } from './cameraFile.ts';
import { cameraSetup } from './cameraSetup.ts';
import { fillSecrets } from './fillSecrets.ts';
import { freshStatus, type Status, statusAfter, viewOf } from './status.ts';
import { watchCameraFiles } from './watchCameraFiles.ts';

export type CamerasParts = {
  camerasDir: string;
  secrets: Readonly<Record<string, string | undefined>>;
  inference: CameraOwner['inference'];
  startCamera: typeof startCamera;
  clock: () => number;
  demo: boolean;
  /** Everything a camera tells, with the file it runs by. */
  onMessage(camera: CameraFile, message: FromWorker): void;
  /** A camera came, went, or looks different: `views()` says how. */
  onChanged(): void;
  trouble(error: Error): void;
};

export type Cameras = {
  views(): CameraView[];
  /** Every file, running or not, in the order of their ids. */
  files(): CameraEntry[];
  stats(): { cameraId: string; stats: CameraStats }[];
  nameOf(cameraId: string): string;
  /** Pictures are made only while watched; remembered while the camera starts again. */
  watch(cameraId: string, on: boolean): void;
  pictureTaken(cameraId: string): void;
  /** A file was written here: applied at once, without waiting until the folder shows it. */
  apply(file: string, text: string | null): Promise<void>;
  stop(): Promise<void>;
};

/** `camera` is the last good state of the file, null when there was none; `error` what is wrong with it now. */
export type CameraEntry = {
  cameraId: string;
  file: string;
  text: string;
  camera: CameraFile | null;
  error: UserFacingError | null;
  brokenSinceMs: number;
};

type Running = { camera: CameraFile; setup: ReturnType<typeof cameraSetup>; handle: Camera; status: Status };

export async function startCameras(parts: CamerasParts): Promise<Cameras> {
  const entries = new Map<string, CameraEntry>();
  const running = new Map<string, Running>();
  const turns = new Map<string, Promise<void>>();
  const watched = new Set<string>();
  let stopped = false;
  let told: CameraView[] = [];

  const sorted = () => [...entries.values()].sort((a, b) => (a.cameraId < b.cameraId ? -1 : 1));
  const views = () =>
    sorted().flatMap((entry) => viewOf(entry, running.get(entry.cameraId)?.status ?? null, parts) ?? []);

  function tellChanges(): void {
    const now = views();
    if (isDeepStrictEqual(now, told)) return;
    told = now;
    parts.onChanged();
  }

  /** One after the other for each camera: the old thread has ended before the new one opens the same device. */
  function inTurn(cameraId: string, work: () => Promise<void>): Promise<void> {
    const turn = (turns.get(cameraId) ?? Promise.resolve()).then(work);
    turns.set(cameraId, turn);
    return turn;
  }

  async function apply(file: string, text: string | null): Promise<void> {
    const cameraId = idOf(file);
    const known = entries.get(cameraId);
    if (known && known.file !== file) return text === null ? undefined : parts.trouble(twice(file, known.file));
    if (text === null) entries.delete(cameraId);
    else if (known?.text === text) return;
    else entries.set(cameraId, readEntry(file, text, known, parts));
    await inTurn(cameraId, () => follow(cameraId));
  }

  /** Makes what runs agree with the entry. */
  async function follow(cameraId: string): Promise<void> {
    const entry = entries.get(cameraId);
    const now = running.get(cameraId);
    const wanted = stopped ? null : (entry?.camera ?? null);
    if (entry?.error === null || !entry || stopped) await change(cameraId, wanted?.enabled ? wanted : null, now);
    tellChanges();
  }

  async function change(cameraId: string, camera: CameraFile | null, now: Running | undefined): Promise<void> {
    const setup = camera && cameraSetup(camera, urlOf(camera), parts.camerasDir);
    if (camera && now && isDeepStrictEqual(setup, now.setup)) {
      now.camera = camera;
      return;
    }
    running.delete(cameraId);
    await now?.handle.stop();
    if (camera && setup) running.set(cameraId, start(camera, setup));
  }

  const urlOf = (camera: CameraFile): string => fillSecrets(`${camera.cameraId}.yaml`, camera.url, parts.secrets);

  function start(camera: CameraFile, setup: Running['setup']): Running {
    const status = freshStatus(parts.clock());
    const owner: CameraOwner = { inference: parts.inference, onMessage: (message) => received(self, message) };
    const self: Running = { camera, setup, status, handle: parts.startCamera(setup, owner) };
    if (watched.has(camera.cameraId)) self.handle.watch(true);
    return self;
  }

  function received(from: Running, message: FromWorker): void {
    // Said while it was already being stopped or replaced.
    if (running.get(from.camera.cameraId) !== from) return;
    from.status = statusAfter(from.status, message, parts.clock());
    parts.onMessage(from.camera, message);
    if (message.kind === 'health' || message.kind === 'stats') tellChanges();
  }

  const applyLater = (file: string, text: string | null): void => void apply(file, text).catch(parts.trouble);
  const files = await watchCameraFiles(parts.camerasDir, {
    fileChanged: applyLater,
    fileGone: (file) => applyLater(file, null),
    trouble: parts.trouble,
  });
  await Promise.all(turns.values());

  return {
    views,
    files: sorted,
    stats: () =>
      [...running].flatMap(([cameraId, { status }]) => (status.stats ? [{ cameraId, stats: status.stats }] : [])),
    nameOf: (cameraId) => entries.get(cameraId)?.camera?.name ?? cameraId,
    watch(cameraId, on) {
      if (on) watched.add(cameraId);
      else watched.delete(cameraId);
      running.get(cameraId)?.handle.watch(on);
    },
    pictureTaken: (cameraId) => running.get(cameraId)?.handle.pictureTaken(),
    apply,
    async stop() {
      stopped = true;
      await files.stop();
      await Promise.all([...running.keys()].map((cameraId) => inTurn(cameraId, () => follow(cameraId))));
    },
  };
}

function readEntry(
  file: string,
  text: string,
  before: CameraEntry | undefined,
  { secrets, clock }: Pick<CamerasParts, 'secrets' | 'clock'>,
): CameraEntry {
  const brokenSinceMs = before?.error ? before.brokenSinceMs : clock();
  const entry = { cameraId: idOf(file), file, text, brokenSinceMs };
  try {
    const camera = parseCameraFile(file, text);
    if (camera.enabled) fillSecrets(file, camera.url, secrets);
    return { ...entry, camera, error: null };
  } catch (error) {
    if (!(error instanceof UserFacingError)) throw error;
    return { ...entry, camera: before?.camera ?? null, error };
  }
}

const twice = (file: string, other: string): Error =>
  new Error(`Cannot use ${file}: ${other} is the same camera. Rename one of them.`);
