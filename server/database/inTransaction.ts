import type { Knex } from 'knex';

/**
 * All or nothing. Rejects with what went wrong inside: when the disk is full SQLite has ended the transaction by itself, and
 * knex would tell only that there is nothing left to roll back.
 */
export async function inTransaction<T>(db: Knex, work: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
  const failures: unknown[] = [];
  const watched = async (trx: Knex.Transaction): Promise<T> => {
    try {
      // Changes nothing, but asks to write: only with its first statement does SQLite wait for another program's lock.
      await trx('companies').whereRaw('1 = 0').update({ name: '' });
      return await work(trx);
    } catch (error) {
      failures.push(error);
      throw error;
    }
  };
  return db.transaction(watched).catch((error: unknown) => {
    throw failures.length > 0 ? failures[0] : error;
  });
}
