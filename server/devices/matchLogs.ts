/** Records of numbers that nobody had, once somebody has them; and those of people who were erased, which are nobody's for good. */
import type { Knex } from 'knex';
import { chunks } from '../database/chunks.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { othersFirst } from '../database/othersFirst.ts';
import { sqliteOf } from '../database/sqliteOf.ts';
import type { DeviceDirection, Punch } from '../wire.ts';
import { linkLogs } from './linkLogs.ts';
import type { StoredLog } from './sortRows.ts';
import type { TakeLogsParts } from './takeLogs.ts';
import { whoHasCode } from './whoHasCode.ts';
import { writeLinks } from './writeLogs.ts';

/** A transaction; whoever else writes waits so long. */
const logsAtOnce = 1000;

/** Answers how many records found their person. */
export async function matchLogs(parts: TakeLogsParts, companyId: string, nowMs: number): Promise<number> {
  const numbers = await parts
    .db('device_logs')
    .where({ companyId, personId: null })
    .distinct<{ userId: string }[]>('userId');
  const wanted = numbers
    .map(({ userId }) => userId)
    .filter((userId) => whoHasCode(userId, parts.directory.current()) !== null);
  let matched = 0;
  for (;;) {
    const { found, linked } = await matchSome(parts, companyId, wanted, nowMs);
    matched += linked;
    // Whose number was taken away meanwhile stands among the next ones for ever.
    if (found < logsAtOnce || linked === 0) return matched;
    await othersFirst(parts.db);
  }
}

async function matchSome(
  parts: TakeLogsParts,
  companyId: string,
  userIds: readonly string[],
  nowMs: number,
): Promise<{ found: number; linked: number }> {
  if (userIds.length === 0) return { found: 0, linked: 0 };
  const { found, linked, punches } = await inTransaction(parts.db, async (trx) => {
    const found = await unmatched(trx, companyId, userIds);
    const punches: Punch[] = [];
    let linked = 0;
    const byDevice = new Map<string, Unmatched[]>();
    for (const log of found) byDevice.set(log.deviceId, [...(byDevice.get(log.deviceId) ?? []), log]);
    const sqlite = await sqliteOf(trx);
    for (const [deviceId, logs] of byDevice) {
      const { areaId = null, direction = 'asTold' } = logs[0] ?? {};
      const device = { deviceId, areaId, direction };
      const links = linkLogs(parts.directory.current(), device, { logs, nowMs });
      punches.push(...writeLinks(sqlite, { companyId, nowMs }, links));
      linked += links.filter(({ personId }) => personId !== null).length;
    }
    return { found: found.length, linked, punches };
  });
  if (punches.length > 0) parts.punched(punches.sort((a, b) => a.atMs - b.atMs));
  return { found, linked };
}

type Unmatched = StoredLog & { deviceId: string; areaId: string | null; direction: DeviceDirection };

function unmatched(trx: Knex, companyId: string, userIds: readonly string[]): Promise<Unmatched[]> {
  return trx.raw<Unmatched[]>(
    `SELECT l."id" AS "logId", l."userId", l."at", l."atMs", l."status", l."verify", l."workCode", l."deviceId",
       d."areaId", COALESCE(d."direction", 'asTold') AS "direction"
     FROM device_logs l LEFT JOIN devices d ON d."companyId" = l."companyId" AND d."id" = l."deviceId"
     WHERE l."companyId" = ? AND l."personId" IS NULL AND l."userId" IN (SELECT value FROM json_each(?))
     ORDER BY l."atMs" LIMIT ?`,
    [companyId, JSON.stringify(userIds), logsAtOnce],
  );
}

/** Inside the erasure of somebody: their records are nobody's for good. */
export async function disownLogs(trx: Knex, companyId: string, personIds: readonly string[]): Promise<void> {
  for (const some of chunks(personIds))
    await trx('device_logs').where({ companyId }).whereIn('personId', some).update({ personId: '' });
}

/** At the start: of people who went by another way, as with a backup that was restored. */
export async function disownErased(db: Knex, companyId: string): Promise<void> {
  const owners = await db('device_logs')
    .where({ companyId })
    .where('personId', '>', '')
    .distinct()
    .pluck<string[]>('personId');
  const people = new Set(await db('people').where({ companyId }).pluck<string[]>('id'));
  const erased = owners.filter((personId) => !people.has(personId));
  if (erased.length > 0) await disownLogs(db, companyId, erased);
}
