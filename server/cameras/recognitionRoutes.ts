/** How well each camera recognises, and why not. Counts and medians: nothing here is about one person. */
import { z } from 'zod';
import type { Route } from '../http/route.ts';
import type { RecognitionView, TrackCounts, TrackOutcome } from '../wire.ts';
import { outcomes } from './cameraTally.ts';
import type { CameraEntry } from './createCameras.ts';
import type { Tallies } from './createTallies.ts';
import { isSubStream } from './isSubStream.ts';

const counts = z.object(
  Object.fromEntries(outcomes.map((outcome) => [outcome, z.number()])) as Record<TrackOutcome, z.ZodNumber>,
) satisfies z.ZodType<TrackCounts>;

const recognition = z.object({
  cameraId: z.string(),
  today: counts,
  sinceStart: counts,
  advice: z.string().nullable(),
  placement: z.object({
    verdict: z.enum(['unsure', 'good', 'borderline', 'tooSmall', 'tooBlurred', 'turnedAway']),
    faces: z.number(),
    widthPx: z.number().nullable(),
    turn: z.number().nullable(),
    sharpness: z.number().nullable(),
    sentence: z.string(),
    remedies: z.array(z.string()),
  }),
}) satisfies z.ZodType<RecognitionView>;

export function recognitionRoutes(
  route: Route,
  { files, view }: { files: () => CameraEntry[]; view: Tallies['view'] },
): void {
  route(
    {
      method: 'get',
      path: '/api/recognition',
      summary: 'Of each camera: how many were recognised, why the others were not, and whether it hangs well',
      allow: ['read', 'Camera'],
      answer: z.array(recognition),
    },
    ({ scope }) =>
      files()
        .filter(({ camera }) => scope.all || scope.watches(camera?.area ?? ''))
        .map(({ cameraId, camera }) => view({ cameraId, subStream: isSubStream(camera?.url ?? '') })),
  );
}
