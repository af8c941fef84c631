import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex from 'knex';
import { expect, test } from 'vitest';
import { migrationSource } from '../migrations.ts';
import { openDatabase } from '../openDatabase.ts';

test('notices and who read them are there after it, as they were', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'migrate-'));
  const filename = join(dir, 'whereabouts.sqlite');
  const before = knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
  for (let step = 0; step < 6; step++) await before.migrate.up({ migrationSource });
  await before('companies').insert({ id: 'c1', name: 'One', timeZone: 'UTC', createdAtMs: 0 });
  const notice = { id: 'n1', companyId: 'c1', kind: 'away', subjectId: 'ann', name: 'Ann', detail: '' };
  await before('notices').insert({ ...notice, sinceMs: 1, untilMs: 2 });
  await before('notice_reads').insert({ companyId: 'c1', noticeId: 'n1', userId: 'u1', atMs: 3 });
  await before.destroy();
  const db = await openDatabase(dir);
  try {
    expect(await db('notices').select('id', 'kind', 'sinceMs', 'untilMs')).toEqual([
      { id: 'n1', kind: 'away', sinceMs: 1, untilMs: 2 },
    ]);
    expect(await db('notice_reads').select('noticeId', 'userId')).toEqual([{ noticeId: 'n1', userId: 'u1' }]);
    await db('notices').insert({ ...notice, id: 'n2', kind: 'jobFailed', sinceMs: 4 });
    await db('notices').insert({ ...notice, id: 'n3', kind: 'stillOnTerminal', sinceMs: 5 });
    await db('notices').where({ id: 'n1' }).delete();
    expect(await db('notice_reads').count({ count: '*' })).toEqual([{ count: 0 }]);
  } finally {
    await db.destroy();
    rmSync(dir, { recursive: true, force: true });
  }
});
