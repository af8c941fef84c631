/** A question to a PostgreSQL database, in a transaction that cannot write. Needs the package "pg", which is not always there. */
import { createRequire } from 'node:module';
import type { EmployeeSource } from '../../wire.ts';
import type { SourceTable } from '../masterList.ts';
import { mustOnlyRead } from './mustOnlyRead.ts';
import {
  cellText,
  sourceBytesMost,
  sourceRowsMost,
  tableOf,
  tooLarge,
  tooManyRows,
  unreadable,
} from './sourceLimits.ts';

type PostgresSource = Extract<EmployeeSource, { kind: 'postgres' }>;
type Result = { fields: { name: string }[]; rows: unknown[][] };
type Question = { name: string; text: string; rowMode: 'array' };
/** As far as it is used here; documented at node-postgres.com. */
type Client = {
  connect: () => Promise<void>;
  query: (question: string | Question) => Promise<Result>;
  end: () => Promise<void>;
  on: (event: 'error', heard: (error: Error) => void) => void;
};
type Pg = { Client: new (options: Record<string, unknown>) => Client };
/** `queryMs`: of one question; `allMs`: of everything. `newClient`: how a database is reached. */
export type PostgresNeeds = {
  queryMs: number;
  allMs: number;
  signal: AbortSignal;
  newClient?: typeof clientOf;
};

const load = createRequire(import.meta.url);
const packageName = 'pg';

export function hasPostgres(): boolean {
  try {
    load.resolve(packageName);
    return true;
  } catch {
    return false;
  }
}

/** Throws EMPLOYEES_UNREADABLE. */
export async function readPostgres(
  source: PostgresSource,
  secret: string,
  { queryMs, allMs, signal, newClient }: PostgresNeeds,
): Promise<SourceTable> {
  const what = `${source.host}/${source.database}`;
  mustOnlyRead(what, source.query);
  if (!newClient && !hasPostgres())
    throw unreadable(what, 'the package "pg" is not installed', 'Run "npm install pg" beside the server.');
  const ends = AbortSignal.any([signal, AbortSignal.timeout(allMs)]);
  ends.throwIfAborted();
  const client = (newClient ?? clientOf)(source, secret, queryMs);
  // A line that breaks is told by the question that was under way.
  client.on('error', () => undefined);
  try {
    return await Promise.race([connectAndRead(client, what, source.query), whenOver(ends, what, allMs)]);
  } catch (error) {
    throw asUnreadable(what, error);
  } finally {
    // Amid a question the line is cut; nobody waits for a database that does not answer.
    const ended = client.end().catch(() => undefined);
    if (!ends.aborted) await ended;
  }
}

async function connectAndRead(client: Client, what: string, query: string): Promise<SourceTable> {
  await client.connect();
  return readAll(client, what, query);
}

const whenOver = (ends: AbortSignal, what: string, allMs: number): Promise<never> =>
  new Promise((_, reject) => {
    const why = `it did not answer within ${allMs / 1000} seconds`;
    const over = (): void => reject(unreadable(what, why, 'Check its address and the network.'));
    ends.addEventListener('abort', over, { once: true });
  });

function clientOf(
  { host, port, database, user, tls }: PostgresSource,
  secret: string,
  queryMs: number,
): Client {
  const { Client } = load(packageName) as Pg;
  return new Client({
    ...{ host, port, database, user, password: secret, ssl: tls },
    ...{ connectionTimeoutMillis: 10_000, query_timeout: queryMs + 5_000, statement_timeout: queryMs },
    ...{ application_name: 'whereabouts', options: '-c default_transaction_read_only=on' },
  });
}

const rowsAtOnce = 2_000;

/** Through a cursor: no more is fetched than may be. Prepared, so that the database itself refuses a second statement. */
async function readAll(client: Client, what: string, query: string): Promise<SourceTable> {
  await client.query('BEGIN READ ONLY');
  const text = `DECLARE employees NO SCROLL CURSOR FOR ${query.trim().replace(/;\s*$/, '')}`;
  await client.query({ name: 'employees', text, rowMode: 'array' });
  const rows: string[][] = [];
  let bytes = 0;
  for (;;) {
    const more = { name: 'more', text: `FETCH ${rowsAtOnce} FROM employees`, rowMode: 'array' as const };
    const fetched = await client.query(more);
    const texts = fetched.rows.map((values) => values.map(dayOrText));
    bytes += texts.flat().reduce((sum, cell) => sum + cell.length, 0);
    rows.push(...texts);
    if (rows.length > sourceRowsMost) throw tooManyRows(what);
    if (bytes > sourceBytesMost) throw tooLarge(what);
    if (fetched.rows.length === rowsAtOnce) continue;
    await client.query('ROLLBACK');
    return tableOf(
      what,
      fetched.fields.map(({ name }) => name),
      rows,
    );
  }
}

/** A date comes as midnight of this machine's zone: as an instant it might be the day before. */
function dayOrText(value: unknown): string {
  if (!(value instanceof Date)) return cellText(value);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${value.getFullYear()}-${two(value.getMonth() + 1)}-${two(value.getDate())}`;
}

function asUnreadable(what: string, error: unknown): unknown {
  if (!(error instanceof Error) || error.name === 'UserFacingError') return error;
  const { code = '' } = error as { code?: string };
  const remedy =
    code === 'ECONNREFUSED' || code === 'ENOTFOUND' || /timeout/i.test(error.message)
      ? 'Check its address and the network.'
      : 'Check the query, the user and what that user may read.';
  return unreadable(what, (error.message || code).replace(/\.$/, ''), remedy, error);
}
