/** What a person who is erased, or takes their consent back, leaves for terminals to do; in the transaction of that. */
import type { Knex } from 'knex';

/**
 * Nobody has their number any more: each terminal that is let in is to lose them, and until it did their number is kept for that. But not
 * where that number still holds somebody else who is here and has another number now.
 */
export async function eraseOnTerminals(
  trx: Knex,
  companyId: string,
  {
    personId,
    code,
    leftAtMs,
    nowMs,
  }: { personId: string; code: string | null; leftAtMs: number; nowMs: number },
): Promise<void> {
  await deleteTemplates(trx, companyId, personId);
  if (code !== null && code.trim() !== '')
    await orderDeletion(trx, companyId, { personId, userId: code.trim(), nowMs });
  // Nobody else knows it once they are gone.
  await trx('device_people').where({ companyId, personId }).update({ leftAtMs });
}

async function orderDeletion(
  trx: Knex,
  companyId: string,
  { personId, userId, nowMs }: { personId: string; userId: string; nowMs: number },
): Promise<void> {
  await trx.raw(
    `INSERT INTO device_people ("companyId", "deviceId", "userId", "personId", "wanted", "state", "changedAtMs")
     SELECT "companyId", "id", ?, ?, 'gone', 'waiting', ? FROM devices
     WHERE "companyId" = ? AND "approvedAtMs" IS NOT NULL AND "removedAtMs" IS NULL
     ON CONFLICT ("companyId", "deviceId", "userId") DO UPDATE SET "personId" = excluded."personId"
     WHERE NOT (device_people."held" = 1 AND EXISTS (
       SELECT 1 FROM people AS p WHERE p."id" = device_people."personId" AND p."id" <> excluded."personId"))`,
    [userId, personId, nowMs, companyId],
  );
}

/** Fingers, faces and photos that are stored here. */
export async function deleteTemplates(trx: Knex, companyId: string, personId: string): Promise<void> {
  await trx('device_templates').where({ companyId, personId }).delete();
}
