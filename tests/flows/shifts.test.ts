/** Goal: what HR says about shifts is what people are asked, and days that are over keep what they were. Method: a real server, over HTTP, with a clock of its own. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../server/database/openDatabase.ts';
import { createPunchStore } from '../../server/punches/punchStore.ts';
import { loadRules } from '../../server/rules/loadRules.ts';
import type {
  HolidayCalendar,
  Pause,
  PlannedDayView,
  Punch,
  Report,
  ShiftAssignment,
  ShiftView,
  ThresholdRule,
} from '../../server/wire.ts';
import { type Client, codeOf, startTestServer, type TestServer } from '../helpers/testServer.ts';

const at = (text: string): number => Date.parse(text);
const dayMs = 24 * 3600_000;
/** Thursday, 09:00 in Jakarta. */
const start = at('2026-11-19T02:00:00Z');
let nowMs: number;
let server: TestServer;
let hr: Client;
let anaId: string;

beforeEach(async () => {
  nowMs = start;
  server = await startTestServer({
    overrides: { clock: { now: () => nowMs, every: () => () => undefined } },
  });
  hr = await server.admin();
  anaId = await addPerson('Ana');
});
afterEach(() => server.remove());

async function ok<T>(method: string, path: string, body?: object, client = hr): Promise<T> {
  const answer = await client.call(method, path, body);
  expect([method, path, answer.status < 300, answer.body]).toEqual([method, path, true, answer.body]);
  return answer.body as T;
}
/** Days pass, and sessions end. */
async function later(days: number): Promise<void> {
  nowMs += days * dayMs;
  hr = await server.admin();
}
const addPerson = async (name: string): Promise<string> =>
  (await ok<{ personId: string }>('POST', '/api/people', { name })).personId;
const addShift = (more: object = {}) =>
  ok<ShiftView>('POST', '/api/shifts', { name: 'Day', start: '08:00', end: '17:00', ...more });
const assign = (shiftId: string, more: object = { personId: anaId }) =>
  ok<ShiftAssignment>('POST', '/api/shift-assignments', { shiftId, fromDate: '2026-11-19', ...more });
const planned = (from: string, to = from, personId = anaId) =>
  ok<PlannedDayView[]>('GET', `/api/people/${personId}/duty?from=${from}&to=${to}`);
const tables = () => openDatabase(server.config.dataDir);

test('a person is asked what their shift says, in the zone of the company', async () => {
  const { shiftId, people } = await addShift();
  expect(people).toBe(0);
  await assign(shiftId);
  const days = await planned('2026-11-18', '2026-11-21');
  expect(days.map(({ kind }) => kind)).toEqual(['noShift', 'work', 'work', 'restDay']);
  expect(days[2]).toMatchObject({
    timeZone: 'Asia/Jakarta',
    due: [{ fromMs: at('2026-11-20T01:00:00Z'), toMs: at('2026-11-20T10:00:00Z') }],
  });
  expect(await ok('GET', '/api/shifts')).toMatchObject([{ name: 'Day', people: 1, fromDate: '2026-11-19' }]);
});

test('a shift changes from today or later, and a day that is over is planned as it was', async () => {
  const { shiftId } = await addShift();
  await assign(shiftId);
  await later(1);
  const path = `/api/shifts/${shiftId}`;
  const past = await hr.call('PATCH', path, { start: '10:00', fromDate: '2026-11-19' });
  expect([past.status, codeOf(past)]).toEqual([422, 'DAY_OVER']);
  const changed = await ok<ShiftView>('PATCH', path, { start: '10:00', fromDate: '2026-11-23' });
  expect(changed).toMatchObject({ start: '08:00', end: '17:00' });
  expect(changed.versions.map(({ fromDate, start }) => [fromDate, start])).toEqual([
    ...[['2026-11-19', '08:00'] as const, ['2026-11-23', '10:00'] as const],
  ]);
  await ok('PATCH', path, { start: '09:00' });
  const days = await planned('2026-11-19', '2026-11-23');
  const starts = days.flatMap(({ shift }) =>
    shift ? [new Date(shift.startMs + 7 * 3600_000).getUTCHours()] : [],
  );
  expect(starts).toEqual([8, 9, 10]);
});

