/** Goal: the end of what nobody was told is told to nobody. Method: a real database, and messages in every state. */
import type { Knex } from 'knex';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Change } from '../channels/afterOutcome.ts';
import { createMessageStore, type MessageRow } from '../channels/messageStore.ts';
import { openDatabase } from '../database/openDatabase.ts';
import { ensureCompany } from '../database/store.ts';
import type { MessageState } from '../wire.ts';
import type { Alert, Changes, Incident } from './incident.ts';
import { type IncidentRow, incidentOf } from './incidentRows.ts';
import { groupedEvents } from './release.ts';
import { withdrawOver } from './withdrawOver.ts';

let db: Knex;
let companyId: string;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-withdraw-'));
  db = await openDatabase(folder);
  companyId = (await ensureCompany(db, { name: 'Company', timeZone: 'UTC', nowMs: 0 })).id;
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true });
});

async function incident(id: string, endedAtMs: number | null, more: object = {}): Promise<Incident> {
  const row = {
    ...{ id, companyId, kind: 'blindCamera', subjectId: id, state: endedAtMs === null ? 'open' : 'resolved' },
    ...{ sinceMs: 0, openedAtMs: 0, level: 1, endedAtMs, detail: '{}', ...more },
  };
  await db('incidents').insert(row);
  return incidentOf(await db('incidents').where({ id }).first<IncidentRow>('*'));
}
async function message(id: string, state: MessageState, insteadOfId: string | null = null): Promise<void> {
  await db('messages').insert({
    ...{
      id,
      companyId,
      recipientId: 'person:farid',
      channel: 'email',
      address: 'x',
      template: 'cameraBlind',
    },
    ...{
      variables: '{}',
      language: 'en',
      state,
      createdAtMs: 0,
      nextTryAtMs: 0,
      expiresAtMs: 0,
      insteadOfId,
    },
  });
}
async function raised(incidentId: string, messageId: string | null): Promise<Alert> {
  const alert = {
    ...{ incidentId, kind: 'raised' as const, level: 1, recipientId: 'person:farid', note: null, messageId },
    ...{ state: 'queued' as const, dueAtMs: 0, createdAtMs: 0 },
  };
  await db('alerts').insert({ id: `raised ${incidentId}`, companyId, ...alert });
  return { alertId: `raised ${incidentId}`, ...alert };
}
/** The look that tells the end of all of these in one message. */
function endOf(incidents: Incident[]): Changes {
  const alerts = incidents.map(({ incidentId }): Alert => {
    const about = { alertId: `end ${incidentId}`, incidentId, kind: 'resolved' as const, level: 1 };
    const sent = { recipientId: 'person:farid', state: 'queued' as const, messageId: null, note: null };
    return { ...about, ...sent, dueAtMs: 0, createdAtMs: 0 };
  });
  const sending = {
    ...{ recipientId: 'person:farid', kind: 'resolved' as const, level: 1, of: 'blindCamera' as const },
    ...{ alertIds: alerts.map(({ alertId }) => alertId), incidents, expiresAtMs: 9 },
  };
  return { incidents: [], alerts, events: groupedEvents(sending, 5), sendings: [sending] };
}
const states = () => db('messages').orderBy('id').pluck<MessageState[]>('state');
const toldEnd = ({ sendings }: Changes) =>
  sendings.flatMap(({ incidents }) => incidents.map(({ incidentId }) => incidentId));

test.each<[MessageState, boolean]>([
  ['failed', false],
  ['dropped', false],
  ['sending', true],
  ['unknown', true],
  ['accepted', true],
  ['sent', true],
  ['delivered', true],
  ['read', true],
])('of what began in a message that is %s, the end is told: %s', async (state, isTold) => {
  const over = await incident('hall', 1);
  await message('m1', state);
  await raised('hall', 'm1');
  const after = await withdrawOver(db, companyId, endOf([over]), 5);
  expect(toldEnd(after)).toEqual(isTold ? ['hall'] : []);
  expect(after.alerts[0]?.state).toBe(isTold ? 'queued' : 'dropped');
  expect(await states()).toEqual([state]);
});

