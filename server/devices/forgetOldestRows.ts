/** What terminals sent and nobody could read or believe is kept, so much of each terminal; the oldest go. */
import type { Knex } from 'knex';

/** For whoever looks why something is missing. */
export const looseMost = 20_000;
/**
 * Refused records with a time: one of tomorrow would be believed the day after, and must stay refused as long as the terminal can send
 * it again. None keeps so many: what goes here is not on it any more.
 */
export const datedMost = 200_000;

export async function forgetOldestRows(db: Knex, companyId: string, serial: string): Promise<void> {
  const [counted] = await db.raw<{ dated: number; total: number }[]>(
    `SELECT count(*) FILTER (WHERE ${isDated}) AS "dated", count(*) AS "total"
     FROM device_rows WHERE "companyId" = ? AND "serial" = ?`,
    [companyId, serial],
  );
  const { dated = 0, total = 0 } = counted ?? {};
  const forget = async (which: string, spare: number): Promise<void> => {
    if (spare <= 0) return;
    const oldest = db('device_rows').where({ companyId, serial }).whereRaw(which);
    await db('device_rows').whereIn('id', oldest.orderBy('receivedAtMs').limit(spare).select('id')).delete();
  };
  await forget(`("key" IS NULL OR NOT (${isDated}))`, total - dated - looseMost);
  await forget(isDated, dated - datedMost);
}

/** User and time, as `1001 2026-11-20T08:01:02`. */
const isDated = `"key" GLOB '* [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]'`;
