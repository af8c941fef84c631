import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { By } from '../access/audit.ts';
import { personName } from '../access/shapes.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { Me, Person, PhotoResult, SampleView, Sojourn } from '../wire.ts';
import { enrol, type ReadPhoto } from './enrol.ts';
import { photosField, photosOf, receivePhotos } from './receivePhotos.ts';
import type { PeopleStore } from './store.ts';

export type PeopleChange = { kind: 'added' | 'renamed' | 'removed' | 'facesChanged'; personId: string };

export type PeopleParts = {
  companyId: string;
  store: PeopleStore;
  clock: () => number;
  readPhoto: ReadPhoto;
  cameraName: (cameraId: string) => string;
  /** Awaited before the answer: what a page reads next is already true. */
  changed: (change: PeopleChange) => Promise<void>;
};

const sample = z.object({
  sampleId: z.string(),
  quality: z.number(),
  faceWidthPx: z.number(),
  createdAtMs: z.number(),
}) satisfies z.ZodType<SampleView>;
const person = z.object({
  personId: z.string(),
  name: z.string(),
  samples: z.array(sample),
  consent: z.object({ givenAtMs: z.number(), recordedBy: z.string() }).nullable(),
  createdAtMs: z.number(),
}) satisfies z.ZodType<Person>;
const photoResult = z.discriminatedUnion('accepted', [
  z.object({ file: z.string(), accepted: z.literal(true), sample }),
  z.object({ file: z.string(), accepted: z.literal(false), code: z.string(), message: z.string() }),
]) satisfies z.ZodType<PhotoResult>;
const sojourn = z.object({
  cameraId: z.string(),
  cameraName: z.string(),
  area: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
}) satisfies z.ZodType<Sojourn>;
const consent = z.object({ statement: z.string().trim().min(1, 'what was agreed to is needed').max(2000) });
const params = z.object({ personId: z.string() });
const path = '/api/people';
const personPath = `${path}/:personId`;

export function peopleRoutes(route: Route, parts: PeopleParts): void {
  listRoutes(route, parts);
  changeRoutes(route, parts);
  consentRoutes(route, parts);
  sampleRoutes(route, parts);
}

function listRoutes(route: Route, parts: PeopleParts): void {
  const { companyId, store } = parts;
  const allow = ['read', 'Person'] as const;
  route(
    { method: 'get', path, summary: 'Everyone enrolled', allow: [...allow], answer: z.array(person) },
    () => store.people(companyId),
  );
  route(
    { method: 'get', path: personPath, summary: 'One person', allow: [...allow], params, answer: person },
    (input) => find(parts, input.params.personId),
  );
  route(
    {
      method: 'get',
      path: `${personPath}/sojourns`,
      summary: 'Where a person was, oldest first; times in milliseconds since 1970',
      allow: ['read', 'Presence'],
      params,
      query: z.object({ from: z.coerce.number().int().min(0), to: z.coerce.number().int().min(0) }),
      answer: z.array(sojourn),
    },
    async ({ params: { personId }, query: { from, to } }) => {
      const [known] = await store.names(companyId, personId);
      if (!known) throw missing();
      const rows = await store.sojourns(companyId, personId, from, to);
      return rows.map((row) => ({ ...row, cameraName: parts.cameraName(row.cameraId) }));
    },
  );
}

function changeRoutes(route: Route, parts: PeopleParts): void {
  const { companyId, store, changed } = parts;
  const body = z.object({ name: personName, consent: consent.nullable().default(null) });
  route(
    {
      method: 'post',
      path,
      summary: 'Add a person',
      allow: ['create', 'Person'],
      body,
      answer: person,
      status: 201,
    },
    async ({ body: { name, consent: given }, user }) => {
      const personId = randomUUID();
      const by = byOf(user, parts);
      if (!(await store.addPerson(companyId, { id: personId, name }, by)))
        throw problem('NAME_TAKEN', { name });
      if (given) await store.giveConsent(companyId, personId, consentOf(given.statement, user), by);
      await changed({ kind: 'added', personId });
      return find(parts, personId);
    },
  );
  const rename = { body: z.object({ name: personName }), params, answer: person };
  route(
    { method: 'patch', path: personPath, summary: 'Rename a person', allow: ['update', 'Person'], ...rename },
    async ({ params: { personId }, body: { name }, user }) => {
      const outcome = await store.renamePerson(companyId, { id: personId, name }, byOf(user, parts));
      if (outcome === 'missing') throw missing();
      if (outcome === 'taken') throw problem('NAME_TAKEN', { name });
      await changed({ kind: 'renamed', personId });
      return find(parts, personId);
    },
  );
  const summary = 'Erase a person with their faces, presence and sojourns';
  route(
    { method: 'delete', path: personPath, summary, allow: ['delete', 'Person'], params, answer: nothing },
    async ({ params: { personId }, user }) => {
      if (!(await store.removePerson(companyId, personId, byOf(user, parts)))) throw missing();
      await changed({ kind: 'removed', personId });
      return null;
    },
  );
}

function consentRoutes(route: Route, parts: PeopleParts): void {
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
      if (results.some((result) => result.accepted)) await changed({ kind: 'facesChanged', personId });
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
      await changed({ kind: 'facesChanged', personId });
      return null;
    },
  );
}

async function find({ store, companyId }: PeopleParts, personId: string): Promise<Person> {
  const [found] = await store.people(companyId, personId);
  if (!found) throw missing();
  return found;
}

const missing = () => problem('NOT_FOUND', { what: 'this person' });
const byOf = (user: Me, { clock }: PeopleParts): By => ({ userId: user.userId, nowMs: clock() });
const consentOf = (statement: string, user: Me) => ({ id: randomUUID(), statement, recordedBy: user.name });
