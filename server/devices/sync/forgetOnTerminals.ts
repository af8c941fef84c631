/** What a person who is erased, or takes their consent back, leaves for terminals to do; in the transaction of that. */
import type { Knex } from 'knex';

/** Nobody has their number any more: each terminal that is let in is to lose them, and until it did their number is kept for that. */
export async function eraseOnTerminals(
  trx: Knex,
  companyId: string,
  { personId, code, nowMs }: { personId: string; code: string | null; nowMs: number },
): Promise<void> {
  await deleteTemplates(trx, companyId, personId, code);
  if (code === null || code.trim() === '') return;
  await trx.raw(
    `INSERT INTO device_people ("companyId", "deviceId", "userId", "personId", "wanted", "state", "changedAtMs")
     SELECT "companyId", "id", ?, ?, 'gone', 'waiting', ? FROM devices
     WHERE "companyId" = ? AND "approvedAtMs" IS NOT NULL AND "removedAtMs" IS NULL
     ON CONFLICT ("companyId", "deviceId", "userId") DO UPDATE SET "personId" = excluded."personId"`,
    [code.trim(), personId, nowMs, companyId],
  );
}

/** Fingers, faces and photos that are stored here. */
export async function deleteTemplates(
  trx: Knex,
  companyId: string,
  personId: string,
  code: string | null,
): Promise<void> {
  const theirs = trx('device_people').where({ companyId, personId }).select('userId');
  await trx('device_templates')
    .where({ companyId })
    .where((of) => void of.whereIn('userId', theirs).orWhere('userId', code?.trim() ?? ''))
    .delete();
}
