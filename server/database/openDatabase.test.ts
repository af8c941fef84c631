import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asProblem } from './asProblem.ts';
import { openDatabase } from './openDatabase.ts';
import { ensureCompany } from './store.ts';

const first = { name: 'Harbour', timeZone: 'UTC', nowMs: 1 };
let folder: string;
const opened: Knex[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-store-'));
});
afterEach(async () => {
  for (const db of opened.splice(0)) await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

async function open(dataDir = folder): Promise<Knex> {
  const db = await openDatabase(dataDir);
  opened.push(db);
  return db;
}

async function pragma(db: Knex, name: string): Promise<unknown> {
  const rows = await db.raw<Record<string, unknown>[]>(`PRAGMA ${name}`);
  return Object.values(rows[0] ?? {})[0];
}

describe('openDatabase()', () => {
  test('openDatabase() writes through to the disk and keeps references true', async () => {
    const db = await open();
    expect(await pragma(db, 'journal_mode')).toBe('wal');
    expect(await pragma(db, 'synchronous')).toBe(2);
    expect(await pragma(db, 'foreign_keys')).toBe(1);
    expect(await pragma(db, 'secure_delete')).toBe(1);
  });

  test('openDatabase() creates the folder and finds its data again', async () => {
    const dataDir = join(folder, 'new', 'data');
    const before = await ensureCompany(await open(dataDir), first);
    await opened.pop()?.destroy();
    expect(await ensureCompany(await open(dataDir), { ...first, name: 'Other' })).toEqual(before);
  });

  test('openDatabase() says which folder it cannot use', async () => {
    writeFileSync(join(folder, 'taken'), '');
    await expect(openDatabase(join(folder, 'taken'))).rejects.toMatchObject({ code: 'DATA_UNWRITABLE' });
  });

  test('openDatabase() says so when the file is not a database', async () => {
    writeFileSync(
      join(folder, 'whereabouts.sqlite'),
      'this is no database, however long it may be'.repeat(99),
    );
    await expect(openDatabase(folder)).rejects.toThrow(/database file is damaged/);
  });

  test('openDatabase() refuses a face without consent, whatever the program does', async () => {
    const db = await open();
    const { id: companyId } = await ensureCompany(db, first);
    await db('people').insert({ id: 'p', companyId, name: 'Ada', createdAtMs: 1 });
    const sample = {
      id: 's',
      companyId,
      personId: 'p',
      network: 'recognition',
      embedding: Buffer.alloc(512),
    };
    const measured = { quality: 1, faceWidthPx: 100, createdAtMs: 1 };
    await expect(db('samples').insert({ ...sample, ...measured })).rejects.toThrow(/NOT NULL/);
    await expect(db('samples').insert({ ...sample, ...measured, consentId: 'none' })).rejects.toThrow(
      /FOREIGN KEY/,
    );
  });
});

test.each([
  ['SQLITE_FULL', 'STORE_FULL'],
  ['ENOSPC', 'STORE_FULL'],
  ['SQLITE_READONLY_DBMOVED', 'DATA_UNWRITABLE'],
  ['SQLITE_CANTOPEN', 'DATA_UNWRITABLE'],
  ['EACCES', 'DATA_UNWRITABLE'],
])('asProblem() turns %s into %s', (code, expected) => {
  expect(asProblem(Object.assign(new Error('x'), { code }))).toMatchObject({ code: expected });
});

test('asProblem() leaves a bug a bug', () => {
  const bug = new TypeError('x is not a function');
  expect(asProblem(bug)).toBe(bug);
});
