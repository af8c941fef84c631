/** Presences and sojourns in the database. */
import type { Knex } from 'knex';
import { inTransaction } from '../database/inTransaction.ts';
import type { AbsenceView } from '../wire.ts';
import { endedBySighting, openAbsences, type WronglyEnded, writeAbsences } from './absenceStore.ts';
import type { DoubleSighting } from './doubleSightings.ts';
import { writeDoubles } from './doubleStore.ts';
import type { PersonPresence } from './presence.ts';
import { punchesKeptMs } from './punchBook.ts';
import type { PunchSeen } from './punches.ts';
import type { Evidence, Sojourn } from './sojourns.ts';

export type PresenceRow = Pick<
  PersonPresence,
  'personId' | 'state' | 'sinceMs' | 'lastSeenMs' | 'cameraId' | 'area'
>;
/** `absences`: those that began or ended. */
export type PresenceBatch = {
  presences: PresenceRow[];
  sojourns: Sojourn[];
  absences: AbsenceView[];
  doubles: DoubleSighting[];
};
/** `absences`: those that last. `punches`: the latest, oldest first. */
export type StoredPresence = PresenceBatch & { punches?: PunchSeen[] };

export type PresenceStore = {
  /** Everybody's presence and their latest sojourn. Corrected sojourns count for nothing, also if the program ended before presence followed. */
  load(companyId: string, nowMs: number): Promise<StoredPresence>;
  /** A person's latest sojourns that were not corrected, newest first. */
  lately(companyId: string, personId: string): Promise<Sojourn[]>;
  /** Absences that ended with sightings that were corrected since: of one person, or of anybody. */
  wronglyEnded(companyId: string, personId?: string): Promise<WronglyEnded[]>;
  /** All or nothing; writing a batch twice changes nothing. Rows of people who were removed meanwhile are left out. */
  write(companyId: string, batch: PresenceBatch): Promise<void>;
};

/** SQLite joins at most 500 rows into one insert as knex writes it. */
const rowsAtOnce = 500;

export function presenceStore(knex: Knex): PresenceStore {
  return {
    async load(companyId, nowMs) {
      const presences = await knex('presences')
        .where({ companyId })
        .select<PresenceRow[]>('personId', 'state', 'sinceMs', 'lastSeenMs', 'cameraId', 'area');
      const sojourns = await latestSojourns(knex, companyId);
      const corrected = await lastCorrected(knex, companyId);
      const latest = new Map(sojourns.map((sojourn) => [sojourn.personId, sojourn]));
      return {
        presences: presences.flatMap((row) => withoutCorrected(inNumbers(row), latest, corrected)),
        sojourns,
        doubles: [],
        absences: await openAbsences(knex, companyId),
        punches: await latestPunches(knex, companyId, nowMs),
      };
    },
    async lately(companyId, personId) {
      const rows = await sojournsThatCount(knex, companyId)
        .where({ personId })
        .orderBy('fromMs', 'desc')
        .limit(latelyMax)
        .select<SojournRow[]>('sojourns.*');
      return rows.map(fromRow);
    },
    wronglyEnded: (companyId, personId) => endedBySighting(knex, companyId, personId),
    async write(companyId, batch) {
      await inTransaction(knex, async (trx) => {
        const enrolled = await enrolledAmong(trx, companyId, batch);
        const presences = batch.presences.filter(({ personId }) => enrolled.has(personId));
        for (const rows of chunks(presences.map((row) => ({ ...row, companyId }))))
          await trx('presences').insert(rows).onConflict('personId').merge();
        const sojourns = batch.sojourns.filter(({ personId }) => enrolled.has(personId));
        for (const rows of chunks(sojourns.map((sojourn) => asRow(companyId, sojourn))))
          await trx('sojourns').insert(rows).onConflict('id').merge(['toMs', 'evidence']);
        const known = <Row extends { personId: string }>(rows: Row[]) =>
          rows.filter(({ personId }) => enrolled.has(personId));
        await writeAbsences(trx, companyId, known(batch.absences));
        await writeDoubles(trx, companyId, known(batch.doubles));
      });
    },
  };
}

async function latestPunches(knex: Knex, companyId: string, nowMs: number): Promise<PunchSeen[]> {
  const rows = await knex('punches')
    .where({ companyId })
    .where('atMs', '>=', nowMs - punchesKeptMs)
    .orderBy('atMs')
    .select<PunchSeen[]>('personId', 'atMs', 'direction', 'area');
  return rows.map((row) => ({ ...row, atMs: Number(row.atMs) }));
}

