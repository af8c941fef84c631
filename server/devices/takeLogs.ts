/**
 * Records of a terminal, however they came: each is stored once, becomes a punch where somebody here has its number, and is told to
 * whoever watches once it is on the disk. What cannot be believed is kept as it came, with the reason, and is never a punch.
 */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { chunks } from '../database/chunks.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { LoadedDirectory } from '../directory/loadDirectory.ts';
import { insertPunches, type PunchToRecord } from '../punches/punchStore.ts';
import type { DeviceDirection, DeviceLogSource, Punch, PunchDirection } from '../wire.ts';
import { forgetOldestRows } from './forgetOldestRows.ts';
import { calendarTime, logTimeOf, zoneOfDevice } from './logTime.ts';
import { whoHasCode } from './whoHasCode.ts';

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
  const { companyId, device, rows } = logs;
  const sorted = sortRows(parts, logs);
  const { added, before, punches } = await inTransaction(parts.db, async (trx) => {
    await keepRefused(trx, logs, sorted.refused);
    const doubted = await refusedBefore(trx, logs, sorted.good);
    const fresh = sorted.good.filter((row) => !doubted.has(keyOf(row)));
    const linked = linkLogs(parts, { device, logs: withIds(fresh, logs.nowMs), nowMs: logs.nowMs });
    const stored = await insertLogs(trx, logs, linked);
    const done = await insertTheirPunches(trx, companyId, stored, logs.nowMs);
    return { added: stored.length, before: doubted.size, punches: done };
  });
  if (punches.length > 0) parts.punched(punches);
  const refused = sorted.refused.length + before;
  return { added, known: rows.length - added - refused, refused };
}

type Good = { userId: string; at: string; atMs: number; status: number; verify: number; workCode: string };
type Refused = { row: string; key: string | null; problem: string };
export type StoredLog = Good & { logId: string };

const keyOf = ({ userId, at }: Pick<Good, 'userId' | 'at'>): string => `${userId} ${at}`;
/** The longest that a terminal keeps is 24. */
const userIdMost = 64;

function sortRows(parts: TakeLogsParts, { device, source, rows, nowMs }: LogsToTake) {
  const zone = zoneOfDevice(device, parts.directory.current(), parts.timeZone());
  const good: Good[] = [];
  const refused: Refused[] = [];
  for (const each of rows) {
    const { status, verify } = each;
    const userId = each.userId?.trim() ?? '';
    const workCode = String(each.workCode ?? '').slice(0, 64);
    const { raw: row = JSON.stringify(each) } = each;
    const time = logTimeOf(each.at, zone, { source, nowMs, driftMs: device.driftMs ?? null });
    if (userId === '' || userId.length > userIdMost)
      refused.push({ row, key: null, problem: 'it tells of no user' });
    else if ('problem' in time)
      refused.push({ row, key: keyOf({ userId, at: calendarTime(each.at) ?? each.at ?? row }), ...time });
    else good.push({ userId, at: time.at, atMs: time.atMs, status, verify, workCode });
  }
  return { good, refused };
}

async function keepRefused(trx: Knex, { companyId, device, nowMs }: LogsToTake, refused: readonly Refused[]) {
  if (refused.length === 0) return;
  const rows = refused.map(({ row, key, problem }) => ({
    ...{ id: randomUUID(), companyId, serial: device.serial, table: 'ATTLOG', problem },
    ...{ row: row.slice(0, rowMost), key: (key ?? row).slice(0, rowMost), receivedAtMs: nowMs },
  }));
  for (const some of chunks(rows))
    await trx('device_rows').insert(some).onConflict(['companyId', 'serial', 'key']).ignore();
  await forgetOldestRows(trx, companyId, device.serial);
}

const rowMost = 4000;

/** A record of tomorrow is not believed the day after, when it is read again. */
async function refusedBefore(
  trx: Knex,
  { companyId, device }: LogsToTake,
  good: readonly Good[],
): Promise<Set<string>> {
  // Of most terminals nothing was ever refused: the first line is looked at once, the second for every record.
  const found = await trx.raw<{ key: string }[]>(
    `SELECT value AS "key" FROM json_each(?)
     WHERE EXISTS (SELECT 1 FROM device_rows WHERE "companyId" = ? AND "serial" = ?)
       AND EXISTS (SELECT 1 FROM device_rows r WHERE r."companyId" = ? AND r."serial" = ? AND r."key" = value)`,
    [JSON.stringify(good.map(keyOf)), companyId, device.serial, companyId, device.serial],
  );
  return new Set(found.map(({ key }) => key));
}

