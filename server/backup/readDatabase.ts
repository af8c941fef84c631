/** Looks through a database file in a process of its own: on a large one that takes seconds, and the server goes on meanwhile. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { z } from 'zod';

const found = z.object({
  whole: z.string(),
  schema: z.string(),
  company: z.string(),
  counts: z.object({ people: z.number(), users: z.number(), samples: z.number(), sojourns: z.number() }),
});
export type DatabaseFacts = z.infer<typeof found>;

/** Throws when it is no database, or not one of this program. `whole`: "ok", or what is damaged. */
export async function readDatabase(path: string, signal?: AbortSignal): Promise<DatabaseFacts> {
  const args = ['-e', script, createRequire(import.meta.url).resolve('better-sqlite3'), path];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    maxBuffer: 1_000_000,
    ...(signal ? { signal } : {}),
  });
  return found.parse(JSON.parse(stdout));
}

const script = `
const [, sqlite, path] = process.argv;
const db = new (require(sqlite))(path, { readonly: true, fileMustExist: true });
const count = (table) => db.prepare('SELECT count(*) AS n FROM ' + table).get().n;
const counts = {};
for (const table of ['people', 'users', 'samples', 'sojourns']) counts[table] = count(table);
process.stdout.write(JSON.stringify({
  whole: db.pragma('integrity_check(1)', { simple: true }),
  schema: db.prepare('SELECT name FROM knex_migrations ORDER BY name DESC LIMIT 1').get().name,
  company: db.prepare('SELECT name FROM companies ORDER BY createdAtMs LIMIT 1').get().name,
  counts,
}));
`;