/** More moves than anybody makes between two times away. */
const latelyMax = 500;

const sojournsThatCount = (knex: Knex, companyId: string) =>
  knex('sojourns')
    .where({ companyId })
    .whereNotIn('id', knex('corrections').where({ companyId }).select('sojournId'));

/** When the latest corrected sojourn of each person began. */
async function lastCorrected(knex: Knex, companyId: string): Promise<Map<string, number>> {
  // Asked of the corrections, which are few: by company, a million sojourns would be read.
  const rows = await knex('corrections')
    .join('sojourns', 'corrections.sojournId', 'sojourns.id')
    .where({ 'corrections.companyId': companyId })
    .groupBy('sojourns.personId')
    .select('sojourns.personId')
    .max('sojourns.fromMs as fromMs')
    .then((found) => found as { personId: string; fromMs: number }[]);
  return new Map(rows.map(({ personId, fromMs }) => [personId, Number(fromMs)]));
}

/** The row, unless it still tells of a corrected sojourn: then what the latest of the others says, or nothing. */
function withoutCorrected(
  row: PresenceRow,
  latest: ReadonlyMap<string, Sojourn>,
  corrected: Map<string, number>,
): PresenceRow[] {
  const correctedMs = corrected.get(row.personId);
  const last = latest.get(row.personId);
  const isOf = correctedMs !== undefined && correctedMs > (last?.fromMs ?? -1);
  if (!isOf || row.lastSeenMs === null || row.lastSeenMs < correctedMs) return [row];
  if (!last) return [];
  const { cameraId, area, toMs } = last;
  return [{ ...row, state: 'away', sinceMs: toMs, lastSeenMs: toMs, cameraId, area }];
}

type SojournRow = Omit<Sojourn, 'sojournId' | 'evidence'> & {
  id: string;
  companyId: string;
  evidence: string;
};

/** One look into the index for each person: a million sojourns are not read to find the newest of ten thousand people. */
async function latestSojourns(knex: Knex, companyId: string): Promise<Sojourn[]> {
  const newest = knex('sojourns as newest')
    .where('newest.companyId', companyId)
    .whereRaw('?? = ??', ['newest.personId', 'people.id'])
    .whereNotIn('newest.id', knex('corrections').where({ companyId }).select('sojournId'))
    .orderBy('newest.fromMs', 'desc')
    .limit(1)
    .select('newest.id');
  const rows = await knex('people')
    .join('sojourns', 'sojourns.id', knex.raw('?', [newest]))
    .where('people.companyId', companyId)
    .select<SojournRow[]>('sojourns.*');
  return rows.map(fromRow);
}

async function enrolledAmong(trx: Knex, companyId: string, batch: PresenceBatch): Promise<Set<string>> {
  const ids = [
    ...new Set(
      [...batch.presences, ...batch.sojourns, ...batch.absences, ...batch.doubles].map(
        ({ personId }) => personId,
      ),
    ),
  ];
  const found = new Set<string>();
  for (const some of chunks(ids)) {
    const rows = await trx('people').where({ companyId }).whereIn('id', some).select<{ id: string }[]>('id');
    for (const { id } of rows) found.add(id);
  }
  return found;
}

function asRow(companyId: string, { sojournId, evidence, ...rest }: Sojourn): SojournRow {
  return { ...rest, id: sojournId, companyId, evidence: JSON.stringify(evidence) };
}

function fromRow({ id, personId, cameraId, area, fromMs, toMs, evidence }: SojournRow): Sojourn {
  return {
    sojournId: id,
    personId,
    cameraId,
    area,
    // PostgreSQL gives its 64-bit integers as text.
    fromMs: Number(fromMs),
    toMs: Number(toMs),
    evidence: JSON.parse(evidence) as Evidence,
  };
}

function inNumbers(row: PresenceRow): PresenceRow {
  const lastSeenMs = row.lastSeenMs === null ? null : Number(row.lastSeenMs);
  return { ...row, sinceMs: Number(row.sinceMs), lastSeenMs };
}

function* chunks<T>(rows: T[]): Generator<T[]> {
  for (let i = 0; i < rows.length; i += rowsAtOnce) yield rows.slice(i, i + rowsAtOnce);
}
