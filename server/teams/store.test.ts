/** Goal: nobody comes to lead themselves, whichever two changes meet. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../database/openDatabase.ts';
import { ensureCompany } from '../database/store.ts';
import { personStore } from '../people/personStore.ts';
import { createTeamStore } from './store.ts';

let folder: string;
let db: Knex;
let companyId: string;
const by = { userId: null, nowMs: 1 };
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-teams-'));
  db = await openDatabase(folder);
  companyId = (await ensureCompany(db, { name: 'Harbour', timeZone: 'UTC', nowMs: 1 })).id;
  for (const name of ['ann', 'bob', 'cem'])
    await db('people').insert({ id: name, companyId, name, createdAtMs: 1 });
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

test('a record and the hierarchy changed at once never make a circle', async () => {
  const record = { id: 'ann', change: { supervisorId: 'bob' }, confirmed: false, byName: '' };
  const changes = await Promise.allSettled([
    personStore(db).changePerson(companyId, record, by),
    createTeamStore(db).setSupervisor(companyId, 'bob', 'ann', by),
  ]);
  expect(changes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a team that keeps people from leading each other is not deleted', async () => {
  const teams = createTeamStore(db);
  const above = await teams.addTeam(companyId, { name: 'Above', parentId: null, leadId: 'bob' }, by);
  const team = { name: 'Team', parentId: above, leadId: 'ann' };
  const teamId = await teams.addTeam(companyId, team, by);
  await teams.setTeam(companyId, 'cem', teamId, by);
  await teams.setSupervisor(companyId, 'bob', 'cem', by);
  const removed = teams.removeTeam(companyId, { teamId, ...team }, by);
  await expect(removed).rejects.toMatchObject({ code: 'HIERARCHY_CIRCLE' });
  expect(await db('people').where({ id: 'cem' }).first('teamId')).toEqual({ teamId });
});
