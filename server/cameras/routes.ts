import { z } from 'zod';
import { may } from '../access/abilities.ts';
import type { Audited, By } from '../access/audit.ts';
import type { createTurns } from '../areas/createTurns.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { CameraFile, Me } from '../wire.ts';
import { cameraId as cameraIdShape, cameraSettings } from './cameraFile.ts';
import { type CameraSecrets, variablesMustStay } from './cameraVariables.ts';
import { editCameraFile } from './editCameraFile.ts';
import { fillSecrets } from './fillSecrets.ts';
import { hideSecrets } from './hideSecrets.ts';
import { storedUrl } from './storedUrl.ts';
import type { CameraEntry, Cameras } from './createCameras.ts';
import { removeCameraFile, writeCameraFile } from './writeCameraFile.ts';

export type CameraParts = {
  cameras: Cameras;
  camerasDir: string;
  secrets: CameraSecrets;
  clock: () => number;
  audit: (by: By, audited: Audited) => Promise<void>;
  /** One after the other, also with changes of areas, which write into camera files: two people may change the same one at once. */
  inTurn: ReturnType<typeof createTurns>;
};

const { shape } = cameraSettings;
const params = z.object({ cameraId: cameraIdShape });
const settings = z.object(shape);
/**
 * A camera as its file says, passwords masked; `error` when the file is not usable now. Who may not read camera files gets
 * what the live page shows anyway, of the cameras they may watch.
 */
const shown = {
  cameraId: z.string(),
  name: z.string(),
  area: z.string(),
  enabled: z.boolean(),
  zones: shape.zones,
};
const listed = z.object({
  ...shown,
  url: z.string(),
  fps: z.number(),
  smallestFacePx: z.number(),
  detectWidthPx: z.number().nullable(),
  loop: z.boolean(),
  error: z.string().optional(),
});
const listedForAnyone = z.union([listed, z.object(shown)]);
const path = '/api/cameras';
const cameraPath = `${path}/:cameraId`;

export function cameraRoutes(route: Route, parts: CameraParts): void {
  const { cameras, inTurn } = parts;
  route(
    {
      method: 'get',
      path,
      summary: 'Every camera file',
      allow: ['read', 'Camera'],
      answer: z.array(listedForAnyone),
    },
    ({ user, scope }) =>
      cameras
        .files()
        .filter(({ camera }) => scope.all || scope.watches(camera?.area ?? ''))
        .map((entry) => (may(user, 'read', 'CameraFile') ? listing(entry) : shownOf(entry))),
  );
  const body = settings.extend({ cameraId: cameraIdShape });
  route(
    {
      method: 'post',
      path,
      summary: 'Add a camera',
      allow: ['create', 'CameraFile'],
      body,
      answer: listed,
      status: 201,
    },
    ({ body: camera, user }) =>
      inTurn(async () => {
        const id = camera.cameraId.toLowerCase();
        const taken = cameras.files().some((entry) => entry.cameraId.toLowerCase() === id);
        if (taken) throw problem('NAME_TAKEN', { name: camera.cameraId });
        await save(parts, camera, null, user);
        return listing(find(parts, camera.cameraId));
      }),
  );
  const edit = { params, body: settings, answer: listed };
  route(
    { method: 'put', path: cameraPath, summary: 'Change a camera', allow: ['update', 'CameraFile'], ...edit },
    ({ params: { cameraId }, body, user }) =>
      inTurn(async () => {
        await save(parts, { cameraId, ...body }, find(parts, cameraId), user);
        return listing(find(parts, cameraId));
      }),
  );
  route(
    {
      method: 'delete',
      path: cameraPath,
      summary: 'Remove a camera',
      allow: ['delete', 'CameraFile'],
      params,
      answer: nothing,
    },
    ({ params: { cameraId }, user }) =>
      inTurn(async () => {
        const { file } = find(parts, cameraId);
        await parts.audit(byOf(user, parts), { action: 'camera.removed', subject: cameraId });
        await removeCameraFile(parts.camerasDir, file);
        await cameras.apply(file, null);
        return null;
      }),
  );
}

async function save(
  parts: CameraParts,
  camera: CameraFile,
  before: CameraEntry | null,
  user: Me,
): Promise<void> {
  const file = before?.file ?? `${camera.cameraId}.yaml`;
  const url = storedUrl(camera.url, before);
  if (camera.enabled) fillSecrets(file, url, parts.secrets);
  variablesMustStay(url, parts.cameras.files());
  const text = editCameraFile(before?.text ?? null, { ...camera, url });
  const action = before ? 'camera.changed' : 'camera.added';
  // First: nothing is changed that cannot be written down.
  await parts.audit(byOf(user, parts), { action, subject: camera.cameraId, detail: { name: camera.name } });
  await writeCameraFile(parts.camerasDir, file, text);
  await parts.cameras.apply(file, text);
}

function listing({ cameraId, camera, error }: CameraEntry): z.input<typeof listed> {
  const { url, ...known } = camera ?? { ...unread, cameraId, name: cameraId };
  return { ...known, url: hideSecrets(url), ...(error ? { error: error.message } : {}) };
}

function shownOf({ cameraId, camera }: CameraEntry) {
  const { name, area, enabled, zones } = camera ?? { ...unread, name: cameraId };
  return { cameraId, name, area, enabled, zones };
}

/** Stands for a file that could never be read. */
const unread = {
  area: '',
  url: '',
  enabled: true,
  fps: 5,
  smallestFacePx: 48,
  detectWidthPx: null,
  loop: true,
  zones: [],
};

function find({ cameras }: CameraParts, cameraId: string): CameraEntry {
  const entry = cameras.files().find((each) => each.cameraId === cameraId);
  if (!entry) throw problem('NOT_FOUND', { what: 'this camera' });
  return entry;
}

const byOf = (user: Me, { clock }: CameraParts): By => ({ userId: user.userId, nowMs: clock() });
