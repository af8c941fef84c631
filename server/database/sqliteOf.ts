import type { Database as Sqlite } from 'better-sqlite3';
import type { Knex } from 'knex';

/**
 * The connection of a transaction itself, for thousands of rows: a prepared statement run for each takes half as long as one with all of
 * them as JSON. Whoever uses it must be done before they wait for anything.
 */
export async function sqliteOf(trx: Knex.Transaction): Promise<Sqlite> {
  const client = trx.client as { acquireConnection: () => Promise<Sqlite> };
  return client.acquireConnection();
}
