/** Terminals that call us, and what they said about themselves. */
import type { Knex } from 'knex';
import { inTransaction } from '../../database/inTransaction.ts';
import { shortId } from '../../database/shortId.ts';
import { createPushContents } from './pushContents.ts';
import type { PushFacts } from './readOptions.ts';
import type { PushDialect } from './rows.ts';

/** As stored beside DeviceFacts: what only the PUSH server needs. */
export type StoredFacts = Partial<PushFacts> & {
  serial?: string;
  address?: string | null;
  dialect?: PushDialect;
  stamps?: Record<string, string>;
  /** When its records were last deleted on it, by us. */
  clearedAtMs?: number;
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

/** All that is known of it now, and what of it was told just now. */
export type FactsKept = (
  deviceId: string,
  facts: StoredFacts,
  syncedMs: number | null,
  told: StoredFacts,
) => void;
export type PushStore = ReturnType<typeof createPushStore>;

/** A stranger can make up serial numbers: so many wait to be let in, and no more. */
export const quarantinedMost = 50;

export function createPushStore(db: Knex, companyId: string, factsKept: FactsKept = () => undefined) {
  const contents = createPushContents(db, companyId);

  async function bySerial(on: Knex, serial: string): Promise<PushDevice | undefined> {
    const rows = await on('devices')
      .where({ companyId, serial })
      .whereNull('removedAtMs')
      .select<DeviceRow[]>('id', 'kind', 'serial', 'approvedAtMs', 'areaId', 'timeZone', 'liveSync', 'facts');
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
        const row = { id: shortId(), companyId, name: serial, kind: 'push', serial, facts };
        await trx('devices').insert({ ...row, approvedAtMs: null, createdAtMs: nowMs });
        return bySerial(trx, serial);
      }),

    /** What is told anew takes the place of what was known; the rest stays. */
    keepFacts: (deviceId: string, told: StoredFacts, syncedMs: number | null): Promise<void> =>
      inTransaction(db, async (trx) => {
        const row = await trx('devices').where({ companyId, id: deviceId }).first<DeviceRow>('facts');
        if (!row) return null;
        const known = factsIn(row.facts);
        const facts = { ...known, ...told, stamps: { ...known.stamps, ...told.stamps } };
        const synced = syncedMs === null ? {} : { lastSyncMs: syncedMs };
        await trx('devices')
          .where({ companyId, id: deviceId })
          .update({ facts: JSON.stringify(facts), ...synced });
        return facts;
      }).then((facts) => void (facts && factsKept(deviceId, facts, syncedMs, told))),

    ...contents,

    /** Of a span of the terminal's clock, both ends included; with those that were not believed, and are kept as they came. */
    async logsOf(serial: string, from: string, to: string): Promise<number> {
      const rows = () => ({ companyId, serial });
      const [logs] = await db('device_logs')
        .where(rows())
        .whereBetween('at', [from, to])
        .count<{ count: number | string }[]>('* as count');
      const [refused] = await db('device_rows')
        .where({ ...rows(), table: 'ATTLOG' })
        .whereRaw(`substr("key", -19) BETWEEN ? AND ?`, [from, to])
        .count<{ count: number | string }[]>('* as count');
      return Number(logs?.count ?? 0) + Number(refused?.count ?? 0);
    },
  };
}

type DeviceRow = {
  id: string;
  kind: string;
  serial: string;
  approvedAtMs: number | string | null;
  areaId: string | null;
  timeZone: string | null;
  liveSync: boolean | number;
  facts: string;
};

const deviceOf = (row: DeviceRow): PushDevice => ({
  ...{ deviceId: row.id, serial: row.serial, approved: mayCall(row) },
  ...{ areaId: row.areaId, timeZone: row.timeZone, liveSync: Boolean(row.liveSync) },
  facts: factsIn(row.facts),
});

/** One that is called over its own port was let in for that: whoever calls in its name is not heard. */
const mayCall = ({ kind, approvedAtMs }: DeviceRow): boolean => kind === 'push' && approvedAtMs !== null;

function factsIn(text: string): StoredFacts {
  const read: unknown = JSON.parse(text);
  return typeof read === 'object' && read !== null ? read : {};
}