test('the message that took the place of a failed one counts: arrived it told, waiting it is withdrawn', async () => {
  const [hall, gate] = [await incident('hall', 1), await incident('gate', 1)];
  await message('m1', 'failed');
  await message('m2', 'failed', 'm1');
  await message('m3', 'delivered', 'm2');
  await message('m4', 'failed');
  await message('m5', 'queued', 'm4');
  await raised('hall', 'm1');
  await raised('gate', 'm4');
  const over = await withdrawOver(db, companyId, { ...none, incidents: [hall, gate] }, 5);
  expect(over.alerts).toMatchObject([{ alertId: 'raised gate', state: 'dropped' }]);
  expect(await states()).toEqual(['failed', 'failed', 'delivered', 'failed', 'dropped']);
  await db('alerts').where({ id: 'raised gate' }).update({ state: 'dropped' });
  const after = await withdrawOver(db, companyId, endOf([hall, gate]), 5);
  expect(toldEnd(after)).toEqual(['hall']);
  // It is about one now.
  expect(after.events).toEqual([]);
});

test('a message that tells of others too goes out, and so does the end; all of them over, it does not', async () => {
  const [hall, gate] = [await incident('hall', 1), await incident('gate', null)];
  await message('m1', 'queued');
  await raised('hall', 'm1');
  await raised('gate', 'm1');
  const first = await withdrawOver(db, companyId, { ...none, incidents: [hall] }, 5);
  expect(first.alerts).toEqual([]);
  expect(await states()).toEqual(['queued']);
  expect(toldEnd(await withdrawOver(db, companyId, endOf([hall]), 5))).toEqual(['hall']);
  await db('incidents').where({ id: 'gate' }).update({ endedAtMs: 2, state: 'resolved' });
  const both = await withdrawOver(
    db,
    companyId,
    { ...none, incidents: [{ ...gate, endedAtMs: 2, state: 'resolved' }] },
    5,
  );
  expect(both.alerts.map(({ state }) => state)).toEqual(['dropped', 'dropped']);
  expect(await states()).toEqual(['dropped']);
});

test('once the end of one of them is told, the message about several is not withdrawn any more', async () => {
  const [, gate] = [await incident('hall', 1), await incident('gate', 2)];
  await message('m1', 'queued');
  await message('m2', 'queued');
  await raised('hall', 'm1');
  await raised('gate', 'm1');
  const end = { level: 1, recipientId: 'person:farid', dueAtMs: 0, createdAtMs: 0, messageId: 'm2' };
  await db('alerts').insert({
    ...{ id: 'end hall', companyId, incidentId: 'hall', kind: 'resolved', state: 'queued', ...end },
  });
  const after = await withdrawOver(db, companyId, { ...none, incidents: [gate] }, 5);
  expect(after.alerts).toEqual([]);
  expect(await states()).toEqual(['queued', 'queued']);
});

test('who was told on the page alone, or long ago, hears of the end as before', async () => {
  const [hall, gate] = [await incident('hall', 1), await incident('gate', 1)];
  await raised('hall', null);
  await raised('gate', 'its row is gone');
  expect(toldEnd(await withdrawOver(db, companyId, endOf([hall, gate]), 5))).toEqual(['hall', 'gate']);
});

test.each([
  ['closed', '{"endedBy":null}', 'queued'],
  ['closed', '{"endedBy":"Owner"}', 'dropped'],
  ['excused', '{"endedBy":"Owner"}', 'dropped'],
])(
  'what waits about one that is %s with %s is %s: that the shift ended brought nobody back',
  async (state, detail, left) => {
    const over = await incident('hall', 1, { state, detail });
    await message('m1', 'queued');
    await raised('hall', 'm1');
    const after = await withdrawOver(db, companyId, { ...none, incidents: [over] }, 5);
    expect(await states()).toEqual([left]);
    expect(after.alerts).toHaveLength(left === 'dropped' ? 1 : 0);
  },
);

