import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../database/openDatabase.ts';
import { ensureCompany } from '../database/store.ts';
import { type LoadedDirectory, loadDirectory } from '../directory/loadDirectory.ts';
import type { Punch } from '../wire.ts';
import { looseMost } from './forgetOldestRows.ts';
import { matchLogs } from './matchLogs.ts';
import { createPushStore } from './push/pushStore.ts';
import { type LogDevice, type LogRow, takeLogs, type TakeLogsParts } from './takeLogs.ts';

let folder: string;
let db: Knex;
let companyId: string;
let directory: LoadedDirectory;
let told: Punch[];

const nowMs = Date.parse('2026-11-20T03:00:00Z');
const device: LogDevice = {
  ...{ deviceId: 'gate', serial: 'SN1', areaId: 'hall', timeZone: null, direction: 'asTold' },
};
const row = (userId: string, at: string, more: Partial<LogRow> = {}): LogRow => ({
  ...{ userId, at, status: 0, verify: 1, workCode: '', ...more },
});
const parts = (): TakeLogsParts => ({
  ...{ db, directory, timeZone: () => 'Asia/Jakarta', punched: (punches) => void told.push(...punches) },
});
const take = (rows: LogRow[], more: Partial<Parameters<typeof takeLogs>[1]> = {}) =>
  takeLogs(parts(), { companyId, device, source: 'push', rows, nowMs, ...more });
