/** Reads a data folder beside a running server: nothing is written, and nothing is migrated. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { problem } from '../errors.ts';
import { asProblem } from './asProblem.ts';
import { migrationNames } from './migrations.ts';

/** Throws when there is no data, or data of another version. `await db.destroy()` closes it. */
export async function openToRead(dataDir: string): Promise<Knex> {
  const filename = join(dataDir, 'whereabouts.sqlite');
  if (!existsSync(filename))
    throw problem('CONFIG_UNUSABLE', {
      problem: `${dataDir} holds no data of this program`,
      remedy: 'Name the data folder of the server with --data.',
    });
  const db = knex({
    client: 'better-sqlite3',
    connection: { filename, options: { readonly: true } },
    useNullAsDefault: true,
    log: { warn: ignore, error: ignore, deprecate: ignore, debug: ignore },
    pool: { min: 1, max: 1 },
  });
  try {
    const names = await db('knex_migrations').pluck<string[]>('name');
    if (migrationNames.every((name) => names.includes(name)) && names.length === migrationNames.length)
      return db;
  } catch (error) {
    await db.destroy();
    throw asProblem(error, dataDir);
  }
  await db.destroy();
  throw problem('CONFIG_UNUSABLE', {
    problem: `the data in ${dataDir} are of another version`,
    remedy: 'Start the server of this version once; it brings them up to date.',
  });
}

function ignore(): void {}
