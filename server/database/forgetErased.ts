import type { Knex } from 'knex';

/**
 * What was erased leaves the write-ahead log too: SQLite overwrites it in its file, but the log still holds it until it is begun
 * anew. While another program reads the file that waits for the next time.
 */
export async function forgetErased(db: Knex): Promise<void> {
  await db.raw('PRAGMA wal_checkpoint(TRUNCATE)');
}
