/** Who is on which terminal and should be, stored; what became of it, for whoever asks; and deletions, written down. */
import type { Knex } from 'knex';
import { type Audited, auditRow, type By } from '../../access/audit.ts';
import { chunks } from '../../database/chunks.ts';
import { inTransaction } from '../../database/inTransaction.ts';
import { countsOf, type HeldTemplate, type RecordOf, type SyncRow } from './syncRow.ts';

export type SyncStore = ReturnType<typeof createSyncStore>;
export type NamedRecord = RecordOf & { userId: string };
export type ErasedRow = { row: SyncRow; leftAtMs: number | null };

export function createSyncStore(db: Knex, companyId: string) {
  const of = (deviceId: string) => db('device_people').where({ companyId, deviceId });
  return {
    async rows(): Promise<SyncRow[]> {
      const rows = await db('device_people').where({ companyId }).select<StoredRow[]>();
      return rows.map(rowOf);
    },

    /** Of people who are not here any more, with since when. */
    async erased(): Promise<ErasedRow[]> {
      const rows = await db('device_people as d')
        .where('d.companyId', companyId)
        .whereNotNull('d.personId')
        .whereNotExists(db('people as p').whereRaw('p."companyId" = d."companyId" AND p."id" = d."personId"'))
        .select<(StoredRow & { leftAtMs: number | string | null })[]>('d.*');
      return rows.map((row) => ({ row: rowOf(row), leftAtMs: numberOf(row.leftAtMs) }));
    },

    /** All of it or nothing; `audits` are of what was done meanwhile. */
    async save(rows: readonly SyncRow[], audits: readonly Audited[] = [], by?: By): Promise<void> {
      if (rows.length === 0 && audits.length === 0) return;
      await inTransaction(db, async (trx) => {
        await upsert(trx, companyId, rows);
        if (!by) return;
        for (const some of chunks(audits))
          await trx('audits').insert(some.map((each) => auditRow(companyId, by, each)));
      });
    },

    async forget(deviceId: string, userIds: readonly string[]): Promise<void> {
      for (const some of chunks(userIds)) await of(deviceId).whereIn('userId', some).delete();
    },
    forgetDevice: (deviceId: string): Promise<number> => of(deviceId).delete(),

    async noteRead(deviceId: string, usersReadAtMs: number): Promise<void> {
      await db('devices').where({ companyId, id: deviceId }).update({ usersReadAtMs });
    },
    async readTimes(): Promise<Map<string, number>> {
      const rows = await db('devices')
        .where({ companyId })
        .whereNotNull('usersReadAtMs')
        .select<{ id: string; usersReadAtMs: number | string }[]>('id', 'usersReadAtMs');
      return new Map(rows.map(({ id, usersReadAtMs }) => [id, Number(usersReadAtMs)]));
    },

    /** As the terminal has them. */
    async records(deviceId: string): Promise<(NamedRecord & { seenAtMs: number })[]> {
      const rows = await db('device_users')
        .where({ companyId, deviceId })
        .select<{ userId: string; record: string; seenAtMs: number | string }[]>(
          ...['userId', 'record', 'seenAtMs'],
        );
      return rows.map(({ userId, record, seenAtMs }) => {
        const { name = '', privilege = 0, card = '', group = '' } = JSON.parse(record) as Partial<RecordOf>;
        return { userId, name, privilege, card: String(card), group, seenAtMs: Number(seenAtMs) };
      });
    },
    /** Everybody on it now: whoever is not among them is not there. */
    keepRecords: (deviceId: string, records: readonly NamedRecord[], nowMs: number): Promise<void> =>
      inTransaction(db, async (trx) => {
        await trx('device_users').where({ companyId, deviceId }).delete();
        await insertRecords(trx, { companyId, deviceId }, records, nowMs);
      }),
    keepRecord: (deviceId: string, record: NamedRecord, nowMs: number): Promise<void> =>
      insertRecords(db, { companyId, deviceId }, [record], nowMs),
    async dropRecords(deviceId: string, userIds: readonly string[]): Promise<void> {
      for (const some of chunks(userIds))
        await db('device_users').where({ companyId, deviceId }).whereIn('userId', some).delete();
    },
    ...consents(db, companyId),
  };
}

