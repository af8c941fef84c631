/** Companies: every other row belongs to one. */
import type { Knex } from 'knex';
import { inTransaction } from './inTransaction.ts';
import { shortId } from './shortId.ts';

export type Company = { id: string; name: string; timeZone: string };

/** The one company of this server, created on the first start and named during set-up. */
export async function ensureCompany(
  db: Knex,
  first: { name: string; timeZone: string; nowMs: number },
): Promise<Company> {
  return inTransaction(db, async (trx) => {
    const known = await firstCompany(trx);
    if (known) return known;
    const company = { id: shortId(), name: first.name, timeZone: first.timeZone };
    await trx('companies').insert({ ...company, createdAtMs: first.nowMs });
    return company;
  });
}

/** undefined before the first start. */
export function firstCompany(db: Knex): Promise<Company | undefined> {
  return db<Company>('companies').orderBy('createdAtMs').first('id', 'name', 'timeZone');
}
