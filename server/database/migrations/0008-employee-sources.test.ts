/** Goal: incidents are there after the update, as they were. Method: a database of 0005 with incidents in it, and the update. */
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

const before = migrationNames.slice(0, migrationNames.indexOf('0006-devices'));
const companyId = 'acme';
const incident = (id: string, kind: string, more: object = {}) => ({
  ...{ id, companyId, kind, subjectId: id, state: 'open', sinceMs: 5, openedAtMs: 6, level: 1 },
  ...{ nextLevelAtMs: 7, standingSinceMs: null, snoozedUntilMs: 8, endedAtMs: null, absenceId: null },
  ...{ detail: `{"name":"${id}"}`, ...more },
});
const event = (id: string, incidentId: string) => ({
  ...{ id, companyId, incidentId, atMs: 6, kind: 'opened', by: null, detail: id },
});
const alert = (id: string, incidentId: string) => ({
  ...{ id, companyId, incidentId, kind: 'raised', level: 1, recipientId: 'user:ada', state: 'waiting' },
  ...{ dueAtMs: 9, createdAtMs: 6, note: null, messageId: 'm' },
});
const absence = {
  ...{ id: 'a', companyId, personId: 'ann', fromMs: 5, detectedAtMs: 6, toMs: null, endedWhy: null },
  ...{ area: null, evidence: '{}' },
};
const incidents = [
  ...['blindCamera', 'unknownTerminal', 'backupFailed'].map((kind) => incident(kind, kind)),
  incident('absence', 'absence', { absenceId: 'a', state: 'escalated', endedAtMs: 9 }),
];
// Told in the order in which they were written, not in that of their ids.
const events = ['z', 'b', 'y', 'a'].map((id) => event(id, 'backupFailed')).concat(event('c', 'absence'));
const alerts = [alert('one', 'backupFailed'), alert('two', 'absence')];
const trigger = 'CREATE TRIGGER "tries" AFTER INSERT ON incidents BEGIN DELETE FROM alerts; END';

const madeBy = (each: Knex) =>
  each('sqlite_master')
    .whereIn('tbl_name', ['incidents', 'incident_events', 'alerts'])
    .orderBy('name')
    .select<{ name: string; sql: string | null }[]>('type', 'name', 'tbl_name', 'sql');

async function update() {
  const filename = join(folder, 'whereabouts.sqlite');
  const old = knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
  await old.raw('PRAGMA foreign_keys = ON');
  await old.migrate.latest({
    migrationSource: { ...migrationSource, getMigrations: () => Promise.resolve(before as never[]) },
  });
  await old('companies').insert({ id: companyId, name: 'Acme', timeZone: 'UTC', createdAtMs: 1 });
  await old('people').insert({ id: 'ann', companyId, name: 'Ann', createdAtMs: 5 });
  await old('absences').insert(absence);
  for (const row of incidents) await old('incidents').insert(row);
  for (const row of events) await old('incident_events').insert(row);
  for (const row of alerts) await old('alerts').insert(row);
  await old.raw(trigger);
  const made = await madeBy(old);
  await old.destroy();
  db = await openDatabase(folder);
  return { made, db };
}

test('incidents, their timelines and alerts are there, in their order, and their tables as before but for the kind', async () => {
  const { made, db } = await update();
  expect(await db('incidents').orderBy('rowid')).toEqual(incidents);
  expect(await db('incident_events').orderBy('rowid')).toEqual(events);
  expect(await db('alerts').orderBy('rowid')).toEqual(alerts);
  expect(made.length).toBeGreaterThan(10);
  expect(await madeBy(db)).toEqual(
    made.map((each) => ({
      ...each,
      sql: each.sql?.replace("'backupFailed')", "'backupFailed','jobFailed','stillOnTerminal')") ?? null,
    })),
  );
  expect(await db.raw('PRAGMA foreign_key_check')).toEqual([]);
  expect(await db.raw('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(await db('sqlite_master').where('name', 'like', '%before').pluck('name')).toEqual([]);
});

test('work of the server and people who left and are on a terminal are kinds now, others are refused, and what belongs to an incident still goes with it', async () => {
  const { db } = await update();
  await db('incidents').insert(incident('hours', 'jobFailed'));
  await db('incidents').insert(incident('gate', 'stillOnTerminal'));
  await expect(db('incidents').insert(incident('x', 'anything'))).rejects.toThrow('CHECK');
  await expect(db('incidents').insert(incident('y', 'jobFailed', { subjectId: 'hours' }))).rejects.toThrow(
    'UNIQUE',
  );
  await expect(db('alerts').insert(alert('three', 'nowhere'))).rejects.toThrow('FOREIGN KEY');
  await db('incidents').where({ id: 'backupFailed' }).delete();
  expect(await db('incident_events').pluck('id')).toEqual(['c']);
  await db('people').where({ id: 'ann' }).delete();
  expect([await db('incident_events'), await db('alerts')]).toEqual([[], []]);
});
