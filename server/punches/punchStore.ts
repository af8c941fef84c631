/** Records of terminals, kiosks, badges, phones, and those written by hand. Facts: they are added, never changed. */
import { randomUUID } from 'node:crypto';
import type { Database as Sqlite } from 'better-sqlite3';
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { Interval } from '../shifts/intervals.ts';
import type { Punch } from '../wire.ts';
import { recentMs } from './recentPunches.ts';

export type PunchStore = ReturnType<typeof createPunchStore>;
export type PunchToRecord = Omit<Punch, 'punchId'>;

export const createPunchStore = (db: Knex) => ({
  /**
   * In one statement, however many. The same punch sent again, by the same device or two imports at once, is one: only what is new is
   * answered. Of people who are not there nothing is stored.
   */
  recordPunches: (companyId: string, punches: readonly PunchToRecord[], nowMs: number): Promise<Punch[]> =>
    insertPunches(db, companyId, punches, nowMs),

  /** undefined: it is there already. */
  async addByHand(companyId: string, punch: PunchToRecord, by: By): Promise<Punch | undefined> {
    return inTransaction(db, async (trx) => {
      const [added] = await insertPunches(trx, companyId, [punch], by.nowMs);
      if (!added) return undefined;
      const { punchId, atMs, direction } = added;
      const detail = { punchId, atMs, direction };
      await writeAudit(trx, companyId, by, { action: 'punch.added', subject: added.personId, detail });
      return added;
    });
  },

  /** Oldest first; of one person or everybody. */
  async punches(companyId: string, { fromMs, toMs }: Interval, personId?: string): Promise<Punch[]> {
    const own = personId === undefined ? {} : { 'punches.personId': personId };
    const rows = await db('punches')
      .leftJoin('devices', (join) =>
        join.on('devices.companyId', '=', 'punches.companyId').andOn('devices.id', '=', 'punches.deviceId'),
      )
      .where({ 'punches.companyId': companyId, ...own })
      .where('punches.atMs', '>=', fromMs)
      .where('punches.atMs', '<', toMs)
      .orderBy(['punches.atMs', 'punches.id'])
      .select<PunchRow[]>('punches.*', 'devices.name as terminal');
    return rows.map(punchOf);
  },
});

export async function readRecentPunches(db: Knex, companyId: string, nowMs: number): Promise<Punch[]> {
  return createPunchStore(db).punches(companyId, { fromMs: nowMs - recentMs, toMs: Number.MAX_SAFE_INTEGER });
}

/** In one statement; what is new is answered. `on`: inside whose transaction. */
export async function insertPunches(
  on: Knex,
  companyId: string,
  punches: readonly PunchToRecord[],
  nowMs: number,
): Promise<Punch[]> {
  if (punches.length === 0) return [];
  const rows = punches.map((punch) => ({ punchId: randomUUID(), ...punch }));
  const added = await on.raw<{ id: string }[]>(
    `INSERT INTO punches ("id", "companyId", "personId", "atMs", "direction", "source", "deviceId", "area", "recordedBy", "note", "recordedAtMs")
     SELECT value ->> 0, ?, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8, ?
     FROM json_each(?)
     WHERE EXISTS (SELECT 1 FROM people WHERE people."companyId" = ? AND people."id" = value ->> 1)
     ON CONFLICT ("companyId", "personId", "atMs", "deviceId", "direction") DO NOTHING
     RETURNING "id"`,
    [companyId, nowMs, JSON.stringify(rows.map(cellsOf)), companyId],
  );
  const ids = new Set(added.map(({ id }) => id));
  return rows.filter(({ punchId }) => ids.has(punchId));
}

/** A list is read twice as fast as an object with names. */
const cellsOf = (punch: Punch) => [
  ...[punch.punchId, punch.personId, punch.atMs, punch.direction, punch.source, punch.deviceId, punch.area],
  ...[punch.by, punch.note],
];

/** One by one inside a transaction, for a terminal that may hold 200,000 of them; answers whether it is new. */
export function punchWriter(sqlite: Sqlite, companyId: string, nowMs: number): (punch: Punch) => boolean {
  const insert = sqlite.prepare(
    `INSERT INTO punches ("id", "companyId", "personId", "atMs", "direction", "source", "deviceId", "area", "recordedBy", "note", "recordedAtMs")
     SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
     WHERE EXISTS (SELECT 1 FROM people WHERE people."companyId" = ? AND people."id" = ?)
     ON CONFLICT ("companyId", "personId", "atMs", "deviceId", "direction") DO NOTHING`,
  );
  return ({ punchId, personId, atMs, direction, source, deviceId, area, by, note }) => {
    const cells = [personId, atMs, direction, source, deviceId, area, by, note] as const;
    return insert.run(punchId, companyId, ...cells, nowMs, companyId, personId).changes > 0;
  };
}

type PunchRow = Omit<Punch, 'punchId' | 'by'> & { id: string; recordedBy: string | null };

function punchOf({
  id,
  personId,
  atMs,
  direction,
  source,
  deviceId,
  area,
  recordedBy,
  note,
  terminal = null,
}: PunchRow): Punch {
  return {
    ...{ punchId: id, personId, direction, source, deviceId, terminal, area, note },
    // PostgreSQL gives its 64-bit integers as text.
    ...{ atMs: Number(atMs), by: recordedBy },
  };
}