test('reports of past days read the same rules whatever is changed later, and after a restart', async () => {
  const { shiftId } = await addShift();
  await assign(shiftId);
  const within = { fromMs: start, toMs: start + dayMs };
  const read = async () => {
    const db = await tables();
    const { id } = (await db('companies').first<{ id: string }>('id')) ?? { id: '' };
    const rules = await loadRules(db, id, within);
    await db.destroy();
    return [
      rules.plannedDay(anaId, '2026-11-19'),
      rules.limitsAt(anaId, start),
      rules.personAt(anaId, start),
    ];
  };
  const before = await read();
  expect(before[0]).toMatchObject({ kind: 'work' });
  await later(2);
  await ok('PATCH', `/api/shifts/${shiftId}`, { start: '11:00', name: 'Late' });
  await ok('PATCH', '/api/settings', { absentAfterMs: 900_000 });
  await ok('PUT', `/api/thresholds/person/${anaId}`, { awayAfterMs: 60_000, absentAfterMs: null });
  await ok('PATCH', `/api/people/${anaId}`, { name: 'Ana Maria' });
  expect(await read()).toEqual(before);
});

test('two shifts that meet are refused for the same person, and told', async () => {
  const day = await addShift();
  const night = await addShift({ name: 'Night', start: '22:00', end: '06:00' });
  await assign(day.shiftId);
  const both = await hr.call('POST', '/api/shift-assignments', {
    ...{ shiftId: night.shiftId, personId: anaId, fromDate: '2026-11-23' },
  });
  expect([both.status, codeOf(both)]).toEqual([409, 'SHIFT_CLASH']);
  const weekend = await addShift({ name: 'Weekend', weekdays: [6, 7] });
  await assign(weekend.shiftId);
  expect((await planned('2026-11-20', '2026-11-21')).map(({ shift }) => shift?.name)).toEqual([
    'Day',
    'Weekend',
  ]);
});

test('an assignment that held is ended and kept for the days that are over; one to come is gone', async () => {
  const { shiftId } = await addShift();
  const { assignmentId } = await assign(shiftId);
  const path = `/api/shift-assignments/${assignmentId}`;
  await later(4);
  const past = await hr.call('PATCH', path, { toDate: '2026-11-20' });
  expect([past.status, codeOf(past)]).toEqual([422, 'DAY_OVER']);
  const used = await hr.call('DELETE', `/api/shifts/${shiftId}`);
  expect([used.status, codeOf(used)]).toEqual([409, 'SHIFT_IN_USE']);
  await ok('DELETE', path);
  expect(await ok('GET', '/api/shift-assignments')).toMatchObject([{ assignmentId, toDate: '2026-11-22' }]);
  expect((await planned('2026-11-20', '2026-11-23')).map(({ kind }) => kind)).toEqual([
    ...['work', 'restDay', 'restDay', 'noShift'],
  ]);
  await ok('DELETE', `/api/shifts/${shiftId}`);
  expect(await ok('GET', '/api/shifts')).toMatchObject([{ archived: true }]);
  expect((await planned('2026-11-20')).map(({ shift }) => shift?.name)).toEqual(['Day']);
});

test('whoever is deactivated is given no shift', async () => {
  const { shiftId } = await addShift();
  await ok('PATCH', `/api/people/${anaId}`, { deactivated: true });
  const refused = await hr.call('POST', '/api/shift-assignments', {
    shiftId,
    personId: anaId,
    fromDate: '2026-11-20',
  });
  expect([refused.status, codeOf(refused)]).toEqual([409, 'PERSON_INACTIVE']);
});

