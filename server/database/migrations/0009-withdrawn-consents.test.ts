/** Goal: consents that were taken back before it are told after it. Method: a database of 0008 with withdrawals in its log, and the update. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrationNames, migrationSource } from '../migrations.ts';
import { openDatabase } from '../openDatabase.ts';

let folder: string;
let db: Knex;
const companyId = 'acme';
const before = migrationNames.slice(0, migrationNames.indexOf('0009-withdrawn-consents'));
const was = {
  by: 'Ada',
  samples: 3,
  givenAtMs: 2,
  recordedBy: 'Hana',
  statement: 'Saya setuju.',
  locale: 'id',
};
const row = (id: string, subject: string, atMs: number, detail: object, more: object = {}) => ({
  ...{ id, companyId, subject, atMs, userId: 'u', action: 'person.consentWithdrawn' },
  ...{ detail: JSON.stringify(detail), ...more },
});

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-before-'));
  const filename = join(folder, 'whereabouts.sqlite');
  const old = knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
  await old.migrate.latest({
    migrationSource: { ...migrationSource, getMigrations: () => Promise.resolve(before as never[]) },
  });
  for (const id of [companyId, 'other'])
    await old('companies').insert({ id, name: id, timeZone: 'UTC', createdAtMs: 1 });
  for (const id of ['ann', 'ben', 'cem'])
    await old('people').insert({ id, companyId, name: id, createdAtMs: 1 });
  const consent = {
    id: 'now',
    companyId,
    personId: 'ann',
    statement: 'Yes',
    recordedBy: 'Ada',
    givenAtMs: 20,
  };
  await old('consents').insert(consent);
  await old('audits').insert([
    row('a', 'ann', 5, was),
    row('b', 'ann', 9, { ...was, givenAtMs: 6, statement: '', samples: 0 }),
    row('c', 'ann', 7, was, { companyId: 'other' }),
    row('d', 'ben', 8, { ...was, statement: "It's “mine”" }),
    row('e', 'cem', 8, {}),
    row('f', 'erased', 8, was),
    row('g', 'cem', 8, was, { action: 'person.consented' }),
  ]);
  await old.destroy();
  db = await openDatabase(folder);
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const kept = { companyId, personId: 'ann', locale: 'id', recordedBy: 'Hana', withdrawnBy: 'Ada', why: null };

test('every one that the log tells with its words is kept, of nobody else, and stays when the log is gone', async () => {
  await db('audits').delete();
  expect(await db('withdrawn_consents').orderBy('id')).toEqual([
    { ...kept, id: 'a', statement: 'Saya setuju.', givenAtMs: 2, withdrawnAtMs: 5, samples: 3 },
    { ...kept, id: 'b', statement: '', givenAtMs: 6, withdrawnAtMs: 9, samples: 0 },
    {
      ...kept,
      id: 'd',
      personId: 'ben',
      statement: "It's “mine”",
      givenAtMs: 2,
      withdrawnAtMs: 8,
      samples: 3,
    },
  ]);
  expect(await db('consents').pluck('id')).toEqual(['now']);
  expect(await db.raw('PRAGMA foreign_key_check')).toEqual([]);
});

test('one that was taken back goes with the person, and no other reason is taken', async () => {
  await db('people').where({ id: 'ann' }).delete();
  expect(await db('withdrawn_consents').pluck('id')).toEqual(['d']);
  await expect(db('withdrawn_consents').update({ why: 'anything' })).rejects.toThrow('CHECK');
});
