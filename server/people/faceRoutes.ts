/** Consent, and the faces learned with it. */
import { z } from 'zod';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { PhotoResult } from '../wire.ts';
import { enrol } from './enrol.ts';
import {
  byOf,
  consent,
  consentOf,
  find,
  missing,
  params,
  type PeopleParts,
  person,
  personPath,
  sample,
} from './personRoute.ts';
import { photosField, photosOf, receivePhotos } from './receivePhotos.ts';

const photoResult = z.discriminatedUnion('accepted', [
  z.object({ file: z.string(), accepted: z.literal(true), sample, replaced: z.boolean() }),
  z.object({ file: z.string(), accepted: z.literal(false), code: z.string(), message: z.string() }),
]) satisfies z.ZodType<PhotoResult>;

export function faceRoutes(route: Route, parts: PeopleParts): void {
  consentRoute(route, parts);
  sampleRoutes(route, parts);
}

function consentRoute(route: Route, parts: PeopleParts): void {
  route(
    {
      method: 'post',
      path: `${personPath}/consent`,
      summary: "Record a person's consent to store their face",
      allow: ['update', 'Person'],
      params,
      body: consent,
      answer: person,
    },
    async ({ params: { personId }, body, user }) => {
      const given = consentOf(body.statement, user);
      if (!(await parts.store.giveConsent(parts.companyId, personId, given, byOf(user, parts))))
        throw missing();
      return find(parts, personId);
    },
  );
}

function sampleRoutes(route: Route, parts: PeopleParts): void {
  const { companyId, store, readPhoto, changed } = parts;
  route(
    {
      method: 'post',
      path: `${personPath}/photos`,
      summary: 'Learn a face from photos; the photos are not kept',
      allow: ['update', 'Person'],
      params,
      files: photosField,
      before: [receivePhotos],
      answer: z.array(photoResult),
    },
    async ({ params: { personId }, user, request }) => {
      const enrolled = await find(parts, personId);
      if (enrolled.consent === null) throw problem('CONSENT_MISSING', { name: enrolled.name });
      const photos = photosOf(request);
      if (photos.length === 0)
        throw problem('INPUT_INVALID', { problem: `no file was sent as "${photosField}"` });
      const by = byOf(user, parts);
      const results = await enrol({ companyId, person: enrolled, photos, by, store, readPhoto });
      if (results.some((result) => result.accepted)) await changed(personId);
      return results;
    },
  );
  route(
    {
      method: 'delete',
      path: `${personPath}/samples/:sampleId`,
      summary: 'Forget one sample of a face',
      allow: ['update', 'Person'],
      params: params.extend({ sampleId: z.string() }),
      answer: nothing,
    },
    async ({ params: { personId, sampleId }, user }) => {
      if (!(await store.removeSample(companyId, personId, sampleId, byOf(user, parts))))
        throw problem('NOT_FOUND', { what: 'this sample' });
      await changed(personId);
      return null;
    },
  );
}
