/** Records and their punches into the store, one prepared statement for each kind, inside a transaction of whoever calls. */
import type { Database as Sqlite } from 'better-sqlite3';
import { punchWriter } from '../punches/punchStore.ts';
import type { Punch } from '../wire.ts';
import type { LinkedLog } from './linkLogs.ts';
import type { LogsToTake } from './takeLogs.ts';

/** Answers how many were not there yet, and their punches. */
export function writeLogs(
  sqlite: Sqlite,
  { companyId, device, source, nowMs }: LogsToTake,
  linked: readonly LinkedLog[],
): { added: number; punches: Punch[] } {
  const { deviceId, serial } = device;
  const insert = sqlite.prepare(
    `INSERT INTO device_logs ("id", "companyId", "deviceId", "serial", "userId", "at", "atMs", "status", "verify", "workCode", "personId", "source", "receivedAtMs")
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT ("companyId", "serial", "userId", "at") DO NOTHING`,
  );
  const writePunch = punchWriter(sqlite, companyId, nowMs);
  const punches: Punch[] = [];
  let added = 0;
  for (const { log, personId, punch } of linked) {
    const { logId, userId, at, atMs, status, verify, workCode } = log;
    const of = [logId, companyId, deviceId, serial, userId, at, atMs, status, verify, workCode] as const;
    if (insert.run(...of, personId, source, nowMs).changes === 0) continue;
    added++;
    // Not when it was there already, by another way; or the person was erased meanwhile.
    if (punch && writePunch(punch)) punches.push(punch);
  }
  return { added, punches };
}

/** Records that are stored and have found their person; answers their punches. */
export function writeLinks(
  sqlite: Sqlite,
  { companyId, nowMs }: Pick<LogsToTake, 'companyId' | 'nowMs'>,
  linked: readonly LinkedLog[],
): Punch[] {
  const update = sqlite.prepare('UPDATE device_logs SET "personId" = ? WHERE "id" = ?');
  const writePunch = punchWriter(sqlite, companyId, nowMs);
  return linked.flatMap(({ log, personId, punch }) => {
    update.run(personId, log.logId);
    return punch && writePunch(punch) ? punch : [];
  });
}
