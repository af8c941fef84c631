/** Terminals that call us, and what they said about themselves. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { inTransaction } from '../../database/inTransaction.ts';
import { createPushContents } from './pushContents.ts';
import type { PushFacts } from './readOptions.ts';
import type { PushDialect } from './rows.ts';

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

export function createPushStore(db: Knex, companyId: string) {
  const contents = createPushContents(db, companyId);

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

    ...contents,

    /** Of a span of the terminal's clock, both ends included. */
    async logsOf(serial: string, from: string, to: string): Promise<number> {
      const [{ logs = 0 } = {}] = await db('device_logs')
        .where({ companyId, serial })
        .whereBetween('at', [from, to])
        .count<{ logs: number | string }[]>('* as logs');
      return Number(logs);
    },
  };
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
