/**
 * Records of a terminal, however they came: each is stored once, becomes a punch where somebody here has its number, and is told to
 * whoever watches once it is on the disk. What cannot be believed is kept as it came, with the reason, and is never a punch.
 */
import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { inTransaction } from '../database/inTransaction.ts';
import { sqliteOf } from '../database/sqliteOf.ts';
import type { LoadedDirectory } from '../directory/loadDirectory.ts';
import type { DeviceDirection, DeviceLogSource, Punch } from '../wire.ts';
import { linkLogs } from './linkLogs.ts';
import { zoneOfDevice } from './logTime.ts';
import { keepRefused, withoutRefused } from './refusedRows.ts';
import { sortRows } from './sortRows.ts';
import { writeLogs } from './writeLogs.ts';

export type TakeLogsParts = {
  db: Knex;
  directory: Pick<LoadedDirectory, 'current'>;
  /** Of the company: for terminals whose place says none. */
  timeZone: () => string;
  /** These are stored now. */
  punched: (punches: readonly Punch[]) => void;
};
export type LogDevice = {
  deviceId: string;
  serial: string;
  areaId: string | null;
  /** null: that of its place. */
  timeZone: string | null;
  direction: DeviceDirection;
  /** Its clock ahead of ours, as last measured; null: never. */
  driftMs?: number | null;
};
/** A record as the terminal tells it. null: it did not tell, or nothing that can be read. */
export type LogRow = {
  userId: string | null;
  /** What its clock showed, without a zone. */
  at: string | null;
  status: number;
  verify: number;
  workCode?: string | number | null;
  /** As it came, for what cannot be believed; left out: the fields above. */
  raw?: string;
};
export type LogsToTake = {
  companyId: string;
  device: LogDevice;
  source: DeviceLogSource;
  rows: readonly LogRow[];
  nowMs: number;
};
/** `known`: was here before; `refused`: kept as it came. Together as many as the rows. */
export type TakenLogs = { added: number; known: number; refused: number };

/** Resolves when everything is on the disk: only then may a terminal be told "OK". */
export async function takeLogs(parts: TakeLogsParts, logs: LogsToTake): Promise<TakenLogs> {
  const { device, rows, nowMs } = logs;
  const directory = parts.directory.current();
  const zone = zoneOfDevice(device, directory, parts.timeZone());
  const sorted = sortRows(logs, zone, newBatch(nowMs));
  const { added, fresh, punches } = await inTransaction(parts.db, async (trx) => {
    await keepRefused(trx, logs, sorted.refused);
    const fresh = await withoutRefused(trx, logs, sorted.good);
    const linked = linkLogs(parts.directory.current(), device, { logs: fresh, nowMs });
    return { fresh: fresh.length, ...writeLogs(await sqliteOf(trx), logs, linked) };
  });
  if (punches.length > 0) parts.punched(punches.sort((a, b) => a.atMs - b.atMs));
  return { added, known: fresh - added, refused: rows.length - fresh };
}

/** Ids in the order in which rows are stored, so that hundreds of thousands are written one behind the other. */
const newBatch = (nowMs: number): string =>
  `${nowMs.toString(36).padStart(8, '0')}${randomBytes(4).toString('base64url')}`;
