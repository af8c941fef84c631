/** The one place that opens the store. Everything that was answered "saved" survives kill -9 and power loss. */
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { Database as Sqlite } from 'better-sqlite3';
import knex, { type Knex } from 'knex';
import { asProblem } from './asProblem.ts';
import { migrationSource } from './migrations.ts';

/** Opens `DIR/whereabouts.sqlite`, creating and migrating it as needed. `await db.destroy()` closes it. */
export async function openDatabase(dataDir: string): Promise<Knex> {
  const filename = join(dataDir, 'whereabouts.sqlite');
  try {
    // Faces and password hashes lie here: for the owner alone, also in a folder that others may enter. SQLite gives the
    // files beside it the same mode.
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    closeSync(openSync(filename, 'a', 0o600));
  } catch (error) {
    throw asProblem(error, dataDir);
  }
  const db = knex({
    client: 'better-sqlite3',
    connection: { filename },
    useNullAsDefault: true,
    // Errors are thrown and told once, by whoever asked; knex would print them too.
    log: { warn: ignore, error: ignore, deprecate: ignore, debug: ignore },
    pool: { min: 1, max: 1, afterCreate: prepareConnection },
  });
  try {
    await db.migrate.latest({ migrationSource });
    return db;
  } catch (error) {
    await db.destroy();
    throw asProblem(error, dataDir);
  }
}

function ignore(): void {}

function prepareConnection(connection: Sqlite, done: (error: unknown, connection: Sqlite) => void): void {
  try {
    // How long a writer waits for another program, such as a backup, that holds the file; everything else waits with it.
    connection.pragma('busy_timeout = 1000');
    connection.pragma('journal_mode = WAL');
    // FULL: a commit is on the disk before it is answered, also when the power goes.
    connection.pragma('synchronous = FULL');
    connection.pragma('foreign_keys = ON');
    // An erased face leaves no bytes behind in the file.
    connection.pragma('secure_delete = ON');
    done(null, connection);
  } catch (error) {
    done(error, connection);
  }
}
