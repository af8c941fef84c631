/** What the routes about one person share. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { By } from '../access/audit.ts';
import { problem } from '../errors.ts';
import type { Me, Person, SampleView } from '../wire.ts';
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
}) satisfies z.ZodType<SampleView>;
export const person = z.object({
  personId: z.string(),
  name: z.string(),
  samples: z.array(sample),
  consent: z.object({ givenAtMs: z.number(), recordedBy: z.string() }).nullable(),
  createdAtMs: z.number(),
}) satisfies z.ZodType<Person>;

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

export const missing = () => problem('NOT_FOUND', { what: 'this person' });
export const byOf = (user: Me, { clock }: PeopleParts): By => ({ userId: user.userId, nowMs: clock() });
export const consentOf = (statement: string, user: Me) => ({
  id: randomUUID(),
  statement,
  recordedBy: user.name,
});
