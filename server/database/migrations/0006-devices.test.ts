import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex from 'knex';
import { expect, test } from 'vitest';
import { migrationNames, migrationSource } from '../migrations.ts';
import { openDatabase } from '../openDatabase.ts';

test('who took their consent back before it, and has not given it again, is known after it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'migrate-'));
  const filename = join(dir, 'whereabouts.sqlite');
  const before = knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
  for (let step = 0; step < migrationNames.indexOf('0006-devices'); step++)
    await before.migrate.up({ migrationSource });
  const companyId = 'c1';
  await before('companies').insert({ id: companyId, name: 'One', timeZone: 'UTC', createdAtMs: 0 });
  for (const id of ['twice', 'again', 'never'])
    await before('people').insert({ id, companyId, name: id, createdAtMs: 1 });
  const withdrawn = { companyId, action: 'person.consentWithdrawn', detail: '{}' };
  await before('audits').insert([
    { ...withdrawn, id: 'a', subject: 'twice', atMs: 5 },
    { ...withdrawn, id: 'b', subject: 'twice', atMs: 9 },
    { ...withdrawn, id: 'c', subject: 'again', atMs: 5 },
    { ...withdrawn, id: 'd', subject: 'erased', atMs: 5 },
    { ...withdrawn, id: 'e', subject: 'never', atMs: 5, action: 'person.changed' },
  ]);
  const consent = { statement: 'Yes', recordedBy: 'Ada', givenAtMs: 7 };
  await before('consents').insert({ ...consent, id: 'k', companyId, personId: 'again' });
  await before.destroy();
  const db = await openDatabase(dir);
  try {
    expect(await db('people').orderBy('id').select('id', 'consentWithdrawnAtMs')).toEqual([
      { id: 'again', consentWithdrawnAtMs: null },
      { id: 'never', consentWithdrawnAtMs: null },
      { id: 'twice', consentWithdrawnAtMs: 9 },
    ]);
  } finally {
    await db.destroy();
    rmSync(dir, { recursive: true, force: true });
  }
});
