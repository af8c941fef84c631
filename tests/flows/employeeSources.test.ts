/** Goal: databases of others are read, within bounds, and never written. Method: a real SQLite file and a real PostgreSQL, the built readers. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { hasPostgres, readPostgres } from '../../server/employees/sources/readPostgres.ts';
import { readableKinds } from '../../server/employees/sources/readSource.ts';
import type * as reader from '../../server/employees/sources/readSqlite.ts';
import { postgresMissing, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'whereabouts-hr-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const why = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => (error as Error).message,
  );

describe('a SQLite file', () => {
  let readSqlite: typeof reader.readSqlite;
  let file: string;
  beforeAll(async () => {
    const built = join(packageRoot(), 'dist/server/employees/sources/readSqlite.js');
    ({ readSqlite } = (await import(pathToFileURL(built).href)) as typeof reader);
    mkdirSync(join(folder, 'data'));
    file = join(folder, 'hr.sqlite');
    const db = new Sqlite(file);
    db.exec(
      "CREATE TABLE staff (code TEXT, name TEXT, days REAL); INSERT INTO staff VALUES ('K1', 'Ana', 1.5), ('K2', NULL, 2)",
    );
    db.close();
  });
  const read = (query: string, queryMs = 20_000) =>
    readSqlite(
      { kind: 'sqlite', file, query },
      { dataDir: join(folder, 'data'), queryMs, signal: new AbortController().signal },
    );

  test('gives its columns and rows as text', async () => {
    expect(await read('SELECT code, name, days FROM staff ORDER BY code;')).toMatchObject({
      columns: ['code', 'name', 'days'],
      rows: [{ values: ['K1', 'Ana', '1.5'] }, { values: ['K2', '', '2'] }],
    });
  });

  test('is never written, also by what begins like a question', async () => {
    expect(await why(read('WITH gone AS (SELECT 1) DELETE FROM staff'))).toContain('more than read');
    expect(await why(read('SELECT * FROM staff; DROP TABLE staff'))).toContain('more than one statement');
    expect((await read('SELECT * FROM staff')).rows).toHaveLength(2);
  });

  test('a question without an end is ended, and one with too many rows is refused', async () => {
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)';
    expect(await why(read(`${endless} SELECT sum(i) FROM n`, 700))).toContain(
      'did not answer within 0.7 seconds',
    );
    expect(await why(read(`${endless} SELECT i FROM n LIMIT 60000`))).toContain('more than 50000 rows');
  });
});

const bounds = { queryMs: 20_000, allMs: 60_000, signal: new AbortController().signal };
const staff = {
  ...{ kind: 'postgres' as const, host: 'hr', port: 1, database: 'hr', user: 'reader', tls: false },
  query: 'SELECT 1',
} as const;

test('a PostgreSQL that never answers keeps nobody from ending the program, nor the run for ever', async () => {
  const never = new Promise<never>(() => undefined);
  let cut = 0;
  const silent = (hangs: 'connect' | 'query') => () => ({
    connect: () => (hangs === 'connect' ? never : Promise.resolve()),
    query: () => never,
    end: () => (cut++, never),
    on: () => undefined,
  });
  for (const hangs of ['connect', 'query'] as const) {
    const newClient = silent(hangs);
    const slow = readPostgres(staff, '', { ...bounds, allMs: 100, newClient });
    expect(await why(slow)).toContain('did not answer within 0.1 seconds');
    const abort = new AbortController();
    const stopped = readPostgres(staff, '', { ...bounds, signal: abort.signal, newClient });
    abort.abort();
    expect(await why(stopped)).not.toBe('nothing was refused');
  }
  expect(cut).toBe(4);
}, 5_000);

const testWithout = hasPostgres() ? null : test;
testWithout?.('PostgreSQL is offered where the package "pg" is, and else says so', async () => {
  expect(readableKinds()).toEqual(['csv', 'sqlite', 'http']);
  const read = readPostgres(staff, '', { ...bounds, queryMs: 1 });
  expect(await why(read)).toContain('npm install pg');
});

const named = `a PostgreSQL database${postgresMissing === null ? '' : `: ${postgresMissing}`}`;
const testPostgres = hasPostgres() ? describe.skipIf(postgresMissing !== null) : null;
testPostgres?.(named, { timeout: 60_000 }, () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
    postgres.run(
      "CREATE TABLE staff (code text, name text, last_day date, active boolean); INSERT INTO staff SELECT 'K' || i, 'Person ' || i, '2026-11-20', i % 2 = 0 FROM generate_series(1, 4500) i",
    );
  }, 60_000);
  afterAll(() => postgres?.stop());
  const read = (query: string, queryMs = 20_000) =>
    readPostgres(
      {
        ...{
          kind: 'postgres',
          host: '127.0.0.1',
          port: postgres.port,
          database: 'postgres',
          user: 'owner',
        },
        tls: false,
        query,
      },
      '',
      { ...bounds, queryMs },
    );

  test('gives its columns and rows as text, a day as a day', async () => {
    const { columns, rows } = await read(
      'SELECT code, name, last_day, active FROM staff ORDER BY length(code), code',
    );
    expect(columns).toEqual(['code', 'name', 'last_day', 'active']);
    expect(rows).toHaveLength(4500);
    expect(rows[1]?.values).toEqual(['K2', 'Person 2', '2026-11-20', 'yes']);
  });

  test('is never written, within its time and its rows', async () => {
    expect(await why(read('WITH gone AS (DELETE FROM staff RETURNING *) SELECT * FROM gone'))).toMatch(
      /must not contain data-modifying|read-only/,
    );
    expect(await why(read("SELECT nextval('x')"))).toContain('does not exist');
    expect(await why(read('SELECT pg_sleep(20)', 500))).toContain('statement timeout');
    expect(await why(read('SELECT generate_series(1, 60000)'))).toContain('more than 50000 rows');
    expect((await read('SELECT count(*) FROM staff')).rows[0]?.values).toEqual(['4500']);
  });
});