test('a holiday takes the shift away on its day; past ones cannot be changed, and one in use not deleted', async () => {
  const days = [{ date: '2026-11-20', name: 'Founders' }];
  const { calendarId } = await ok<HolidayCalendar>('POST', '/api/calendars', { name: 'Java', days });
  const { shiftId } = await addShift({ calendarId });
  await assign(shiftId);
  expect(await planned('2026-11-20')).toMatchObject([{ kind: 'holiday', holiday: 'Founders', due: [] }]);
  const used = await hr.call('DELETE', `/api/calendars/${calendarId}`);
  expect([used.status, codeOf(used)]).toEqual([409, 'CALENDAR_IN_USE']);
  await later(2);
  const path = `/api/calendars/${calendarId}`;
  const past = await hr.call('PATCH', path, { days: [] });
  expect([past.status, codeOf(past)]).toEqual([422, 'DAY_OVER']);
  await ok('PATCH', path, { days: [...days, { date: '2026-11-23', name: 'Bridge' }] });
  expect((await planned('2026-11-20', '2026-11-23')).map(({ holiday }) => holiday)).toEqual([
    ...['Founders', null, null, 'Bridge'],
  ]);
});

test('leave and a pause with a reason take somebody off duty', async () => {
  const { shiftId } = await addShift();
  await assign(shiftId);
  const [fromMs, toMs] = [at('2026-11-20T01:00:00Z'), at('2026-11-20T05:00:00Z')];
  await ok('POST', `/api/people/${anaId}/leaves`, { fromMs, toMs });
  expect(await planned('2026-11-20')).toMatchObject([
    { due: [{ fromMs: toMs }], leaves: [{ fromMs, toMs }] },
  ]);
  const late = await hr.call('POST', '/api/pauses', {
    subject: 'person',
    subjectId: anaId,
    why: 'x',
    toMs: nowMs,
  });
  expect([late.status, codeOf(late)]).toEqual([400, 'INPUT_INVALID']);
  const pause = await ok<Pause>('POST', '/api/pauses', {
    subject: 'person',
    subjectId: anaId,
    why: 'fire drill',
  });
  expect(pause).toMatchObject({ by: 'Ada', why: 'fire drill', toMs: null });
  nowMs += 60_000;
  expect(await ok('POST', `/api/pauses/${pause.pauseId}/end`, {})).toMatchObject({
    endedBy: 'Ada',
    toMs: nowMs,
  });
  expect(await ok('GET', '/api/pauses')).toHaveLength(1);
});

test('limits of a person, a team and an area are set, listed and taken back', async () => {
  const path = `/api/thresholds/person/${anaId}`;
  await ok('PUT', path, { awayAfterMs: 45_000, absentAfterMs: null });
  expect(await ok<ThresholdRule[]>('GET', '/api/thresholds')).toMatchObject([
    { subject: 'person', subjectId: anaId, awayAfterMs: 45_000, absentAfterMs: null, changedBy: 'Ada' },
  ]);
  await ok('PUT', path, { awayAfterMs: null, absentAfterMs: null });
  expect(await ok('GET', '/api/thresholds')).toEqual([]);
});

test('HR adds a punch by hand with a reason, once, and never one to come', async () => {
  const given = { personId: anaId, atMs: nowMs - 3600_000, direction: 'in', note: 'the reader was broken' };
  expect(await ok<Punch>('POST', '/api/punches', given)).toMatchObject({
    ...given,
    source: 'manual',
    by: 'Ada',
  });
  const twice = await hr.call('POST', '/api/punches', given);
  expect([twice.status, codeOf(twice)]).toEqual([409, 'PUNCH_KNOWN']);
  const ahead = await hr.call('POST', '/api/punches', { ...given, atMs: nowMs + 1 });
  expect(ahead.status).toBe(400);
  expect(await ok('GET', `/api/punches?personId=${anaId}&from=${nowMs - dayMs}&to=${nowMs}`)).toHaveLength(1);
});

