/** People, their consent and the numbers that recognise them. */
import type { Knex } from 'knex';
import { ourNetworks } from '../../models/networkSpec.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { type By, writeAudit as audit } from '../access/audit.ts';
import { identityRules } from '../identify/rules.ts';
import type { Person, Profile, SampleView } from '../wire.ts';
import { correctionStore } from './correctionStore.ts';
import { type Recogniser, type SampleRow, sampleStore } from './sampleStore.ts';
import { type Negative, stricterOf } from './stricterOf.ts';

export type PeopleStore = ReturnType<typeof createPeopleStore>;
export type Consent = { id: string; statement: string; recordedBy: string };

type OfPerson = { companyId: string; personId: string };
type PersonRow = Omit<Profile, 'areaIds' | 'badgeOnly'> & {
  companyId: string;
  id: string;
  badgeOnly: number;
  createdAtMs: number;
  deactivatedAtMs: number | null;
};
type ConsentRow = OfPerson & {
  id: string;
  statement: string;
  locale: string;
  recordedBy: string;
  givenAtMs: number;
};
type AreaRow = { personId: string; areaId: string };
export const createPeopleStore = (db: Knex, recogniser: Recogniser = ourNetworks.recognition) => ({
  ...peopleStore(db, recogniser),
  ...consentStore(db),
  ...sampleStore(db, recogniser),
  ...correctionStore(db, recogniser),
});

const findPerson = (on: Knex, companyId: string, id: string) =>
  on<PersonRow>('people').where({ companyId, id }).first();

function peopleStore(db: Knex, recogniser: Recogniser) {
  const { negatives } = correctionStore(db, recogniser);
  return {
    async people(companyId: string, personId?: string): Promise<Person[]> {
      const only = personId === undefined ? {} : { personId };
      const people: Listed[] = await db('people')
        .where({ companyId, ...(personId === undefined ? {} : { id: personId }) })
        .select(listedColumns);
      const consents = await db<ConsentRow>('consents')
        .where({ companyId, ...only })
        .orderBy('givenAtMs');
      const samples = await db<SampleRow>('samples')
        .where({ companyId, ...only })
        .select('id', 'personId', 'network', 'quality', 'faceWidthPx', 'source', 'createdAtMs')
        .orderBy('createdAtMs');
      const work: AreaRow[] = await db('person_areas')
        .where({ companyId, ...only })
        .select('personId', 'areaId');
      const corrected = await correctedPeople(db, companyId, await negatives(companyId), recogniser.id);
      return people
        .map((person) => ({
          ...personOf(person, { consents, samples, work, network: recogniser.id }),
          stricter: corrected(person.id),
        }))
        .sort((a, b) => a.name.localeCompare(b.name, 'en'));
    },

    /** Person and consent, or neither. False when somebody has that name, however it is capitalised. */
    async addPerson(
      companyId: string,
      { id, name, consent }: { id: string; name: string; consent: Consent | null },
      by: By,
    ): Promise<boolean> {
      return inTransaction(db, async (trx) => {
        if (await isTaken(trx, companyId, name, id)) return false;
        await trx('people').insert({ id, name, companyId, createdAtMs: by.nowMs });
        await audit(trx, companyId, by, { action: 'person.added', subject: id, detail: { name } });
        if (consent) await insertConsent(trx, companyId, id, consent, by);
        return true;
      });
    },

    async renamePerson(
      companyId: string,
      { id, name }: { id: string; name: string },
      by: By,
    ): Promise<Renaming> {
      return inTransaction(db, async (trx) => {
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
      return inTransaction(db, async (trx) => {
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
  };
}

function consentStore(db: Knex) {
  return {
    async giveConsent(companyId: string, personId: string, consent: Consent, by: By): Promise<boolean> {
      return inTransaction(db, async (trx) => {
        if (!(await findPerson(trx, companyId, personId))) return false;
        await insertConsent(trx, companyId, personId, consent, by);
        return true;
      });
    },
  };
}

async function insertConsent(
  trx: Knex,
  companyId: string,
  personId: string,
  consent: Consent,
  by: By,
): Promise<void> {
  await trx('consents').insert({ ...consent, companyId, personId, givenAtMs: by.nowMs });
  await audit(trx, companyId, by, { action: 'person.consented', subject: personId });
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

const listedColumns = [
  ...(['id', 'name', 'code', 'job', 'teamId', 'supervisorId', 'badge', 'phone', 'email'] as const),
  ...(['badgeOnly', 'deactivatedAtMs', 'createdAtMs'] as const),
] as const;
type Listed = Omit<PersonRow, 'companyId'>;
type ListedSample = Pick<
  SampleRow,
  'id' | 'personId' | 'network' | 'quality' | 'faceWidthPx' | 'source' | 'createdAtMs'
>;

type Beside = { consents: ConsentRow[]; samples: ListedSample[]; work: AreaRow[]; network: string };

function personOf(
  { id, badgeOnly, ...row }: Listed,
  { consents, samples, work, network }: Beside,
): Omit<Person, 'stricter'> {
  const consent = consents.findLast((each) => each.personId === id);
  const own = samples.filter((sample) => sample.personId === id);
  return {
    ...row,
    personId: id,
    badgeOnly: badgeOnly === 1,
    areaIds: work.flatMap(({ personId, areaId }) => (personId === id ? areaId : [])),
    samples: own.filter((sample) => sample.network === network).map(sampleView),
    outdatedSamples: own.filter((sample) => sample.network !== network).map(sampleView),
    consent: consent ? consentView(consent) : null,
  };
}

const consentView = ({ givenAtMs, recordedBy, statement, locale }: ConsentRow): Person['consent'] => ({
  givenAtMs,
  recordedBy,
  statement,
  locale,
});

export function sampleView({
  id,
  quality,
  faceWidthPx,
  source,
  createdAtMs,
}: Omit<ListedSample, 'personId' | 'network'>): SampleView {
  return { sampleId: id, quality, faceWidthPx, createdAtMs, source };
}

/** What corrections mean for each person, with the names that go with it. */
async function correctedPeople(db: Knex, companyId: string, negatives: Negative[], network: string) {
  const recognised = new Set(
    negatives.length === 0
      ? []
      : await db<SampleRow>('samples').where({ companyId, network }).pluck('personId'),
  );
  const named =
    negatives.length === 0 ? [] : await db<PersonRow>('people').where({ companyId }).select('id', 'name');
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return (personId: string): Person['stricter'] => {
    const stricter = stricterOf(personId, negatives, (id) => recognised.has(id));
    if (!stricter) return null;
    const apartFrom = stricter.rivals.map((rival) => names.get(rival.personId) ?? '');
    const { limit } = stricter;
    const { manyFacesDistance: usual, strictestLimit } = identityRules;
    return { limit, usual, isStrictest: limit !== null && limit <= strictestLimit, apartFrom };
  };
}