async function addPerson(personId: string, code: string | null): Promise<void> {
  await db('people').insert({ id: personId, companyId, name: personId, createdAtMs: 1, code });
  await directory.refresh();
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-logs-'));
  db = await openDatabase(folder);
  companyId = (await ensureCompany(db, { name: 'Harbour', timeZone: 'Asia/Jakarta', nowMs: 1 })).id;
  await db('areas').insert({
    id: 'site',
    companyId,
    name: 'Delhi',
    timeZone: 'Asia/Kolkata',
    createdAtMs: 1,
  });
  await db('areas').insert({ id: 'hall', companyId, name: 'Hall', parentId: 'site', createdAtMs: 1 });
  directory = await loadDirectory(db, companyId);
  told = [];
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

test('a record is stored once however often and however it comes, and is a punch at the place of the terminal, by its clock', async () => {
  await addPerson('ana', '1001');
  const rows = [row('1001', '2026-11-20T08:01:02'), row('1001', '2026-11-20 08:20:00', { status: 1 })];
  expect(await take(rows)).toEqual({ added: 2, known: 0, refused: 0 });
  expect(await take([...rows, ...rows], { source: 'read' })).toEqual({ added: 0, known: 4, refused: 0 });
  const common = { personId: 'ana', source: 'terminal', deviceId: 'gate', area: 'Hall' };
  expect(told).toMatchObject([
    { ...common, atMs: Date.parse('2026-11-20T08:01:02+05:30'), direction: 'in' },
    { ...common, atMs: Date.parse('2026-11-20T08:20:00+05:30'), direction: 'out' },
  ]);
  expect(await db('punches').count('* as n').first()).toEqual({ n: 2 });
  expect(await db('punches').whereIn('id', db('device_logs').select('id')).count('* as n').first()).toEqual({
    n: 2,
  });
});

test('a clock that is known to be off tells of now as it happened now, and is believed of what it could not have seen yet', async () => {
  await addPerson('ana', '1001');
  const ahead = { device: { ...device, driftMs: 15 * 60_000 } };
  const live = row('1001', '2026-11-20T08:44:00');
  expect(await take([live], { ...ahead, source: 'live' })).toMatchObject({ added: 1 });
  expect(await take([row('1001', '2026-11-20T08:45:00')], { ...ahead, source: 'read' })).toMatchObject({
    added: 1,
  });
  expect(await take([row('1001', '2026-11-20T07:00:00')], { ...ahead, source: 'read' })).toMatchObject({
    added: 1,
  });
  // It began again in 2000, when its battery was empty.
  const sleepy = { ...device, driftMs: Date.parse('2000-01-01T00:00:00Z') - nowMs };
  expect(await take([row('1001', '2000-01-01T05:28:00')], { device: sleepy, source: 'live' })).toMatchObject({
    added: 1,
  });
  expect(told.map(({ atMs }) => new Date(atMs).toISOString().slice(11, 16))).toEqual([
    ...['02:59', '03:00', '01:30', '02:58'],
  ]);
  expect(await db('device_logs').orderBy('at').pluck<string[]>('at')).toContain('2000-01-01T05:28:00');
});

test('two punches of a clock that is a little ahead are two', async () => {
  await addPerson('ana', '1001');
  const rows = [row('1001', '2026-11-20T08:31:00'), row('1001', '2026-11-20T08:33:00')];
  expect(await take(rows)).toMatchObject({ added: 2 });
  expect(told.map(({ atMs }) => atMs - nowMs)).toEqual([-1, 0]);
});

test('the same row twice in one batch is one', async () => {
  const same = row('7', '2026-11-20T08:00:00');
  expect(await take([same, same])).toEqual({ added: 1, known: 1, refused: 0 });
});

test('a time that cannot be believed is kept as it came with the reason, is no punch, and does not become one when it is read again', async () => {
  await addPerson('ana', '1001');
  const tomorrow = row('1001', '2026-11-21T08:00:00');
  const wrong = [
    row('1001', '2026-02-31T08:00:00'),
    row('1001', '2000-01-01T00:00:07'),
    tomorrow,
    { ...row('', '2026-11-20T08:00:00'), raw: '\t2026-11-20 08:00:00\t0' },
    row('1001', 'nonsense'),
  ];
  expect(await take(wrong)).toEqual({ added: 0, known: 0, refused: 5 });
  expect(await take([tomorrow], { nowMs: nowMs + 48 * 3600_000 })).toMatchObject({ added: 0, refused: 1 });
  expect(await take([row('1001', '2026-11-17T08:00:00')], { source: 'live' })).toMatchObject({ refused: 1 });
  expect(told).toEqual([]);
  expect(await db('device_logs').select()).toEqual([]);
  const kept = await db('device_rows').orderBy('problem').select<{ row: string; problem: string }[]>();
  expect(kept.map(({ problem }) => problem)).toEqual([
    'it tells of no user',
    'it was told as it happened, and its time is days off',
    'its time is in the future',
    'its time is on no calendar',
    'its time is on no calendar',
    'its time is years off',
  ]);
  expect(kept[0]?.row).toBe('\t2026-11-20 08:00:00\t0');
});

test('what was refused once stays so, however much that nobody can read comes after it, and that is bounded', async () => {
  await addPerson('ana', '1001');
  const tomorrow = row('1001', '2026-11-21T08:00:00');
  expect(await take([tomorrow])).toMatchObject({ refused: 1 });
  const store = createPushStore(db, companyId);
  const raw = Array.from({ length: looseMost + 10 }, (_, at) => ({
    ...{ table: 'ATTLOG', row: `rubbish ${at}`, problem: 'its time is on no calendar' },
  }));
  await store.keepRaw('SN1', raw, nowMs + 1);
  const wrong = Array.from({ length: 50 }, (_, at) => ({ ...row('', 'never'), raw: `none ${at}` }));
  expect(await take(wrong, { nowMs: nowMs + 2 })).toMatchObject({ refused: 50 });
  expect(await db('device_rows').count('* as n').first()).toEqual({ n: looseMost + 1 });
  expect(await db('device_rows').where('problem', 'it tells of no user')).toHaveLength(50);
  expect(await take([tomorrow], { nowMs: nowMs + 48 * 3600_000 })).toMatchObject({ added: 0, refused: 1 });
  expect(told).toEqual([]);
});

test('whoever gets the code later gets the punches; whoever was erased leaves none to the next with that number', async () => {
  await db('devices').insert({
    ...{ id: 'gate', companyId, name: 'Gate', kind: 'zk', serial: 'SN1', areaId: 'hall', createdAtMs: 1 },
  });
  await take([row('0042', '2026-11-20T07:55:00'), row('77', '2026-11-20T07:56:00')]);
  expect(told).toEqual([]);
  await addPerson('ben', '42');
  expect(await matchLogs(parts(), companyId, nowMs)).toBe(1);
  expect(told).toMatchObject([{ personId: 'ben', area: 'Hall', direction: 'in' }]);
  expect(await matchLogs(parts(), companyId, nowMs)).toBe(0);

  await db('punches').delete();
  await db('people').delete();
  await directory.refresh();
  await matchLogs(parts(), companyId, nowMs);
  await addPerson('another', '42');
  expect(await matchLogs(parts(), companyId, nowMs)).toBe(0);
});

test('a number that is taken away while a thousand records of it wait is left, and the search for owners ends', async () => {
  const minute = (at: number) => new Date(Date.UTC(2026, 10, 1) + at * 60_000).toISOString().slice(0, 19);
  await take(Array.from({ length: 1000 }, (_, at) => row('42', minute(at))));
  const empty = directory.current();
  await addPerson('ben', '42');
  const answers = [directory.current()];
  const changing = { ...directory, current: () => answers.shift() ?? empty };
  expect(await matchLogs({ ...parts(), directory: changing }, companyId, nowMs)).toBe(0);
  expect(await db('device_logs').where({ personId: null }).count('* as n').first()).toEqual({ n: 1000 });
});

test('what a terminal always means stands above what it says, and a clock a little ahead tells nothing of what is to come', async () => {
  await addPerson('ana', 'EMP20260001');
  const soon = row('EMP20260001', '2026-11-20T08:33:00');
  await take([soon], { device: { ...device, direction: 'out' } });
  expect(told).toMatchObject([{ direction: 'out', atMs: nowMs }]);
});

test('a number without its noughts counts only where one person alone has it', async () => {
  await addPerson('ana', '007');
  await addPerson('ben', '07');
  expect(await take([row('7', '2026-11-20T08:00:00'), row('07', '2026-11-20T08:01:00')])).toMatchObject({
    added: 2,
  });
  expect(told.map(({ personId }) => personId)).toEqual(['ben']);
});
