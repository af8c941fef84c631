/** What the routes about one person share. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { may } from '../access/abilities.ts';
import type { Audited, By } from '../access/audit.ts';
import type { Scope } from '../access/scope.ts';
import { problem } from '../errors.ts';
import type { ConsentGiven, Me, Person, SampleView, Sojourn } from '../wire.ts';
import type { SojournView } from './correctionStore.ts';
import type { ReadPhoto } from './enrol.ts';
import type { PeopleStore } from './store.ts';

export type PeopleParts = {
  companyId: string;
  store: PeopleStore;
  clock: () => number;
  readPhoto: ReadPhoto;
  cameraName: (cameraId: string) => string;
  /** undefined: no such camera. */
  cameraArea: (cameraId: string) => string | undefined;
  /** Of the company. */
  timeZone: () => string;
  /** Their record, faces, leave or existence; null: many people's. Awaited before the answer: what a page reads next is already true. */
  changed: (personId: string | null) => Promise<void>;
  /** Into the audit log, before what was asked for leaves. */
  noteRead: (user: Me, audited: Audited) => Promise<void>;
};

export const sample = z.object({
  sampleId: z.string(),
  quality: z.number(),
  faceWidthPx: z.number(),
  createdAtMs: z.number(),
  source: z.enum(['photo', 'webcam', 'track']),
}) satisfies z.ZodType<SampleView>;
export const person = z.object({
  personId: z.string(),
  name: z.string(),
  code: z.string().nullable(),
  job: z.string().nullable(),
  teamId: z.string().nullable(),
  supervisorId: z.string().nullable(),
  areaIds: z.array(z.string()),
  badge: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  badgeOnly: z.boolean(),
  deactivatedAtMs: z.number().nullable(),
  samples: z.array(sample),
  outdatedSamples: z.array(sample),
  stricter: z
    .object({
      limit: z.number().nullable(),
      usual: z.number(),
      isStrictest: z.boolean(),
      apartFrom: z.array(z.string()),
    })
    .nullable(),
  consent: z
    .object({ givenAtMs: z.number(), recordedBy: z.string(), statement: z.string(), locale: z.string() })
    .nullable(),
  createdAtMs: z.number(),
}) satisfies z.ZodType<Person>;

export const sojourn = z.object({
  sojournId: z.string(),
  cameraId: z.string(),
  cameraName: z.string(),
  area: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  evidence: z.object({ score: z.number(), margin: z.number(), faces: z.number() }),
  correction: z
    .object({ atMs: z.number(), by: z.string(), why: z.string(), actual: z.string().nullable() })
    .nullable(),
}) satisfies z.ZodType<Sojourn>;

export const consent = z.object({
  statement: z.string().trim().min(1, 'what was agreed to is needed').max(4000, 'at most 4000 characters'),
  locale: z
    .string()
    .max(20)
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'a language such as en or id')
    .default('en'),
}) satisfies z.ZodType<ConsentGiven>;
export const params = z.object({ personId: z.string() });
export const path = '/api/people';
export const personPath = `${path}/:personId`;

export async function find({ store, companyId }: PeopleParts, personId: string): Promise<Person> {
  const [found] = await store.people(companyId, personId);
  if (!found) throw missing();
  return found;
}

export async function mustExist({ store, companyId }: PeopleParts, personId: string): Promise<void> {
  const [known] = await store.names(companyId, personId);
  if (!known) throw missing();
}

/** Who may not change people sees neither how to reach them nor their faces, only whether consent was given. */
export function shownTo(user: Me, person: Person): Person {
  if (may(user, 'update', 'Person')) return person;
  const consent = person.consent && { ...person.consent, statement: '' };
  const hidden = { badge: null, phone: null, email: null, samples: [], outdatedSamples: [], stricter: null };
  return { ...person, ...hidden, consent };
}

/** Who it really was stays with those who may see that person. */
export function sojournOf(view: SojournView, scope: Scope, { cameraName }: PeopleParts): Sojourn {
  const { correction, actualId, ...rest } = view;
  const hidden = actualId !== null && !scope.sees(actualId);
  return {
    ...rest,
    cameraName: cameraName(view.cameraId),
    correction: correction && (hidden ? { ...correction, actual: null } : correction),
  };
}

export const missing = () => problem('NOT_FOUND', { what: 'this person' });
export const byOf = (user: Me, { clock }: PeopleParts): By => ({ userId: user.userId, nowMs: clock() });
export const consentOf = (given: z.output<typeof consent>, user: Me) => ({
  ...given,
  id: randomUUID(),
  recordedBy: user.name,
});
