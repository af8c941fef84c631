/**
 * One picture of an address before it is saved. Only who may add cameras may ask: whoever may do that can have any address or
 * file opened anyway. Of a file nothing but decoded pictures leaves, and only files that hold video are opened at all.
 */
import type { Response } from 'express';
import { z } from 'zod';
import type { Route } from '../http/route.ts';
import type { CameraFile, CameraHint, CameraTest, CameraTestRequest } from '../wire.ts';
import { cameraId, cameraSettings } from './cameraFile.ts';
import { cameraSetup } from './cameraSetup.ts';
import { type CameraSecrets, variablesMustStay } from './cameraVariables.ts';
import type { Cameras } from './createCameras.ts';
import type { CameraTests } from './createCameraTests.ts';
import { fillSecrets } from './fillSecrets.ts';
import { hideSecrets } from './hideSecrets.ts';
import { paintPrivacy } from './paintPrivacy.ts';
import { storedUrl } from './storedUrl.ts';
import { hintsOf } from './testHints.ts';

const request = z.object({
  url: cameraSettings.shape.url,
  cameraId: cameraId.nullable(),
}) satisfies z.ZodType<CameraTestRequest>;

const hint = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('subStream') }),
  z.object({ kind: z.literal('lowResolution'), reachM: z.number() }),
  z.object({ kind: z.literal('highResolution') }),
  z.object({ kind: z.literal('h265') }),
  z.object({ kind: z.literal('mjpeg') }),
  z.object({ kind: z.literal('lowRate'), fps: z.number() }),
  z.object({ kind: z.literal('slowStart'), seconds: z.number() }),
]) satisfies z.ZodType<CameraHint>;

const source = z.object({
  codec: z.string(),
  pixelFormat: z.string(),
  width: z.number(),
  height: z.number(),
  fps: z.number().nullable(),
});
const answer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('seen'),
    jpeg: z.string(),
    width: z.number(),
    height: z.number(),
    source: source.nullable(),
    firstPictureMs: z.number(),
    hints: z.array(hint),
  }),
  z.object({ kind: z.literal('blind'), detail: z.string(), hints: z.array(hint) }),
]) satisfies z.ZodType<CameraTest>;

export type TestParts = {
  cameras: Pick<Cameras, 'files'>;
  camerasDir: string;
  secrets: CameraSecrets;
  tests: CameraTests;
};

export function testRoutes(route: Route, parts: TestParts): void {
  route(
    {
      method: 'post',
      path: '/api/cameras/test',
      summary: 'One picture of an address, with what to know of its stream',
      allow: ['create', 'CameraFile'],
      body: request,
      answer,
    },
    ({ body, user, response }) => test(body, { ...parts, userId: user.userId, response }),
  );
}

async function test(
  asked: CameraTestRequest,
  parts: TestParts & { userId: string; response: Response },
): Promise<CameraTest> {
  const files = parts.cameras.files();
  const stored = files.find((entry) => entry.cameraId === asked.cameraId);
  const restored = storedUrl(asked.url, stored ?? null);
  const url = fillSecrets('this form', restored, parts.secrets);
  variablesMustStay(restored, files);
  const camera = {
    ...tested,
    cameraId: asked.cameraId ?? tested.cameraId,
    zones: stored?.camera?.zones ?? [],
  };
  const setup = cameraSetup(camera, url, parts.camerasDir);
  const tried = await parts.tests.run(parts.userId, setup, goneWith(parts.response));
  if (tried.kind !== 'seen')
    return { kind: 'blind', detail: inForm(tried, camera), hints: hintsOf(url, null) };
  const { jpeg, frame, ...seen } = tried;
  const painted = await paintPrivacy(jpeg, camera.zones);
  const picture = { ...frame, ...seen, jpeg: Buffer.from(painted).toString('base64') };
  return { ...picture, hints: hintsOf(url, picture) };
}

/** What a camera is told that nobody has described yet. */
const tested: CameraFile = {
  ...{ cameraId: 'new', name: 'new', area: '', url: '', enabled: true },
  ...{ fps: 5, smallestFacePx: 48, detectWidthPx: null, loop: false, zones: [] },
};

/** Aborted when nobody waits for the answer any more. */
function goneWith(response: Response): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  return gone.signal;
}

/** The camera's own sentences send people to its file; here the address is in front of them. */
const inForm = (tried: object, { cameraId: id }: CameraFile): string =>
  hideSecrets('detail' in tried ? String(tried.detail) : '')
    .replaceAll(`cameras/${id}.yaml`, 'this form')
    .replace('camera "new"', 'this camera');
