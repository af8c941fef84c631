/** Terminals that call us, and what they sent besides punches. */
import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/inTransaction.ts';
import type { PushFacts } from './readOptions.ts';
import type { PushDialect, PushTemplate, PushUser, RawRow } from './rows.ts';

/** As stored beside DeviceFacts: what only the PUSH server needs. */
export type StoredFacts = Partial<PushFacts> & {
  serial?: string;
  address?: string | null;
  dialect?: PushDialect;
  stamps?: Record<string, string>;
};

export type PushDevice = {
  deviceId: string;
  serial: string;
  approved: boolean;
  areaId: string | null;
  timeZone: string | null;
  liveSync: boolean;
  facts: StoredFacts;
};

export type PushStore = ReturnType<typeof createPushStore>;

/** A stranger can make up serial numbers: so many wait to be let in, and no more. */
export const quarantinedMost = 50;
/** Of one terminal; the oldest go. */
const rawMost = 20_000;

export function createPushStore(db: Knex, companyId: string) {
  const rawCounts = new Map<string, number>();

  async function bySerial(on: Knex, serial: string): Promise<PushDevice | undefined> {
    const rows = await on('devices')
      .where({ companyId, serial, kind: 'push' })
      .whereNull('removedAtMs')
      .select<DeviceRow[]>('id', 'serial', 'approvedAtMs', 'areaId', 'timeZone', 'liveSync', 'facts');
    const found = rows.map(deviceOf);
    return found.find(({ approved }) => approved) ?? found[0];
  }

  return {
    bySerial: (serial: string) => bySerial(db, serial),

    /** undefined: too many wait already. */
    quarantine: (serial: string, address: string, nowMs: number): Promise<PushDevice | undefined> =>
      inTransaction(db, async (trx) => {
        const known = await bySerial(trx, serial);
        if (known) return known;
        const [{ waiting = 0 } = {}] = await trx('devices')
          .where({ companyId, kind: 'push' })
          .whereNull('approvedAtMs')
          .whereNull('removedAtMs')
          .count<{ waiting: number | string }[]>('* as waiting');
        if (Number(waiting) >= quarantinedMost) return undefined;
        const facts = JSON.stringify({ serial, address });
        const row = { id: randomUUID(), companyId, name: serial, kind: 'push', serial, facts };
        await trx('devices').insert({ ...row, approvedAtMs: null, createdAtMs: nowMs });
        return bySerial(trx, serial);
      }),

    /** What is told anew takes the place of what was known; the rest stays. */
    keepFacts: (deviceId: string, told: StoredFacts, syncedMs: number | null): Promise<void> =>
      inTransaction(db, async (trx) => {
        const row = await trx('devices').where({ companyId, id: deviceId }).first<DeviceRow>('facts');
        if (!row) return;
        const known = factsIn(row.facts);
        const stamps = { ...known.stamps, ...told.stamps };
        const facts = JSON.stringify({ ...known, ...told, stamps });
        const synced = syncedMs === null ? {} : { lastSyncMs: syncedMs };
        await trx('devices')
          .where({ companyId, id: deviceId })
          .update({ facts, ...synced });
      }),

    /** The same row sent again is one. */
    async keepRaw(serial: string, rows: readonly RawRow[], nowMs: number): Promise<void> {
      if (rows.length === 0) return;
      const kept = rows.map((row) => ({ id: rawId(companyId, serial, row), ...row }));
      await db.raw(
        `INSERT INTO device_rows ("id", "companyId", "serial", "table", "row", "problem", "receivedAtMs")
         SELECT value ->> 'id', ?, ?, value ->> 'table', value ->> 'row', value ->> 'problem', ?
         FROM json_each(?) WHERE true ON CONFLICT DO NOTHING`,
        [companyId, serial, nowMs, JSON.stringify(kept)],
      );
      await forgetOldest(serial, kept.length);
    },

    async keepUsers(deviceId: string, users: readonly PushUser[], nowMs: number): Promise<void> {
      if (users.length === 0) return;
      const rows = users.map(({ userId, ...record }) => ({ userId, record: JSON.stringify(record) }));
      await db.raw(
        `INSERT INTO device_users ("companyId", "deviceId", "userId", "record", "seenAtMs")
         SELECT ?, ?, value ->> 'userId', value ->> 'record', ? FROM json_each(?) WHERE true
         ON CONFLICT ("companyId", "deviceId", "userId") DO UPDATE SET "record" = excluded."record", "seenAtMs" = excluded."seenAtMs"`,
        [companyId, deviceId, nowMs, JSON.stringify(rows)],
      );
    },

    keepTemplates: (serial: string, templates: readonly PushTemplate[], nowMs: number): Promise<void> =>
      templates.length === 0
        ? Promise.resolve()
        : inTransaction(db, async (trx) => {
            for (const each of templates)
              await trx('device_templates')
                .insert({ companyId, ...templateRow(each, serial, nowMs) })
                .onConflict(['companyId', 'userId', 'kind', 'number', 'algorithm'])
                .merge();
          }),

    async template(of: Omit<PushTemplate, 'template'>): Promise<Buffer | null> {
      const { userId, kind, number, algorithm } = of;
      const row = await db('device_templates')
        .where({ companyId, userId, kind, number, algorithm: algorithm ?? '' })
        .first<{ template: Buffer } | undefined>('template');
      return row?.template ?? null;
    },

    /** Of a span of the terminal's clock, both ends included. */
    async logsOf(serial: string, from: string, to: string): Promise<number> {
      const [{ logs = 0 } = {}] = await db('device_logs')
        .where({ companyId, serial })
        .whereBetween('at', [from, to])
        .count<{ logs: number | string }[]>('* as logs');
      return Number(logs);
    },
  };

  async function forgetOldest(serial: string, added: number): Promise<void> {
    const known = rawCounts.get(serial) ?? (await countRaw(serial)) - added;
    rawCounts.set(serial, known + added);
    if (known + added <= rawMost) return;
    const spare = (await countRaw(serial)) - rawMost;
    if (spare > 0) {
      const oldest = db('device_rows').where({ companyId, serial }).orderBy('receivedAtMs').limit(spare);
      await db('device_rows').whereIn('id', oldest.select('id')).delete();
    }
    rawCounts.set(serial, await countRaw(serial));
  }

  async function countRaw(serial: string): Promise<number> {
    const [{ rows = 0 } = {}] = await db('device_rows')
      .where({ companyId, serial })
      .count<{ rows: number | string }[]>('* as rows');
    return Number(rows);
  }
}

const rawId = (companyId: string, serial: string, { table, row }: RawRow): string =>
  createHash('sha256')
    .update(JSON.stringify([companyId, serial, table, row]))
    .digest('hex')
    .slice(0, 36);

function templateRow({ algorithm, template, ...of }: PushTemplate, fromSerial: string, takenAtMs: number) {
  const hash = createHash('sha256').update(template).digest('hex');
  return { ...of, algorithm: algorithm ?? '', template, hash, fromSerial, takenAtMs };
}

type DeviceRow = {
  id: string;
  serial: string;
  approvedAtMs: number | string | null;
  areaId: string | null;
  timeZone: string | null;
  liveSync: boolean | number;
  facts: string;
};

const deviceOf = (row: DeviceRow): PushDevice => ({
  ...{ deviceId: row.id, serial: row.serial, approved: row.approvedAtMs !== null },
  ...{ areaId: row.areaId, timeZone: row.timeZone, liveSync: Boolean(row.liveSync) },
  facts: factsIn(row.facts),
});

function factsIn(text: string): StoredFacts {
  const read: unknown = JSON.parse(text);
  return typeof read === 'object' && read !== null ? read : {};
}
