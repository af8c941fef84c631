import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../database/openDatabase.ts';
import { commandsKeptMs, forgetCommands } from '../retention/forgetCommands.ts';
import { erasureStore } from './erasureStore.ts';
import { isAbout, withoutName } from './eraseTraces.ts';

const companyId = 'c1';
let folder: string;
let db: Knex;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-erased-'));
  db = await openDatabase(folder);
  await db('companies').insert({ id: companyId, name: 'Harbour', timeZone: 'UTC', createdAtMs: 0 });
  const person = { companyId, createdAtMs: 1 };
  await db('people').insert({ ...person, id: 'ana', name: 'Ana "A" Adi', code: '42' });
  await db('people').insert({ ...person, id: 'ben', name: 'Ben', code: '43' });
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const erase = () => erasureStore(db).removePerson(companyId, 'ana', { userId: null, nowMs: 5, name: 'HR' });

test('erasing somebody takes their name and card from what terminals sent and were told, and from runs over lists', async () => {
  const update = (userId: string, name: string) =>
    JSON.stringify({ kind: 'updateUser', userId, name, privilege: 0, card: `card ${userId}`, group: '1' });
  const command = { companyId, deviceId: 'd1', createdAtMs: 1 };
  const logged = { companyId, deviceId: 'd1', serial: 'S1', status: 0, verify: 1, source: 'push' };
  await db('device_logs').insert({
    ...{ ...logged, id: 'l1', userId: '0042', at: '2026-11-20T08:00:00', atMs: 1 },
    ...{ receivedAtMs: 1, personId: 'ana' },
  });
  await db('device_commands').insert(
    [
      ['done', update('42', 'Ana "A" Adi')],
      ['failed', update('0042', 'Ana "A" Adi')],
      ['waiting', update('42', 'Ana')],
      ['waiting', '{"kind":"deleteUser","userId":"42"}'],
      ['done', update('43', 'Ben')],
      ['failed', 'no command of ours'],
    ].map(([state, text]) => ({ ...command, state, command: text })),
  );
  const row = { companyId, serial: 'S1', problem: 'x', receivedAtMs: 1 };
  await db('device_rows').insert([
    { ...row, id: 'r1', table: 'USER', row: 'USER PIN=42\tName=Ana "A" Adi\tPri=99', key: null },
    { ...row, id: 'r2', table: 'ATTLOG', row: '0042\t2026-02-31 08:00:00\t0\t1', key: null },
    {
      ...{ ...row, id: 'r3', table: 'ATTLOG', key: '42 2027-01-01T08:00:00' },
      row: '{"userId":"42","at":"2027-01-01T08:00:00","status":0,"verify":1}',
    },
    { ...row, id: 'r4', table: 'ATTLOG', row: '43\t2026-02-31 08:00:42\t42\t42', key: null },
  ]);
  await db('employee_runs').insert({
    ...{ id: 'run', companyId, trigger: 'hand', dryRun: false, startedAtMs: 1, outcome: 'alarm' },
    alarms: JSON.stringify([{ kind: 'sameCode', problem: '7 is of Ben, Ana "A" Adi' }]),
  });
  await db('employee_run_rows').insert({
    ...{
      companyId,
      runId: 'run',
      action: 'conflict',
      code: '43',
      name: 'Ben',
      personId: 'ben',
      changes: '[]',
    },
    reasons: JSON.stringify([{ kind: 'nameTaken', detail: 'Ana "A" Adi' }]),
  });

  expect(await erase()).toMatchObject({ name: 'Ana "A" Adi' });

  const commands = await db('device_commands').orderBy('id').pluck<string[]>('command');
  expect(commands).toEqual([
    '{"kind":"deleteUser","userId":"42"}',
    update('43', 'Ben'),
    'no command of ours',
  ]);
  const rows = await db('device_rows').orderBy('id').select<{ id: string; row: string }[]>('id', 'row');
  expect(rows.map(({ id, row: text }) => [id, text.slice(0, 3)])).toEqual([
    ['r3', '–'],
    ['r4', '43\t'],
  ]);
  const runs = JSON.stringify([await db('employee_runs'), await db('employee_run_rows')]);
  expect(runs).not.toContain('Adi');
  expect(runs).toContain('7 is of Ben, –');
});

test('isAbout() knows lines of every kind, and who only looks like somebody', () => {
  const who = { userIds: ['42'], name: 'Ana Adi' };
  for (const row of [
    'FP PIN=42\tFID=6',
    'user uid=1\tpin=42',
    'time=x,pin=42',
    'OPLOG 4\t42\t2026',
    'x Name=ana adi',
  ])
    expect(isAbout(row, who), row).toBe(true);
  for (const row of [
    'FP PIN=421\tFID=42',
    '7\t2026-02-31\t42',
    '{"userId":"7","verify":42}',
    '{nonsense 42',
    'Name=Ana Adipura',
  ])
    expect(isAbout(row, who), row).toBe(false);
});

test('withoutName() leaves those whose name only begins so', () => {
  expect(withoutName('Ana, Anastasia and (Ana)', 'Ana')).toBe('–, Anastasia and (–)');
});

test('forgetCommands() forgets what ended more than a month ago, and nothing that is still to do', async () => {
  const nowMs = 2 * commandsKeptMs;
  const command = { companyId, deviceId: 'd1', command: '{"kind":"restart"}', createdAtMs: 1 };
  const old = nowMs - commandsKeptMs - 1;
  await db('device_commands').insert([
    { ...command, state: 'done', endedAtMs: old },
    { ...command, state: 'failed', endedAtMs: old },
    { ...command, state: 'done', endedAtMs: old + 1 },
    { ...command, state: 'waiting', endedAtMs: null },
    { ...command, state: 'sent', endedAtMs: null },
  ]);
  await forgetCommands(db, companyId, nowMs);
  expect(await db('device_commands').orderBy('id').pluck<string[]>('state')).toEqual([
    'done',
    'waiting',
    'sent',
  ]);
});