/** Who agreed to what, as far as terminals are concerned. */
const consents = (db: Knex, companyId: string) => ({
  async consented(): Promise<Set<string>> {
    const rows = await db('consents').where({ companyId }).distinct<{ personId: string }[]>('personId');
    return new Set(rows.map(({ personId }) => personId));
  },
  /** Whoever took it back and has not given it again, and when. */
  async withdrawn(): Promise<Map<string, number>> {
    const rows = await db('people')
      .where({ companyId })
      .whereNotNull('consentWithdrawnAtMs')
      .select<{ personId: string; atMs: number | string }[]>(
        'id as personId',
        'consentWithdrawnAtMs as atMs',
      );
    return new Map(rows.map(({ personId, atMs }) => [personId, Number(atMs)]));
  },
});

type StoredRow = Omit<SyncRow, 'templates' | 'held' | 'added'> & {
  templates: string;
  held: number | boolean;
  added: number | boolean;
};

export function rowOf(row: StoredRow): SyncRow {
  const { deviceId, userId, personId, wanted, state, problem, recordHash, tries } = row;
  return {
    ...{ deviceId, userId, personId, wanted, state, problem, recordHash, tries },
    ...{ held: Boolean(row.held), added: Boolean(row.added) },
    templates: JSON.parse(row.templates) as HeldTemplate[],
    ...{ retryAtMs: numberOf(row.retryAtMs), cleanedAtMs: numberOf(row.cleanedAtMs) },
    ...{ changedAtMs: Number(row.changedAtMs), confirmedAtMs: numberOf(row.confirmedAtMs) },
  };
}

const numberOf = (value: number | string | null): number | null => (value === null ? null : Number(value));

const plain = ['personId', 'wanted', 'state', 'problem', 'held', 'added', 'recordHash', 'templates'] as const;
const more = ['fingers', 'faces', 'photo', 'tries', 'retryAtMs', 'cleanedAtMs'] as const;
const columns = [...plain, ...more, 'changedAtMs', 'confirmedAtMs'] as const;
/** A statement each. */
const rowsAtOnce = 500;

async function upsert(trx: Knex, companyId: string, rows: readonly SyncRow[]): Promise<void> {
  const names = columns.map((name) => `"${name}"`).join(', ');
  const values = columns.map((name) => `value ->> '${name}'`).join(', ');
  const changes = columns.map((name) => `"${name}" = excluded."${name}"`).join(', ');
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const some = rows.slice(at, at + rowsAtOnce).map((row) => {
      const { photo, ...counts } = countsOf(row.templates);
      const flags = { held: Number(row.held), added: Number(row.added), photo: Number(photo) };
      return { ...row, ...counts, ...flags, templates: JSON.stringify(row.templates) };
    });
    await trx.raw(
      `INSERT INTO device_people ("companyId", "deviceId", "userId", ${names})
       SELECT ?, value ->> 'deviceId', value ->> 'userId', ${values} FROM json_each(?) WHERE true
       ON CONFLICT ("companyId", "deviceId", "userId") DO UPDATE SET ${changes}`,
      [companyId, JSON.stringify(some)],
    );
  }
}

async function insertRecords(
  on: Knex,
  { companyId, deviceId }: { companyId: string; deviceId: string },
  records: readonly NamedRecord[],
  nowMs: number,
): Promise<void> {
  for (let at = 0; at < records.length; at += rowsAtOnce) {
    const some = records.slice(at, at + rowsAtOnce).map(({ userId, ...record }) => ({
      ...{ userId, record: JSON.stringify(record) },
    }));
    await on.raw(
      `INSERT INTO device_users ("companyId", "deviceId", "userId", "record", "seenAtMs")
       SELECT ?, ?, value ->> 'userId', value ->> 'record', ? FROM json_each(?) WHERE true
       ON CONFLICT ("companyId", "deviceId", "userId") DO UPDATE SET "record" = excluded."record", "seenAtMs" = excluded."seenAtMs"`,
      [companyId, deviceId, nowMs, JSON.stringify(some)],
    );
  }
}
