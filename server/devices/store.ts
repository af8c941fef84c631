/** Terminals: those people added, and those that called and wait for somebody to let them in. Removed ones leave their records. */
import type { Knex } from 'knex';
import { type Audited, type By, writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { shortId } from '../database/shortId.ts';
import type { DeviceFacts, DeviceKind, NewDevice } from '../wire.ts';

export type StoredDevice = Omit<NewDevice, 'key' | 'serial'> & {
  deviceId: string;
  /** The comm key of a terminal that is called; the password of one that calls. 0: none. */
  commKey: number;
  serial: string | null;
  facts: Partial<DeviceFacts>;
  approvedAtMs: number | null;
  lastSyncMs: number | null;
  createdAtMs: number;
};
export type DeviceStore = ReturnType<typeof createDeviceStore>;

/** Names and serial numbers are checked by who calls, one change at a time. */
export const createDeviceStore = (db: Knex) => ({
  async devices(companyId: string): Promise<StoredDevice[]> {
    const rows = await db('devices')
      .where({ companyId, removedAtMs: null })
      .orderBy(['name', 'id'])
      .select<DeviceRow[]>();
    return rows.map(deviceOf);
  },

  async addDevice(companyId: string, { key, ...device }: NewDevice, by: By): Promise<string> {
    return inTransaction(db, async (trx) => {
      const id = shortId();
      const made = { approvedAtMs: by.nowMs, createdAtMs: by.nowMs, commKey: key ?? 0 };
      await trx('devices').insert({ id, companyId, ...device, serial: device.serial ?? null, ...made });
      await writeAudit(trx, companyId, by, { action: 'device.added', subject: id, detail: told(device) });
      return id;
    });
  },

  /** Somebody who called and waits is let in by `approve`. */
  async changeDevice(
    companyId: string,
    { deviceId, approve }: { deviceId: string; approve: boolean },
    device: NewDevice,
    by: By,
  ): Promise<void> {
    const { key, serial, ...fields } = device;
    await inTransaction(db, async (trx) => {
      const more = {
        ...(key === undefined ? {} : { commKey: key }),
        ...(serial === undefined ? {} : { serial }),
      };
      const letIn = approve ? { approvedAtMs: by.nowMs } : {};
      await trx('devices')
        .where({ companyId, id: deviceId })
        .update({ ...fields, ...more, ...letIn });
      const action = approve ? { action: 'device.approved' } : { action: 'device.changed' };
      const detail = { ...told(device), keyChanged: key !== undefined };
      await writeAudit(trx, companyId, by, { ...action, subject: deviceId, detail });
    });
  },

  async removeDevice(companyId: string, { deviceId, name }: StoredDevice, by: By): Promise<void> {
    await inTransaction(db, async (trx) => {
      await trx('devices').where({ companyId, id: deviceId }).update({ removedAtMs: by.nowMs, commKey: 0 });
      await trx('device_users').where({ companyId, deviceId }).delete();
      await trx('device_commands').where({ companyId, deviceId, state: 'waiting' }).delete();
      await writeAudit(trx, companyId, by, { action: 'device.removed', subject: deviceId, detail: { name } });
    });
  },
  ...notes(db),
});

/** What terminals tell, and what is done at them. */
const notes = (db: Knex) => ({
  /** What it said of itself. */
  async noteFacts(companyId: string, deviceId: string, facts: Partial<DeviceFacts>): Promise<void> {
    const { serial } = facts;
    await db('devices')
      .where({ companyId, id: deviceId })
      .update({ facts: JSON.stringify(facts), ...(serial ? { serial } : {}) });
  },

  async noteSync(companyId: string, deviceId: string, lastSyncMs: number): Promise<void> {
    await db('devices').where({ companyId, id: deviceId }).update({ lastSyncMs });
  },

  /** Who is on it, as it told. */
  async userIdsOn(companyId: string, deviceId: string): Promise<string[]> {
    const rows = await db('device_users')
      .where({ companyId, deviceId })
      .select<{ userId: string }[]>('userId');
    return rows.map(({ userId }) => userId);
  },

  /** Something done at a terminal: beep, clock set, emptied. */
  noteDone: (companyId: string, by: By, audited: Audited): Promise<void> =>
    writeAudit(db, companyId, by, audited),

  async logsOfEach(companyId: string): Promise<Map<string, number>> {
    const rows = await db('device_logs')
      .where({ companyId })
      .groupBy('deviceId')
      .select<{ deviceId: string; logs: number }[]>('deviceId', db.raw('COUNT(*) AS logs'));
    return new Map(rows.map(({ deviceId, logs }) => [deviceId, Number(logs)]));
  },
});

type DeviceRow = Omit<StoredDevice, 'deviceId' | 'facts' | 'liveSync'> & {
  id: string;
  kind: DeviceKind;
  facts: string;
  liveSync: number | boolean;
};

function deviceOf(row: DeviceRow): StoredDevice {
  const { id, name, kind, host, port, transport, commKey, serial, areaId, timeZone, direction } = row;
  return {
    ...{ deviceId: id, name, kind, host, port, transport, commKey, serial, areaId, timeZone, direction },
    ...{ liveSync: Boolean(row.liveSync), facts: JSON.parse(row.facts) as Partial<DeviceFacts> },
    ...{ approvedAtMs: numberOf(row.approvedAtMs), lastSyncMs: numberOf(row.lastSyncMs) },
    createdAtMs: Number(row.createdAtMs),
  };
}

const numberOf = (value: number | null): number | null => (value === null ? null : Number(value));

/** Never the key. */
const told = ({ name, kind, host, port, direction, liveSync }: Omit<NewDevice, 'key'>) => ({
  ...{ name, kind, direction, liveSync },
  ...(host === null ? {} : { host, port }),
});
