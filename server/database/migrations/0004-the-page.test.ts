/** Goal: a server of the version before keeps everything when it is updated. Method: its schema, a row in each table, the update. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { migrationNames, migrationSource } from '../migrations.ts';
import { openDatabase } from '../openDatabase.ts';

let folder: string;
let db: Knex | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-before-'));
});
afterEach(async () => {
  await db?.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const before = migrationNames.slice(0, migrationNames.indexOf('0004-the-page'));
const companyId = 'acme';
const user = (id: string, role: string, createdAtMs: number, disabledAtMs: number | null = null) => ({
  ...{ id, companyId, role, createdAtMs, disabledAtMs },
  ...{ email: `${id}@example.com`, name: id, passwordHash: 'hash' },
});
const rows: [table: string, row: Record<string, unknown>][] = [
  ['companies', { id: companyId, name: 'Acme', timeZone: 'UTC', createdAtMs: 1 }],
  ['users', user('viewer', 'viewer', 1)],
  ['users', user('gone', 'admin', 2, 9)],
  ['users', user('first', 'admin', 3)],
  ['users', user('second', 'admin', 4)],
  ['sessions', { tokenHash: 't', companyId, userId: 'first', createdAtMs: 5, expiresAtMs: 9e12 }],
  ['people', { id: 'ann', companyId, name: 'Ann', createdAtMs: 5 }],
  ['people', { id: 'bob', companyId, name: 'Bob', createdAtMs: 6 }],
  ['consents', { id: 'c', companyId, personId: 'ann', statement: 'Yes', recordedBy: 'Ada', givenAtMs: 5 }],
  [
    'samples',
    {
      ...{ id: 's', companyId, personId: 'ann', consentId: 'c', network: 'n', embedding: Buffer.alloc(512) },
      ...{ quality: 0.5, faceWidthPx: 90, createdAtMs: 5, turnToLeft: 0.1 },
    },
  ],
  [
    'presences',
    { personId: 'ann', companyId, state: 'away', cameraId: 'hall', area: 'Hall', sinceMs: 7, lastSeenMs: 7 },
  ],
  [
    'sojourns',
    {
      ...{ id: 'j', companyId, personId: 'ann', cameraId: 'hall', area: 'Hall', fromMs: 6, toMs: 7 },
      evidence: '{}',
    },
  ],
  [
    'corrections',
    {
      id: 'k',
      companyId,
      sojournId: 'j',
      personId: 'ann',
      actualId: 'bob',
      why: '',
      recordedBy: 'Ada',
      atMs: 8,
    },
  ],
  [
    'negatives',
    {
      correctionId: 'k',
      companyId,
      personId: 'ann',
      actualId: 'bob',
      network: 'n',
      distance: 0.5,
      lead: null,
    },
  ],
  [
    'audits',
    { id: 'a', companyId, atMs: 8, userId: 'first', action: 'person.added', subject: 'ann', detail: '{}' },
  ],
];

async function update(): Promise<Knex> {
  const old = knex({
    ...{ client: 'better-sqlite3', useNullAsDefault: true },
    connection: { filename: join(folder, 'whereabouts.sqlite') },
  });
  await old.raw('PRAGMA foreign_keys = ON');
  await old.migrate.latest({
    migrationSource: { ...migrationSource, getMigrations: () => Promise.resolve(before as never[]) },
  });
  for (const [table, row] of rows) await old(table).insert(row);
  await old.destroy();
  return (db = await openDatabase(folder));
}

test('everything a server had is there after the update, and its references hold', async () => {
  const updated = await update();
  for (const [table, row] of rows) {
    if (table === 'sessions' || table === 'users') continue;
    expect(
      await updated(table)
        .where(row)
        .pluck(Object.keys(row)[0] ?? ''),
      table,
    ).toHaveLength(1);
  }
  expect(await updated.raw('PRAGMA foreign_key_check')).toEqual([]);
  expect(await updated.raw('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
});

test('the first administrator who may sign in owns the company; passwords stay, and everybody signs in again', async () => {
  const updated = await update();
  const users = await updated('users').orderBy('createdAtMs').select('id', 'role', 'passwordHash');
  expect(users.map(({ id, role }: { id: string; role: string }) => [id, role])).toEqual([
    ...[
      ['viewer', 'viewer'],
      ['gone', 'admin'],
      ['first', 'owner'],
      ['second', 'admin'],
    ],
  ]);
  expect(users.every(({ passwordHash }: { passwordHash: string }) => passwordHash === 'hash')).toBe(true);
  expect(await updated('sessions').select()).toEqual([]);
});

test('after the update the database refuses faces of who is known by badge alone, and erases with a person what is theirs', async () => {
  const updated = await update();
  await updated('people').where({ id: 'bob' }).update({ badgeOnly: 1 });
  await updated('consents').insert({
    ...{
      id: 'd',
      companyId,
      personId: 'bob',
      statement: 'Yes',
      recordedBy: 'Ada',
      givenAtMs: 9,
      locale: 'id',
    },
  });
  const [, face] = rows.find(([table]) => table === 'samples') ?? [];
  const ofBob = { ...face, id: 't', personId: 'bob', consentId: 'd' };
  await expect(updated('samples').insert(ofBob)).rejects.toThrow('a face of a badge-only person');
  await updated('people').where({ id: 'ann' }).delete();
  for (const table of ['consents', 'samples', 'presences', 'sojourns', 'corrections', 'negatives'])
    expect(await updated(table).where({ personId: 'ann' }).select(), table).toEqual([]);
});
