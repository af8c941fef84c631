/** People, their consent and the numbers that recognise them. */
import type { Knex } from 'knex';
import { auditRow, type Audited, type By } from '../access/audit.ts';
import type { Person, SampleView } from '../wire.ts';
import { fromBytes, toBytes } from './embeddingBytes.ts';
import { type Comparable, redundantSample } from './redundantSample.ts';

export type PeopleStore = ReturnType<typeof createPeopleStore>;
export type Consent = { id: string; statement: string; recordedBy: string };
export type NewSample = { id: string; embedding: Float32Array; quality: number; faceWidthPx: number };
export type SojournRow = { cameraId: string; area: string; fromMs: number; toMs: number };

/** The recogniser that makes embeddings; those of another network are never compared with them. */
const network = 'recognition';
/** More samples cost time with every comparison and recognise no better. */
export const samplesMax = 40;

type OfPerson = { companyId: string; personId: string };
type PersonRow = { companyId: string; id: string; name: string; createdAtMs: number };
type ConsentRow = OfPerson & { id: string; recordedBy: string; givenAtMs: number };
type SampleRow = OfPerson & {
  id: string;
  network: string;
  embedding: Buffer;
  quality: number;
  faceWidthPx: number;
  createdAtMs: number;
};

export const createPeopleStore = (db: Knex) => ({
  ...peopleStore(db),
  ...consentStore(db),
  ...sampleStore(db),
});

const audit = (trx: Knex, companyId: string, by: By, audited: Audited) =>
  trx('audits').insert(auditRow(companyId, by, audited));
const findPerson = (on: Knex, companyId: string, id: string) =>
  on<PersonRow>('people').where({ companyId, id }).first();

function peopleStore(db: Knex) {
  return {
    async people(companyId: string, personId?: string): Promise<Person[]> {
      const only = personId === undefined ? {} : { personId };
      const people = await db<PersonRow>('people')
        .where({ companyId, ...(personId === undefined ? {} : { id: personId }) })
        .select('id', 'name', 'createdAtMs');
      const consents = await db<ConsentRow>('consents')
        .where({ companyId, ...only })
        .orderBy('givenAtMs');
      const samples = await db<SampleRow>('samples')
        .where({ companyId, ...only, network })
        .select('id', 'personId', 'quality', 'faceWidthPx', 'createdAtMs')
        .orderBy('createdAtMs');
      return people
        .map((person) => personOf(person, consents, samples))
        .sort((a, b) => a.name.localeCompare(b.name, 'en'));
    },

    /** False when somebody has that name, however it is capitalised. */
    async addPerson(companyId: string, person: { id: string; name: string }, by: By): Promise<boolean> {
      return db.transaction(async (trx) => {
        if (await isTaken(trx, companyId, person.name, person.id)) return false;
        await trx('people').insert({ ...person, companyId, createdAtMs: by.nowMs });
        await audit(trx, companyId, by, {
          action: 'person.added',
          subject: person.id,
          detail: { name: person.name },
        });
        return true;
      });
    },

    async renamePerson(
      companyId: string,
      { id, name }: { id: string; name: string },
      by: By,
    ): Promise<Renaming> {
      return db.transaction(async (trx) => {
        const before = await findPerson(trx, companyId, id);
        if (!before) return 'missing';
        if (await isTaken(trx, companyId, name, id)) return 'taken';
        await trx('people').where({ companyId, id }).update({ name });
        const detail = { from: before.name, to: name };
        await audit(trx, companyId, by, { action: 'person.renamed', subject: id, detail });
        return 'renamed';
      });
    },

    /** Erases faces, consent, presence and sojourns with the person; the audit row keeps the id alone. */
    async removePerson(companyId: string, personId: string, by: By): Promise<boolean> {
      return db.transaction(async (trx) => {
        if ((await trx('people').where({ companyId, id: personId }).delete()) === 0) return false;
        // Their name in older rows is personal data too.
        const named = { companyId, subject: personId };
        await trx('audits').where(named).whereLike('action', 'person.%').update({ detail: '{}' });
        await audit(trx, companyId, by, { action: 'person.removed', subject: personId });
        return true;
      });
    },

    names: (companyId: string, personId?: string): Promise<{ id: string; name: string }[]> =>
      db<PersonRow>('people')
        .where({ companyId, ...(personId === undefined ? {} : { id: personId }) })
        .select('id', 'name'),

    /** Those that overlap the interval, oldest first. */
    sojourns: (companyId: string, personId: string, fromMs: number, toMs: number): Promise<SojournRow[]> =>
      db<OfPerson & SojournRow>('sojourns')
        .where({ companyId, personId })
        .where('fromMs', '<', toMs)
        .where('toMs', '>=', fromMs)
        .orderBy('fromMs')
        .select('cameraId', 'area', 'fromMs', 'toMs'),
  };
}

