/** People a program brings along, such as the demo's: enrolled as if an administrator had done it. */
import { randomUUID } from 'node:crypto';
import type { By } from '../access/audit.ts';
import { enrol, type ReadPhoto } from './enrol.ts';
import { plain } from './profile.ts';
import type { PeopleStore } from './store.ts';

export type NewPerson = { name: string; consent: string; photos: Buffer[] };

type Parts = { companyId: string; store: PeopleStore; readPhoto: ReadPhoto; nowMs: number };

/** Whoever is enrolled already, by name, is left as they are. Throws when a photo cannot be used. */
export async function enrolFirst(
  people: NewPerson[],
  { companyId, store, readPhoto, nowMs }: Parts,
): Promise<void> {
  const by: By = { userId: null, nowMs };
  const known = new Set((await store.names(companyId)).map(({ name }) => plain(name)));
  for (const { name, consent, photos } of people) {
    const person = { personId: randomUUID(), name };
    const given = { id: randomUUID(), statement: consent, recordedBy: name };
    if (known.has(plain(name))) continue;
    await store.addPerson(companyId, { id: person.personId, name, consent: given }, by);
    const uploaded = photos.map((bytes, index) => ({ file: `${name} ${index + 1}`, bytes }));
    const results = await enrol({ companyId, person, photos: uploaded, by, store, readPhoto });
    for (const result of results)
      if (!result.accepted && result.code !== 'PHOTO_SAME') throw new Error(result.message);
  }
}
