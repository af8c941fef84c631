/** Goal: what is over and older than the company keeps it goes, and nothing else. Method: a real server whose clock is moved, and rows of known age. */
import type { Knex } from 'knex';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../server/database/openDatabase.ts';
import type { SettingEffect } from '../../server/wire.ts';
import { handClock } from '../helpers/handClock.ts';
import { type Client, codeOf, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

const dayMs = 24 * 60 * 60 * 1000;
let server: TestServer;
let owner: Client;
let clock: ReturnType<typeof handClock>;
let db: Knex;
let companyId = '';
let personId = '';

beforeEach(async () => {
  clock = handClock();
  server = await startTestServer({
    overrides: { clock, openDatabase: async (dataDir) => (db = await openDatabase(dataDir)) },
  });
  owner = await server.admin();
  personId = ((await owner.call('POST', '/api/people', { name: 'Ann' })).body as { personId: string })
    .personId;
  companyId = (await db('companies').first<{ id: string }>('id')).id;
});
afterEach(() => server.remove());

const ago = (days: number): number => clock.now() - days * dayMs;
const ids = async (table: string): Promise<string[]> =>
  await db(table).where({ companyId }).orderBy('id').pluck<string[]>('id');
const keep = (incidentsKeptDays: number) => owner.call('PATCH', '/api/settings', { incidentsKeptDays });

/** Ended so long ago, with an event, an alert and its message. */
async function incident(
  id: string,
  endedDays: number,
  more: { absence?: 'lasts' | 'over'; waiting?: true } = {},
) {
  const { absence = null, waiting = false } = more;
  const sinceMs = ago(endedDays) - 60_000;
  if (absence !== null)
    await db('absences').insert({
      ...{ id: `absence ${id}`, companyId, personId, fromMs: sinceMs, detectedAtMs: sinceMs, evidence: '{}' },
      toMs: absence === 'over' ? ago(endedDays) : null,
    });
  await db('incidents').insert({
    ...{ id, companyId, kind: absence ? 'absence' : 'blindCamera', subjectId: absence ? personId : id },
    ...{ state: 'closed', sinceMs, openedAtMs: sinceMs, level: 1, endedAtMs: ago(endedDays), detail: '{}' },
    absenceId: absence === null ? null : `absence ${id}`,
  });
  const event = { id, companyId, incidentId: id, atMs: sinceMs, kind: 'opened', by: null, detail: '' };
  await db('incident_events').insert(event);
  await message(id, endedDays);
  await db('alerts').insert({
    ...{ id, companyId, incidentId: id, kind: 'raised', level: 1, recipientId: 'user:x', messageId: id },
    ...{ state: waiting ? 'waiting' : 'queued', dueAtMs: sinceMs, createdAtMs: sinceMs },
  });
}

const message = (id: string, days: number, more: object = {}) =>
  db('messages').insert({
    ...{ id, companyId, recipientId: 'user:x', channel: 'email', address: 'x@example.com', language: 'en' },
    ...{
      template: 'test',
      variables: '{}',
      state: 'delivered',
      createdAtMs: ago(days),
      expiresAtMs: ago(days),
    },
    ...{ nextTryAtMs: ago(days), ...more },
  });

/** The hour in which old rows are looked for, once a day. */
async function pass(days: number): Promise<void> {
  for (let left = days; left > 0; left -= 1) {
    clock.advance(dayMs);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test('what is over for so long goes with all that belongs to it; what lasts, waits or is younger stays', async () => {
  await incident('old', 400);
  await incident('oldAbsence', 400, { absence: 'over' });
  await incident('young', 300);
  await incident('lasting', 410, { absence: 'lasts' });
  await incident('waiting', 400, { waiting: true });
  await message('instead', 400, { insteadOfId: 'old' });
  await message('insteadOfLasting', 410, { insteadOfId: 'lasting' });
  await message('report', 366);
  await message('unknown', 400, { state: 'unknown', nextTryAtMs: clock.now() + 600_000 });
  const run = (date: string, days: number) => ({ companyId, date, dueMs: ago(days), atMs: ago(days) });
  await db('report_runs').insert([run('2025-01-01', 400), run('2026-11-01', 10)]);
  const row = (rowKey: string, days: number, state: string) => ({
    ...{ companyId, connector: 'frappe', rowKey, atMs: ago(days), state, payload: '{}' },
  });
  await db('connector_rows').insert([
    ...[row('old', 400, 'refused'), row('young', 300, 'refused'), row('waits', 400, 'waiting')],
  ]);
  await pass(1);
  const kept = ['lasting', 'waiting', 'young'];
  await eventually(async () =>
    expect(await db('report_runs').pluck<string[]>('date')).toEqual(['2026-11-01']),
  );
  for (const table of ['incidents', 'incident_events', 'alerts']) expect(await ids(table)).toEqual(kept);
  expect(await ids('messages')).toEqual(
    ['insteadOfLasting', 'lasting', 'unknown', 'waiting', 'young'].sort(),
  );
  expect(await db('connector_rows').orderBy('rowKey').pluck<string[]>('rowKey')).toEqual(['waits', 'young']);
  // What is reported stays.
  expect(await ids('absences')).toEqual(['absence lasting', 'absence oldAbsence']);
});

test('more than is deleted at once goes all the same; 0 keeps everything, and a preview says what would go', async () => {
  const old = Array.from({ length: 450 }, (_, index) => `old ${index}`);
  for (const id of old) await incident(id, 200);
  const preview = async (incidentsKeptDays: number) => {
    const { body } = await owner.call('POST', '/api/settings/preview', { changes: { incidentsKeptDays } });
    return (body as { effects: SettingEffect[] }).effects;
  };
  expect(await preview(90)).toEqual([{ kind: 'incidentsDeleted', incidents: 450, messages: 450 }]);
  expect(await preview(0)).toEqual([{ kind: 'incidentsDeleted', incidents: 0, messages: 0 }]);
  expect(codeOf(await keep(29))).toBe('INPUT_INVALID');
  expect((await keep(0)).status).toBe(200);
  await pass(2);
  expect(await ids('incidents')).toHaveLength(450);
  // The session ended meanwhile.
  owner = await server.admin();
  expect((await keep(90)).status).toBe(200);
  await pass(1);
  await eventually(async () => expect(await ids('messages')).toEqual([]));
  expect(await ids('incidents')).toEqual([]);
});
