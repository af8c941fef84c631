import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chunks } from '../database/chunks.ts';
import { openDatabase } from '../database/openDatabase.ts';
import { ensureCompany } from '../database/store.ts';
import { auditStore } from './auditStore.ts';

let folder: string;
let db: Knex;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-audits-'));
  db = await openDatabase(folder);
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

test('auditStore() names what forty thousand rows are about', async () => {
  const { id: companyId } = await ensureCompany(db, { name: 'Harbour', timeZone: 'UTC', nowMs: 1 });
  await db('people').insert({ id: 'ann', companyId, name: 'Ann', createdAtMs: 1 });
  const rows = Array.from({ length: 40_000 }, (_, atMs) => ({
    ...{ id: `${atMs}`, companyId, atMs, action: 'person.read', detail: '{}' },
    subject: atMs === 0 ? 'ann' : `somebody ${atMs}`,
  }));
  await db.transaction(async (trx) => {
    for (const some of chunks(rows)) await trx('audits').insert(some);
  });
  const audits = await auditStore(db).audits(companyId, {}, { limit: 50_000, after: null });
  expect(audits).toHaveLength(40_000);
  expect(audits.at(-1)).toMatchObject({ subject: 'ann', subjectName: 'Ann' });
}, 60_000);
