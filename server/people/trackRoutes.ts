/** "This is …": the one way in which a camera's picture teaches a face, by a person's word and never by the program's own. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { CameraId } from '../../pipeline/messages.ts';
import { mustSee, mustWatch } from '../access/scope.ts';
import { problem } from '../errors.ts';
import type { Route } from '../http/route.ts';
import type { TrackFaces } from '../identify/facesFor.ts';
import type { SampleView, TrackEnrolment } from '../wire.ts';
import type { CorrectionParts } from './correctionRoutes.ts';
import { byOf, find, sample } from './personRoute.ts';
import { sampleView } from './store.ts';

const answer = z.object({
  samples: z.array(sample),
  known: z.number(),
}) satisfies z.ZodType<TrackEnrolment>;

export function trackRoutes(route: Route, parts: CorrectionParts): void {
  route(
    {
      method: 'post',
      path: '/api/cameras/:cameraId/tracks/:trackId/person',
      summary: 'Say who an unknown person in view is: good faces of the track become samples of theirs',
      allow: ['update', 'Person'],
      params: z.object({ cameraId: z.string(), trackId: z.coerce.number().int() }),
      body: z.object({ personId: z.string() }),
      answer,
    },
    async ({ params: { cameraId, trackId }, body: { personId }, user, scope }) => {
      mustSee(scope, personId);
      mustWatch(scope, parts.cameraArea(cameraId));
      const person = await find(parts, personId);
      const { name } = person;
      if (person.badgeOnly) throw problem('BADGE_ONLY', { name });
      if (person.deactivatedAtMs !== null)
        throw problem('INPUT_INVALID', { problem: 'this person is deactivated' });
      if (person.consent === null) throw problem('CONSENT_MISSING', { name });
      const shown = parts.identifier.facesFor(cameraId as CameraId, trackId, personId);
      if (shown.kind !== 'faces') throw whyNot(shown, name);
      const learned = await learn(parts, person, shown.faces, byOf(user, parts));
      if (learned.samples.length > 0) await parts.changed(personId);
      return learned;
    },
  );
}

async function learn(
  { companyId, store }: CorrectionParts,
  { personId, name }: { personId: string; name: string },
  faces: Extract<TrackFaces, { kind: 'faces' }>['faces'],
  by: ReturnType<typeof byOf>,
): Promise<TrackEnrolment> {
  const samples: SampleView[] = [];
  let known = 0;
  // The best first: of several nearly the same only that one stays.
  for (const { embedding, quality, widthPx = 0 } of faces) {
    const facts = { quality, faceWidthPx: Math.round(widthPx), turnToLeft: null, source: 'track' as const };
    const added = { id: randomUUID(), embedding, ...facts };
    const outcome = await store.addSample(companyId, personId, added, by);
    if (outcome === 'consentMissing') throw problem('CONSENT_MISSING', { name });
    if (outcome === 'same' || outcome === 'spare') known++;
    else samples.push(sampleView({ ...added, createdAtMs: by.nowMs }));
  }
  return { samples, known };
}

function whyNot(shown: Exclude<TrackFaces, { kind: 'faces' }>, name: string): Error {
  switch (shown.kind) {
    case 'gone':
      return problem('NOT_FOUND', { what: 'this person in the picture' });
    case 'named':
      return problem('TRACK_UNUSABLE', {
        ...{ problem: 'it has a name already', remedy: 'Say "not this person" first if the name is wrong.' },
      });
    case 'denied':
      return problem('TRACK_UNUSABLE', {
        problem: `somebody said that it is not ${name}`,
        remedy: 'Add photos of them instead.',
      });
    case 'faceless':
      return problem('TRACK_UNUSABLE', {
        problem: 'no clear face was seen yet',
        remedy: 'Wait until they look at the camera, or add photos of them.',
      });
    case 'other':
      return problem('LOOKS_LIKE_OTHER', { name, other: shown.name });
  }
}
