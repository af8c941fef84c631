/** What the routes about one person share. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { By } from '../access/audit.ts';
import { problem } from '../errors.ts';
import type { Me, Person, SampleView, Sojourn } from '../wire.ts';
import type { SojournView } from './correctionStore.ts';
import type { ReadPhoto } from './enrol.ts';
import type { PeopleStore } from './store.ts';

export type PeopleParts = {
  companyId: string;
  store: PeopleStore;
  clock: () => number;
  readPhoto: ReadPhoto;
  cameraName: (cameraId: string) => string;
  /** Their name, faces or existence; awaited before the answer: what a page reads next is already true. */
  changed: (personId: string) => Promise<void>;
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
  statement: z.string().trim().min(1, 'what was agreed to is needed').max(2000),
});
export const params = z.object({ personId: z.string() });
export const path = '/api/people';
export const personPath = `${path}/:personId`;

export async function find({ store, companyId }: PeopleParts, personId: string): Promise<Person> {
  const [found] = await store.people(companyId, personId);
  if (!found) throw missing();
  return found;
}

export const sojournOf = (view: SojournView, { cameraName }: PeopleParts): Sojourn => ({
  ...view,
  cameraName: cameraName(view.cameraId),
});

export const missing = () => problem('NOT_FOUND', { what: 'this person' });
export const byOf = (user: Me, { clock }: PeopleParts): By => ({ userId: user.userId, nowMs: clock() });
export const consentOf = (statement: string, user: Me) => ({
  id: randomUUID(),
  statement,
  recordedBy: user.name,
});
