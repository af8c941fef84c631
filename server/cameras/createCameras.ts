/** The cameras as their files say, each alone, so that a broken file or camera leaves the others as they are. */
import { isDeepStrictEqual } from 'node:util';
import type { CameraStats, SnapshotWish, TrackId } from '../../pipeline/messages.ts';
import type { Snapshot } from '../../pipeline/startCamera.ts';
import { problem, UserFacingError } from '../errors.ts';
import type { CameraFile, CameraView } from '../wire.ts';
import { idOf, parseCameraFile } from './cameraFile.ts';
import { cameraSetup } from './cameraSetup.ts';
import type { CameraSecrets } from './cameraVariables.ts';
import { fillSecrets } from './fillSecrets.ts';
import { runCameras, type RunParts, type Wanted } from './runCameras.ts';
import { viewOf } from './status.ts';
import { type FileText, watchCameraFiles } from './watchCameraFiles.ts';

export type CamerasParts = Omit<RunParts, 'statusChanged'> & {
  camerasDir: string;
  /** What ${NAME} stands for. */
  secrets: CameraSecrets;
  demo: boolean;
  /** A camera came, went, or looks different: `views()` says how. */
  onChanged: () => void;
  trouble: (error: Error) => void;
};

export type Cameras = {
  /** Starts the camera of every file, and follows the folder from then on. */
  start: () => Promise<void>;
  views: () => CameraView[];
  /** Every file, running or not, in the order of their ids. */
  files: () => CameraEntry[];
  stats: () => { cameraId: string; stats: CameraStats }[];
  /** Whether a file is of this camera. */
  has: (cameraId: string) => boolean;
  nameOf: (cameraId: string) => string;
  /** Pictures are made only while watched; remembered while the camera starts again. */
  watch: (cameraId: string, on: boolean) => void;
  pictureTaken: (cameraId: string) => void;
  blurUnknown: (on: boolean) => void;
  named: (cameraId: string, trackIds: TrackId[]) => void;
  snapshot: (cameraId: string, clear: SnapshotWish) => Promise<Snapshot | null>;
  /** A file was written here: applied at once, without waiting until the folder shows it. null: removed. */
  apply: (file: string, text: FileText | null) => Promise<void>;
  /** Resolves when every camera's thread has ended. */
  stop: () => Promise<void>;
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

export function createCameras(parts: CamerasParts): Cameras {
  const texts = new Map<string, FileText>();
  const entries = new Map<string, CameraEntry>();
  const running = runCameras({ ...parts, statusChanged: tellChanges });
  let files: { stop: () => Promise<void> } | null = null;
  let stopped = false;
  let told: CameraView[] = [];

  const sorted = () => [...entries.values()].sort((a, b) => (a.cameraId < b.cameraId ? -1 : 1));
  const views = () =>
    sorted().flatMap((entry) => viewOf(entry, running.statusOf(entry.cameraId), parts) ?? []);

  function tellChanges(): void {
    const now = views();
    if (isDeepStrictEqual(now, told)) return;
    told = now;
    parts.onChanged();
  }

  /** Asked when the camera's turn comes: the newest text counts. A broken one leaves the last good one running. */
  function wanted(cameraId: string): Wanted | null {
    const camera = entries.get(cameraId)?.camera;
    return camera?.enabled && !stopped ? wantedBy(camera, parts) : null;
  }

  async function apply(file: string, text: FileText | null): Promise<void> {
    if (isDeepStrictEqual(texts.get(file) ?? null, text)) return;
    if (text === null) texts.delete(file);
    else texts.set(file, text);
    const cameraId = idOf(file);
    const entry = readEntry(cameraId, texts, entries.get(cameraId), parts);
    if (entry === null) entries.delete(cameraId);
    else entries.set(cameraId, entry);
    await running.follow(cameraId, () => wanted(cameraId));
    tellChanges();
  }

  const applyLater = (file: string, text: FileText | null): void =>
    void apply(file, text).catch(parts.trouble);

  return {
    ...running,
    views,
    files: sorted,
    has: (cameraId) => entries.has(cameraId),
    nameOf: (cameraId) => entries.get(cameraId)?.camera?.name ?? cameraId,
    apply,
    async start() {
      files = await watchCameraFiles(parts.camerasDir, {
        fileChanged: applyLater,
        fileGone: (file) => applyLater(file, null),
        trouble: parts.trouble,
      });
      await running.settled();
    },
    async stop() {
      stopped = true;
      await files?.stop();
      await Promise.all(running.ids().map((cameraId) => running.follow(cameraId, () => null)));
      await running.settled();
    },
  };
}

function wantedBy(
  camera: CameraFile,
  { camerasDir, secrets }: Pick<CamerasParts, 'camerasDir' | 'secrets'>,
): Wanted {
  const url = fillSecrets(`${camera.cameraId}.yaml`, camera.url, secrets);
  return { camera, setup: cameraSetup(camera, url, camerasDir) };
}

/** null: no file is of this camera any more. hall.yaml goes before hall.yml; the second is told as an error. */
function readEntry(
  cameraId: string,
  texts: ReadonlyMap<string, FileText>,
  before: CameraEntry | undefined,
  parts: Pick<CamerasParts, 'secrets' | 'clock'>,
): CameraEntry | null {
  const [file, second] = [...texts.keys()].filter((each) => idOf(each) === cameraId).sort();
  const text = file === undefined ? undefined : texts.get(file);
  if (file === undefined || text === undefined) return null;
  const brokenSinceMs = before?.error ? before.brokenSinceMs : parts.clock();
  const entry = { cameraId, file, text: typeof text === 'string' ? text : '', brokenSinceMs };
  try {
    const camera = readCamera(file, text, parts.secrets);
    return { ...entry, camera, error: second === undefined ? null : twice(second, file) };
  } catch (error) {
    if (!(error instanceof UserFacingError)) throw error;
    return { ...entry, camera: before?.camera ?? null, error };
  }
}

function readCamera(file: string, text: FileText, secrets: CamerasParts['secrets']): CameraFile {
  if (typeof text !== 'string') throw problem('CAMERA_FILE_BROKEN', { file, problem: text.unreadable });
  const camera = parseCameraFile(file, text);
  if (camera.enabled) fillSecrets(file, camera.url, secrets);
  return camera;
}

const twice = (file: string, other: string): UserFacingError =>
  problem('CAMERA_FILE_BROKEN', { file, problem: `${other} is the same camera` });
