/** Faces learned from photos; the photos are not kept. */
import { z } from 'zod';
import { mustSee } from '../access/scope.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { Jobs } from '../jobs/createJobs.ts';
import { job } from '../jobs/routes.ts';
import type { PhotoResult } from '../wire.ts';
import { enrol, type Enrolment } from './enrol.ts';
import { enrolmentJobs } from './enrolmentJobs.ts';
import { byOf, find, params, type PeopleParts, path, personPath, sample } from './personRoute.ts';
import { photosField, photosOf } from './receivePhotos.ts';

export type FaceParts = PeopleParts & { jobs: Pick<Jobs, 'start'> };

const photoResult = z.discriminatedUnion('accepted', [
  z.object({ file: z.string(), accepted: z.literal(true), sample, replaced: z.boolean() }),
  z.object({ file: z.string(), accepted: z.literal(false), code: z.string(), message: z.string() }),
]) satisfies z.ZodType<PhotoResult>;

export function faceRoutes(route: Route, parts: FaceParts): void {
  photoRoutes(route, parts);
  sampleRoute(route, parts);
}

const query = z.object({
  job: z.enum(['0', '1']).default('0'),
  source: z.enum(['photo', 'webcam']).default('photo'),
});

function photoRoutes(route: Route, parts: FaceParts): void {
  const { companyId, store, readPhoto, changed } = parts;
  const long = enrolmentJobs(parts);
  route(
    {
      ...{ method: 'post', path: `${personPath}/photos`, params, query },
      summary:
        'Learn a face from photos; they are not kept. With job=1 up to 200, as work that can be watched',
      allow: ['update', 'Person'],
      files: photosField,
      before: [
        (request, response, next) => long.receive(request.query['job'] === '1')(request, response, next),
      ],
      answer: z.union([z.array(photoResult), job]),
    },
    async ({ params: { personId }, query: { job: isLong, source }, user, scope, request }) => {
      mustSee(scope, personId);
      const person = await find(parts, personId);
      if (person.badgeOnly) throw problem('BADGE_ONLY', { name: person.name });
      if (person.consent === null) throw problem('CONSENT_MISSING', { name: person.name });
      const photos = someOf(photosOf(request));
      if (isLong === '1') return long.start(user, [{ person, photos }], [], source);
      const by = byOf(user, parts);
      const enrolment: Enrolment = { companyId, person, photos, by, store, readPhoto, source };
      const results = await enrol(enrolment);
      if (results.some((result) => result.accepted)) await changed(personId);
      return results;
    },
  );
  route(
    {
      ...{
        method: 'post',
        path: `${path}/photos`,
        files: photosField,
        before: [long.receive(true)],
        answer: job,
      },
      summary: 'Learn faces of several people from files named NAME/1.jpg or NAME.jpg, by name or code',
      allow: ['update', 'Person'],
    },
    async ({ user, scope, request }) => {
      const people = (await store.people(companyId)).filter(
        ({ personId, deactivatedAtMs }) => deactivatedAtMs === null && scope.sees(personId),
      );
      const { matched, unmatched } = long.match(someOf(photosOf(request)), people);
      return long.start(user, matched, unmatched, 'photo');
    },
  );
}

function someOf<Photo>(photos: Photo[]): Photo[] {
  if (photos.length === 0)
    throw problem('INPUT_INVALID', { problem: `no file was sent as "${photosField}"` });
  return photos;
}

function sampleRoute(route: Route, parts: PeopleParts): void {
  const { companyId, store, changed } = parts;
  route(
    {
      ...{
        method: 'delete',
        path: `${personPath}/samples/:sampleId`,
        summary: 'Forget one sample of a face',
      },
      allow: ['update', 'Person'],
      params: params.extend({ sampleId: z.string() }),
      answer: nothing,
    },
    async ({ params: { personId, sampleId }, user, scope }) => {
      mustSee(scope, personId);
      if (!(await store.removeSample(companyId, personId, sampleId, byOf(user, parts))))
        throw problem('NOT_FOUND', { what: 'this sample' });
      await changed(personId);
      return null;
    },
  );
}