test('thousands of punches sent again after an outage are stored once, in one go', async () => {
  const db = await tables();
  const { id } = (await db('companies').first<{ id: string }>('id')) ?? { id: '' };
  const store = createPunchStore(db);
  const sent = Array.from({ length: 5_000 }, (_, index) => ({
    ...{
      personId: anaId,
      atMs: start + index * 1_000,
      direction: 'unknown' as const,
      source: 'terminal' as const,
    },
    ...{ deviceId: 'gate', area: null, by: null, note: '' },
  }));
  const strangers = { ...sent[0]!, personId: 'nobody' };
  const [first, again] = [
    await store.recordPunches(id, [...sent, sent[0]!, strangers], nowMs),
    await store.recordPunches(id, sent, nowMs),
  ];
  expect([first.length, again.length]).toEqual([5_000, 0]);
  await db.destroy();
});

test('a supervisor sees the shifts of their own people, and may pause only what is theirs', async () => {
  const leadId = await addPerson('Lead');
  const { shiftId } = await addShift();
  await assign(shiftId);
  const lead = await server.signedInAs('supervisor', { personId: leadId });
  expect(await ok('GET', '/api/shift-assignments', undefined, lead)).toEqual([]);
  const asked = await lead.call('GET', `/api/people/${anaId}/duty?from=2026-11-19&to=2026-11-19`);
  expect(codeOf(asked)).toBe('NOT_YOURS');
  const pause = { subject: 'person', subjectId: anaId, why: 'x' };
  expect(codeOf(await lead.call('POST', '/api/pauses', pause))).toBe('NOT_YOURS');
  await ok('PUT', `/api/people/${anaId}/supervisor`, { supervisorId: leadId });
  expect(await ok('GET', '/api/shift-assignments', undefined, lead)).toHaveLength(1);
  await ok('POST', '/api/pauses', pause, lead);
});

test('erasing somebody leaves none of their rules, and takes their name from all of them', async () => {
  await ok('PUT', `/api/thresholds/person/${anaId}`, { awayAfterMs: 45_000, absentAfterMs: null });
  await ok('DELETE', `/api/people/${anaId}`);
  const db = await tables();
  const left = await db('rule_versions')
    .where('value', 'like', '%Ana%')
    .orWhere('subjectId', 'like', `%${anaId}%`);
  await db.destroy();
  expect(left).toEqual([]);
});

test('the first day is judged in the zone that set-up gives, and later zones leave past days as they were', async () => {
  await server.remove();
  nowMs = at('2026-11-18T20:00:00Z');
  server = await startTestServer({
    overrides: { clock: { now: () => nowMs, every: () => () => undefined } },
  });
  // Somebody reads the printed link some time after the start: it is the 19th in Jakarta by then, and was before.
  nowMs += 2 * 3600_000;
  hr = await server.admin();
  await addPerson('Ana');
  const zones = async (date: string) =>
    (await ok<Report>('GET', `/api/reports?from=${date}&to=${date}`)).days.map(({ timeZone }) => timeZone);
  await later(0.5);
  expect(await zones('2026-11-19')).toEqual(['Asia/Jakarta']);
  await ok('PATCH', '/api/settings', { timeZone: 'Asia/Tokyo' });
  await later(1);
  expect(await zones('2026-11-19')).toEqual(['Asia/Jakarta']);
  expect(await zones('2026-11-20')).toEqual(['Asia/Tokyo']);
  const written = await withTables((db) =>
    db('rule_versions').where({ kind: 'company' }).select<{ value: string }[]>('value'),
  );
  expect(written.map(({ value }) => (JSON.parse(value) as { timeZone: string }).timeZone)).toEqual([
    'Asia/Jakarta',
    'Asia/Tokyo',
  ]);
});

async function withTables<T>(work: (db: Awaited<ReturnType<typeof tables>>) => Promise<T>): Promise<T> {
  const db = await tables();
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}
