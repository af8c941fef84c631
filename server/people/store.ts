/** People, their consent and the numbers that recognise them, as they are read. */
import type { Knex } from 'knex';
import { ourNetworks } from '../../models/networkSpec.ts';
import { identityRules } from '../identify/rules.ts';
import type { Person, Profile, SampleView } from '../wire.ts';
import { consentStore } from './consentStore.ts';
import { correctionStore } from './correctionStore.ts';
import { erasureStore } from './erasureStore.ts';
import { personStore } from './personStore.ts';
import { type Recogniser, type SampleRow, sampleStore } from './sampleStore.ts';
import { type Negative, stricterOf } from './stricterOf.ts';

export type PeopleStore = ReturnType<typeof createPeopleStore>;

export const createPeopleStore = (db: Knex, recogniser: Recogniser = ourNetworks.recognition) => ({
  ...readingStore(db, recogniser),
  ...personStore(db),
  ...erasureStore(db),
  ...consentStore(db),
  ...sampleStore(db, recogniser),
  ...correctionStore(db, recogniser),
});

export type PersonRow = Omit<Profile, 'areaIds' | 'badgeOnly'> & {
  companyId: string;
  id: string;
  badgeOnly: number;
  createdAtMs: number;
  deactivatedAtMs: number | null;
};
type ConsentRow = NonNullable<Person['consent']> & { companyId: string; personId: string };
type AreaRow = { companyId: string; personId: string; areaId: string };
type ListedSample = Pick<
  SampleRow,
  'id' | 'personId' | 'network' | 'quality' | 'faceWidthPx' | 'source' | 'createdAtMs'
>;

const listedColumns = [
  ...(['id', 'name', 'code', 'job', 'teamId', 'supervisorId', 'badge', 'phone', 'email'] as const),
  ...(['badgeOnly', 'deactivatedAtMs', 'createdAtMs'] as const),
] as const;

function readingStore(db: Knex, recogniser: Recogniser) {
  const { negatives } = correctionStore(db, recogniser);
  return {
    /** By name. */
    async people(companyId: string, personId?: string): Promise<Person[]> {
      const only = { companyId, ...(personId === undefined ? {} : { personId }) };
      const people = await db<PersonRow>('people')
        .where({ companyId, ...(personId === undefined ? {} : { id: personId }) })
        .select(...listedColumns);
      const consents = byPerson(await db<ConsentRow>('consents').where(only).orderBy('givenAtMs'));
      const samples = byPerson<ListedSample>(
        await db<SampleRow>('samples')
          .where(only)
          .select('id', 'personId', 'network', 'quality', 'faceWidthPx', 'source', 'createdAtMs')
          .orderBy('createdAtMs'),
      );
      const work = byPerson(await db<AreaRow>('person_areas').where(only));
      const corrected = await correctedPeople(db, companyId, await negatives(companyId), recogniser.id);
      return people
        .map(({ id, badgeOnly, ...row }) => ({
          ...row,
          personId: id,
          badgeOnly: badgeOnly === 1,
          areaIds: of(work, id).map(({ areaId }) => areaId),
          ...samplesOf(of(samples, id), recogniser.id),
          consent: consentOf(of(consents, id).at(-1)),
          stricter: corrected(id),
        }))
        .sort((a, b) => alphabet.compare(a.name, b.name));
    },

    names: (companyId: string, personId?: string): Promise<{ id: string; name: string }[]> =>
      db<PersonRow>('people')
        .where({ companyId, ...(personId === undefined ? {} : { id: personId }) })
        .select('id', 'name'),

    /** Whom cameras may recognise: who is active, and not by badge alone. */
    recognised: (companyId: string, personId?: string): Promise<{ id: string; name: string }[]> =>
      db<PersonRow>('people')
        .where({ companyId, badgeOnly: 0, deactivatedAtMs: null })
        .where(personId === undefined ? {} : { id: personId })
        .select('id', 'name'),
  };
}

const alphabet = new Intl.Collator('en');

function byPerson<Row extends { personId: string }>(rows: Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const own = found.get(row.personId);
    if (own) own.push(row);
    else found.set(row.personId, [row]);
  }
  return found;
}

const of = <Row>(rows: ReadonlyMap<string, Row[]>, personId: string): Row[] => rows.get(personId) ?? [];

const samplesOf = (own: ListedSample[], network: string) => ({
  samples: own.filter((sample) => sample.network === network).map(sampleView),
  outdatedSamples: own.filter((sample) => sample.network !== network).map(sampleView),
});

const consentOf = (row: ConsentRow | undefined): Person['consent'] =>
  row
    ? {
        givenAtMs: row.givenAtMs,
        recordedBy: row.recordedBy,
        statement: row.statement,
        locale: row.locale,
      }
    : null;

export const sampleView = ({
  id,
  quality,
  faceWidthPx,
  source,
  createdAtMs,
}: Omit<ListedSample, 'personId' | 'network'>): SampleView => ({
  ...{ sampleId: id, quality, faceWidthPx, source, createdAtMs },
});

/** What corrections mean for each person, with the names that go with it. */
async function correctedPeople(db: Knex, companyId: string, negatives: Negative[], network: string) {
  if (negatives.length === 0) return () => null;
  const recognised = new Set(
    await db<SampleRow>('samples').where({ companyId, network }).distinct().pluck('personId'),
  );
  const named = await db<PersonRow>('people').where({ companyId }).select('id', 'name');
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