function consentStore(db: Knex) {
  return {
    async giveConsent(companyId: string, personId: string, consent: Consent, by: By): Promise<boolean> {
      return db.transaction(async (trx) => {
        if (!(await findPerson(trx, companyId, personId))) return false;
        await trx('consents').insert({ ...consent, companyId, personId, givenAtMs: by.nowMs });
        await audit(trx, companyId, by, { action: 'person.consented', subject: personId });
        return true;
      });
    },
  };
}

function sampleStore(db: Knex) {
  return {
    /** False when no consent is recorded, or the person is gone meanwhile. */
    async addSample(companyId: string, personId: string, sample: NewSample, by: By): Promise<boolean> {
      return db.transaction(async (trx) => {
        const consent = await trx<ConsentRow>('consents')
          .where({ companyId, personId })
          .orderBy('givenAtMs', 'desc')
          .first('id');
        if (!consent) return false;
        const row = { ...sample, companyId, personId, consentId: consent.id, network, createdAtMs: by.nowMs };
        await trx('samples').insert({ ...row, embedding: toBytes(sample.embedding) });
        await audit(trx, companyId, by, { action: 'person.sampleAdded', subject: personId });
        const kept = await trx<SampleRow>('samples').where({ companyId, personId, network });
        const spare = kept.length > samplesMax ? redundantSample(kept.map(comparable)) : null;
        if (spare !== null) await trx('samples').where({ companyId, id: spare }).delete();
        return true;
      });
    },

    async removeSample(companyId: string, personId: string, sampleId: string, by: By): Promise<boolean> {
      return db.transaction(async (trx) => {
        if ((await trx('samples').where({ companyId, personId, id: sampleId }).delete()) === 0) return false;
        await audit(trx, companyId, by, { action: 'person.sampleRemoved', subject: personId });
        return true;
      });
    },

    async faces(companyId: string, personId?: string) {
      const rows = await db<SampleRow>('samples')
        .where({ companyId, network, ...(personId === undefined ? {} : { personId }) })
        .orderBy('createdAtMs');
      return rows.map((row) => ({ ...comparable(row), personId: row.personId }));
    },
  };
}

export type Renaming = 'renamed' | 'missing' | 'taken';

async function isTaken(trx: Knex, companyId: string, name: string, exceptId: string): Promise<boolean> {
  const others = await trx<PersonRow>('people')
    .where({ companyId })
    .whereNot({ id: exceptId })
    .select('name');
  return others.some((other) => plain(other.name) === plain(name));
}

const plain = (name: string): string => name.normalize('NFKC').toLocaleLowerCase('en');

type Listed = Pick<PersonRow, 'id' | 'name' | 'createdAtMs'>;
type ListedSample = Pick<SampleRow, 'id' | 'personId' | 'quality' | 'faceWidthPx' | 'createdAtMs'>;

function personOf(
  { id, name, createdAtMs }: Listed,
  consents: ConsentRow[],
  samples: ListedSample[],
): Person {
  const consent = consents.findLast((each) => each.personId === id);
  return {
    personId: id,
    name,
    samples: samples.filter((sample) => sample.personId === id).map(sampleView),
    consent: consent ? { givenAtMs: consent.givenAtMs, recordedBy: consent.recordedBy } : null,
    createdAtMs,
  };
}

export function sampleView({
  id,
  quality,
  faceWidthPx,
  createdAtMs,
}: Omit<ListedSample, 'personId'>): SampleView {
  return { sampleId: id, quality, faceWidthPx, createdAtMs };
}

const comparable = ({ id, embedding, quality }: SampleRow): Comparable => ({
  id,
  embedding: fromBytes(embedding),
  quality,
});
