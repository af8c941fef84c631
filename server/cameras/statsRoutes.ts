/** What each camera costs this machine, stage by stage. */
import { z } from 'zod';
import type { CameraStats } from '../../pipeline/messages.ts';
import { problem } from '../errors.ts';
import type { Route } from '../http/route.ts';
import type { CameraStatsView } from '../wire.ts';
import { cameraId } from './cameraFile.ts';
import type { Cameras } from './createCameras.ts';

const view = z.object({
  cameraId: z.string(),
  stats: z
    .object({
      framesDecoded: z.number(),
      framesAnalysed: z.number(),
      framesDropped: z.number(),
      analysesFailed: z.number(),
      analysesSkipped: z.number(),
      analysesPerSecond: z.number(),
      analysesWanted: z.number(),
      analysesGranted: z.number(),
      stageMs: z.object({ motion: z.number(), detect: z.number(), track: z.number(), embed: z.number() }),
      moving: z.boolean(),
    })
    .nullable(),
}) satisfies z.ZodType<CameraStatsView>;

export function statsRoutes(
  route: Route,
  {
    cameras,
  }: { cameras: Pick<Cameras, 'has'> & { stats: () => { cameraId: string; stats: CameraStats }[] } },
): void {
  route(
    {
      method: 'get',
      path: '/api/cameras/:cameraId/stats',
      summary: 'Frames, analyses and time a stage of one camera',
      allow: ['read', 'CameraFile'],
      params: z.object({ cameraId }),
      answer: view,
    },
    ({ params: { cameraId: id } }) => {
      if (!cameras.has(id)) throw problem('NOT_FOUND', { what: 'this camera' });
      return { cameraId: id, stats: cameras.stats().find((each) => each.cameraId === id)?.stats ?? null };
    },
  );
}