test('an event about another message to them with as many others stays', async () => {
  const ended = [await incident('hall', 1), await incident('gate', 1)];
  for (const { incidentId } of ended) {
    await message(incidentId, 'failed');
    await raised(incidentId, incidentId);
  }
  const others = [await incident('dock', 1), await incident('yard', 1)];
  for (const { incidentId } of others) await raised(incidentId, null);
  const [one, two] = [endOf(ended), endOf(others)];
  const both: Changes = {
    incidents: [],
    alerts: [...one.alerts, ...two.alerts],
    events: [...one.events, ...two.events],
    sendings: [...one.sendings, ...two.sendings],
  };
  const after = await withdrawOver(db, companyId, both, 5);
  expect(after.events.map(({ incidentId }) => incidentId)).toEqual(['dock', 'yard']);
});

describe('what was being sent when it ended', () => {
  const settle = async (id: string, change: Change): Promise<void> => {
    const store = createMessageStore(db);
    const sent = await store.get(companyId, id);
    if (sent) await store.settle(companyId, sent, change);
  };
  const alertStates = () => db('alerts').orderBy('id').pluck<string[]>('state');
  const failed: Change = {
    ...{ state: 'failed', errorCode: '63016', problem: 'x', fallbacks: [] },
    next: { channel: 'whatsapp', address: 'y', fallbacks: [], attempts: 0, nextTryAtMs: 6 },
  };
  const again: Change = { state: 'queued', nextTryAtMs: 6, errorCode: null, problem: null };
  const rows = () => db('messages').orderByRaw('rowid').select<MessageRow[]>('*');
  const told = (found: MessageRow[]) => found.map(({ state, errorCode }) => [state, errorCode]);

  test('and failed is not sent on the next channel, however often it moved on before', async () => {
    await incident('hall', 1);
    await message('m1', 'failed');
    await message('m2', 'sending', 'm1');
    await raised('hall', 'm1');
    await settle('m2', failed);
    expect(told(await rows())).toEqual([
      ['failed', null],
      ['failed', '63016'],
      ['dropped', 'over'],
    ]);
    // Should it go on, they are told after all.
    expect(await alertStates()).toEqual(['dropped']);
  });

  test('and failed later, as the provider tells, is not sent on the next channel', async () => {
    await incident('hall', 1);
    await message('m1', 'accepted');
    await raised('hall', 'm1');
    const news = { receiptId: 'r1', providerId: 'SM1', messageId: 'm1', nowMs: 5 };
    expect(await createMessageStore(db).hear(companyId, news, () => failed)).toBe(true);
    expect(told(await rows())).toEqual([
      ['failed', '63016'],
      ['dropped', 'over'],
    ]);
  });

  test.each<MessageState>(['unknown', 'sending'])('and is %s is not sent again', async (state) => {
    await incident('hall', 1);
    await message('m1', state);
    await raised('hall', 'm1');
    await settle('m1', again);
    expect(told(await rows())).toEqual([['dropped', 'over']]);
    expect(await alertStates()).toEqual(['dropped']);
  });

  test('and nobody knows about is not sent elsewhere; they may have it', async () => {
    await incident('hall', 1);
    await message('m1', 'unknown');
    await raised('hall', 'm1');
    await settle('m1', { ...failed, state: 'unknown', errorCode: 'noAnswer' });
    expect((await rows()).map(({ state }) => state)).toEqual(['unknown', 'dropped']);
    expect(await alertStates()).toEqual(['queued']);
  });

  test('is sent all the same when another of it lasts, when the shift alone ended, and when it tells of nothing that ends', async () => {
    await incident('hall', 1);
    await incident('gate', null);
    await incident('dock', 1, { state: 'closed', detail: '{"endedBy":null}' });
    for (const id of ['m1', 'm2', 'm3']) await message(id, 'unknown');
    await raised('hall', 'm1');
    await raised('gate', 'm1');
    await raised('dock', 'm2');
    for (const id of ['m1', 'm2', 'm3']) await settle(id, again);
    expect(await states()).toEqual(['queued', 'queued', 'queued']);
  });
});

const none: Changes = { incidents: [], alerts: [], events: [], sendings: [] };
