/** Counts what the database holds, in a process of its own: on a large one that takes seconds, and the server goes on. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { z } from 'zod';

const facts = z.object({
  schema: z.string(),
  whole: z.string(),
  bytes: z.number(),
  rows: z.record(z.string(), z.number()),
  notices: z.array(z.object({ kind: z.string(), open: z.boolean(), count: z.number() })),
});
export type DatabaseStats = z.infer<typeof facts>;

export async function databaseFacts(path: string, signal: AbortSignal): Promise<DatabaseStats> {
  const args = ['-e', script, createRequire(import.meta.url).resolve('better-sqlite3'), path];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1_000_000, signal });
  return facts.parse(JSON.parse(stdout));
}

const script = `
const [, sqlite, path] = process.argv;
const db = new (require(sqlite))(path, { readonly: true, fileMustExist: true });
const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all();
const rows = {};
for (const table of tables.sort()) rows[table] = db.prepare('SELECT count(*) FROM "' + table + '"').pluck().get();
const notices = db.prepare('SELECT kind, "untilMs" IS NULL AS open, count(*) AS count FROM notices GROUP BY 1, 2').all();
process.stdout.write(JSON.stringify({
  schema: db.prepare('SELECT name FROM knex_migrations ORDER BY name DESC LIMIT 1').pluck().get(),
  whole: db.pragma('quick_check(1)', { simple: true }),
  bytes: db.pragma('page_count', { simple: true }) * db.pragma('page_size', { simple: true }),
  rows,
  notices: notices.map(({ kind, open, count }) => ({ kind, open: open === 1, count })),
}));
`;