async function insertLogs(
  trx: Knex,
  { companyId, device, source, nowMs }: LogsToTake,
  given: readonly LinkedLog[],
): Promise<LinkedLog[]> {
  if (given.length === 0) return [];
  const added = await trx.raw<{ id: string }[]>(
    `INSERT INTO device_logs ("id", "companyId", "deviceId", "serial", "userId", "at", "atMs", "status", "verify", "workCode", "personId", "punchId", "source", "receivedAtMs")
     SELECT value ->> 0, ?, ?, ?, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8, ?, ?
     FROM json_each(?) WHERE true
     ON CONFLICT ("companyId", "serial", "userId", "at") DO NOTHING
     RETURNING "id"`,
    [companyId, device.deviceId, device.serial, source, nowMs, JSON.stringify(given.map(cellsOf))],
  );
  const ids = new Set(added.map(({ id }) => id));
  return given.filter(({ logId }) => ids.has(logId));
}

/** A list is read twice as fast as an object with names, and that is a good part of what storing costs. */
const cellsOf = (log: LinkedLog) => [
  ...[log.logId, log.userId, log.at, log.atMs, log.status, log.verify, log.workCode, log.personId],
  log.punchId,
];

/** In the order in which they are stored, so that hundreds of thousands are written one behind the other. */
function withIds(rows: readonly Good[], nowMs: number): StoredLog[] {
  const batch = `${nowMs.toString(16).padStart(12, '0')}-${randomUUID().slice(0, 13)}`;
  return rows.map((row, index) => ({ logId: `${batch}-${index.toString(16).padStart(6, '0')}`, ...row }));
}

export type LinkedLog = StoredLog & {
  personId: string | null;
  punchId: string | null;
  punch: TheirPunch | null;
};
type TheirPunch = PunchToRecord & { id: string };

/** What they become, where somebody has the number. */
export function linkLogs(
  { directory }: Pick<TakeLogsParts, 'directory'>,
  { device, logs, nowMs }: { device: LinkedDevice; logs: readonly StoredLog[]; nowMs: number },
): LinkedLog[] {
  const now = directory.current();
  const { deviceId, areaId } = device;
  const area = areaId === null ? null : (now.areas.get(areaId)?.name ?? null);
  const atMsOf = notAhead(logs, nowMs);
  const punchOf = (log: StoredLog, personId: string): TheirPunch => ({
    id: `${log.logId}-p`,
    personId,
    direction: directionOf(log.status, device.direction),
    atMs: atMsOf(log),
    source: 'terminal',
    deviceId,
    area,
    by: null,
    note: '',
  });
  return logs.map(({ logId, userId, at, atMs, status, verify, workCode }) => {
    const log = { logId, userId, at, atMs, status, verify, workCode };
    const personId = whoHasCode(userId, now);
    const punch = personId === null ? null : punchOf(log, personId);
    return { ...log, personId, punchId: punch?.id ?? null, punch };
  });
}
export type LinkedDevice = Pick<LogDevice, 'deviceId' | 'areaId' | 'direction'>;

/** A clock that is a little ahead must not tell of what is to come. Two that it would are two still, in their order. */
function notAhead(logs: readonly StoredLog[], nowMs: number): (log: StoredLog) => number {
  const ahead = logs.filter(({ atMs }) => atMs > nowMs).sort((a, b) => a.atMs - b.atMs);
  const places = new Map(ahead.map((log, at) => [log.logId, nowMs - (ahead.length - 1 - at)]));
  return ({ logId, atMs }) => places.get(logId) ?? atMs;
}

/** Those that are new, oldest first. */
export async function insertTheirPunches(
  trx: Knex,
  companyId: string,
  logs: readonly LinkedLog[],
  nowMs: number,
): Promise<Punch[]> {
  const punches = logs.flatMap(({ punch }) => punch ?? []);
  const added = await insertPunches(trx, companyId, punches, nowMs);
  const ids = new Set(added.map(({ punchId }) => punchId));
  // It was there already, by another way; or the person was erased meanwhile.
  const without = logs.flatMap(({ logId, punchId }) => (punchId === null || ids.has(punchId) ? [] : logId));
  for (const some of chunks(without))
    await trx('device_logs').where({ companyId }).whereIn('id', some).update({ punchId: null });
  return added.sort((a, b) => a.atMs - b.atMs);
}

/** As its keys say: in, out, out to a break, back from it, overtime in and out. */
const told: Record<number, PunchDirection> = { 0: 'in', 1: 'out', 2: 'out', 3: 'in', 4: 'in', 5: 'out' };
export const directionOf = (status: number, direction: DeviceDirection): PunchDirection =>
  direction === 'asTold' ? (told[status] ?? 'unknown') : direction;
