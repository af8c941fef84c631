/**
 * Goal: somebody leaves, the right people are told, somebody answers or it escalates, the person returns, and every page and restart
 * agrees. Method: a real server with a clock of its own, a made-up camera, and the channel that every server has: the browser.
 */
import { dirname } from 'node:path';
import { io as connect, type Socket } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import { openDatabase } from '../../server/database/openDatabase.ts';
import type {
  ClientToServer,
  EscalationPolicy,
  IncidentDetails,
  IncidentView,
  NewPolicy,
  NoticeView,
  Overview,
  PoliciesView,
  PolicyPreview,
  ProblemView,
  ServerToClient,
  Sojourn,
  Substitute,
} from '../../server/wire.ts';
import {
  type Client,
  codeOf,
  eventually,
  faceOf,
  startTestServer,
  type TestServer,
} from '../helpers/testServer.ts';

let server: TestServer;
let owner: Client;
let nowMs: number;
let ticks: { everyMs: number; leftMs: number; tick: () => void }[];
const pages: Socket[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) page.disconnect();
  await server.remove();
});

const frame = { width: 640, height: 360 };
const body = { x: 10, y: 10, width: 50, height: 100 };
const health = (kind: 'seeing' | 'blind') =>
  server.cameras.at(-1)?.say({
    kind: 'health',
    atMs: nowMs,
    health: kind === 'seeing' ? { kind, frame } : ({ kind, detail: 'It is covered.' } as never),
  });

async function start(folder?: string): Promise<void> {
  ticks = [];
  const every = (everyMs: number, tick: () => void) => {
    const each = { everyMs, leftMs: everyMs, tick };
    ticks.push(each);
    return () => void ticks.splice(ticks.indexOf(each), 1);
  };
  const overrides = { clock: { now: () => nowMs, every } };
  server = await startTestServer({ overrides, ...(folder === undefined ? {} : { folder }) });
  owner = await server.admin();
}

/** Time goes on in steps of a second, and what each began is stored. */
async function pass(seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= 1) {
    nowMs += 1_000;
    for (const each of [...ticks]) {
      each.leftMs -= 1_000;
      if (each.leftMs > 0) continue;
      each.leftMs = each.everyMs;
      each.tick();
    }
    for (let turn = 0; turn < 25; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }
}

let trackId = 1;
function see(face: number): void {
  trackId += 1;
  const quality = { widthPx: 140, sharpness: 300, turn: 0, quality: 0.9 };
  const shown = { box: body, score: 0.9, quality, embedding: faceOf(face), unusable: null };
  for (let left = 7; left >= 0; left -= 1)
    server.cameras.at(-1)?.say({
      ...{ kind: 'sightings', atMs: nowMs - left * 10, frame },
      sightings: [{ trackId, body, seen: true, face: shown }],
    });
  server.cameras.at(-1)?.say({ kind: 'trackEnded', atMs: nowMs, trackId });
}

const people = new Map<string, string>();
const id = (name: string): string => people.get(name) ?? '';
async function add(name: string, more: object = {}): Promise<void> {
  const made = await owner.call('POST', '/api/people', { name, ...more });
  people.set(name, (made.body as { personId: string }).personId);
}

const levels: NewPolicy['levels'] = [
  { afterMinutes: 0, to: [{ kind: 'supervisor' }] },
  { afterMinutes: 2, to: [{ kind: 'superior' }] },
  { afterMinutes: 4, to: [{ kind: 'hr' }] },
];
const policy: NewPolicy = {
  ...{ name: 'Quick', subject: 'company', subjectId: null, levels, deviceLevels: [] },
  ...{ quietHours: null, groupDelayMs: 10_000, digestFrom: 5, tellsResolved: true },
};

/** Ayu is led by Farid, he by Clara; both sign in, and so does HR. */
async function office(): Promise<Record<'farid' | 'clara' | 'hr', Client>> {
  nowMs = Date.parse('2026-11-20T02:00:00Z');
  await start();
  await owner.call('PATCH', '/api/settings', { awayAfterMs: 10_000, absentAfterMs: 60_000 });
  await owner.call('POST', '/api/cameras', { cameraId: 'hall', name: 'Hall', area: 'Hall', url: 'webcam:0' });
  await eventually(() => expect(server.cameras).toHaveLength(1));
  health('seeing');
  await add('Clara');
  await add('Farid', { supervisorId: id('Clara') });
  await add('Ayu', { supervisorId: id('Farid'), consent: { statement: 'I agree.' } });
  await owner.upload(`/api/people/${id('Ayu')}/photos`, [{ name: 'a.jpg', bytes: 'face 1' }]);
  expect((await owner.call('POST', '/api/policies', policy)).status).toBe(201);
  return {
    farid: await user('farid', 'supervisor', id('Farid')),
    clara: await user('clara', 'supervisor', id('Clara')),
    hr: await user('hr', 'hr', null),
  };
}

async function user(name: string, role: string, personId: string | null): Promise<Client> {
  const account = { name, email: `${name}@example.com`, role, personId, password: 'a long password' };
  await owner.call('POST', '/api/users', account);
  return signIn(name);
}

async function signIn(name: string): Promise<Client> {
  const client = server.client();
  await client.call('POST', '/api/sign-in', { email: `${name}@example.com`, password: 'a long password' });
  return client;
}

const incidents = async (client: Client, query = ''): Promise<IncidentView[]> =>
  ((await client.call('GET', `/api/incidents${query}`)).body as { incidents: IncidentView[] }).incidents;
const details = async (client: Client, incidentId: string): Promise<IncidentDetails> =>
  (await client.call('GET', `/api/incidents/${incidentId}`)).body as IncidentDetails;
const told = async (incidentId: string) =>
  (await details(owner, incidentId)).alerts.map(
    ({ kind, level, recipient, messages }) => `${kind} ${level} ${recipient} ${messages.length}`,
  );

async function page(client: Client) {
  const opened: Socket<ServerToClient, ClientToServer> = connect(server.url, {
    ...{ transports: ['websocket'], extraHeaders: { cookie: client.cookie() }, forceNew: true },
  });
  pages.push(opened);
  const heard: IncidentView[] = [];
  opened.on('alert', (_, taken) => taken());
  opened.on('incidents', (changed) => heard.push(...changed));
  const overview = await new Promise<Overview>((resolve) => opened.once('overview', resolve));
  return { overview, heard };
}

async function ayuLeaves(): Promise<IncidentView> {
  see(1);
  await pass(64);
  const [incident] = await incidents(owner, '?kind=absence&state=open,escalated&limit=1');
  if (!incident) throw new Error('nobody is absent');
  return incident;
}

test('somebody leaves, nobody answers, it escalates, the server restarts, they return, and each is told once', async () => {
  const clients = await office();
  const faridsPage = await page(clients.farid);
  await page(clients.clara);
  const stranger = await page(await user('other', 'supervisor', null));
  const { incidentId, why } = await ayuLeaves();
  expect(why).toMatch(/^Last seen at 09:00 at Hall, Hall; not seen for 1 min while 1 of 1 cameras saw\.$/);
  expect(await told(incidentId)).toEqual(['raised 1 Farid 0']);
  await pass(12);
  expect(await told(incidentId)).toEqual(['raised 1 Farid 1']);
  await pass(130);
  expect((await details(owner, incidentId)).state).toBe('escalated');
  expect(await told(incidentId)).toEqual(['raised 1 Farid 1', 'raised 2 Clara 1']);

  await server.stop();
  nowMs += 5_000;
  await start(dirname(server.config.dataDir));
  await eventually(() => expect(server.cameras).toHaveLength(1));
  health('seeing');
  await page(await signIn('hr'));
  await pass(5);
  expect(await incidents(owner, '?state=escalated')).toMatchObject([{ incidentId, level: 2 }]);
  await pass(120);
  expect(await told(incidentId)).toEqual(['raised 1 Farid 1', 'raised 2 Clara 1', 'raised 3 hr 1']);
  see(1);
  await pass(15);
  const over = await details(owner, incidentId);
  expect(over).toMatchObject({ state: 'resolved', level: 3, endedBy: null });
  expect((await told(incidentId)).slice(3)).toEqual([
    'resolved 1 Farid 1',
    'resolved 2 Clara 1',
    'resolved 3 hr 1',
  ]);
  expect(over.events.map(({ kind }) => kind)).toEqual([
    ...['opened', 'alerted', 'escalated', 'escalated', 'resolved'],
  ]);
  expect(over.events[1]?.detail).toBe('Level 1: Farid');
  expect(over.alerts[0]?.messages[0]).toMatchObject({ channel: 'browser', address: '' });
  expect(over.alerts[0]?.messages[0]?.text).toContain('Ayu');
  expect(faridsPage.heard.map(({ level }) => level)).toEqual(expect.arrayContaining([1, 2]));
  expect(stranger.heard).toEqual([]);
}, 60_000);

test('whose message still waits is told neither of the absence nor of its end; whom it reached hears of both', async () => {
  const clients = await office();
  await page(clients.clara);
  const { incidentId } = await ayuLeaves();
  await pass(140);
  expect(await told(incidentId)).toEqual(['raised 1 Farid 1', 'raised 2 Clara 1']);
  see(1);
  await pass(15);
  const { state, alerts } = await details(owner, incidentId);
  expect(state).toBe('resolved');
  const seen = alerts.map(({ kind, recipient, note, messages }) => [
    ...[kind, recipient, note, messages.map((message) => message.state).join()],
  ]);
  expect(seen).toEqual([
    ['raised', 'Farid', 'Over before it was sent.', 'dropped'],
    ['raised', 'Clara', null, 'delivered'],
    ['resolved', 'Farid', 'Not sent: they were never told that it began.', ''],
    ['resolved', 'Clara', null, 'delivered'],
  ]);
  const faridsPage = await page(clients.farid);
  await pass(10);
  expect((await details(owner, incidentId)).alerts[0]?.messages).toMatchObject([{ state: 'dropped' }]);
  expect(faridsPage.overview.incidents).toEqual([]);
}, 60_000);

test('an absence goes on after a correction, with the next level; who heard too early that it was over hears the true end', async () => {
  const clients = await office();
  for (const client of [clients.farid, clients.clara]) await page(client);
  const { incidentId } = await ayuLeaves();
  await pass(12);
  see(1);
  await pass(15);
  expect((await details(owner, incidentId)).state).toBe('resolved');
  expect(await told(incidentId)).toEqual(['raised 1 Farid 1', 'resolved 1 Farid 1']);
  await aVisitorItWas();
  await pass(3);
  expect(await details(owner, incidentId)).toMatchObject({ state: 'open', endedAtMs: null, level: 1 });
  await pass(135);
  see(1);
  await pass(15);
  expect(await told(incidentId)).toEqual([
    ...['raised 1 Farid 1', 'resolved 1 Farid 1', 'raised 2 Clara 1', 'resolved 2 Clara 1'],
  ]);
  const over = await details(owner, incidentId);
  expect(over.state).toBe('resolved');
  expect(over.events.map(({ kind }) => kind)).toEqual([
    ...['opened', 'alerted', 'resolved', 'opened', 'escalated', 'resolved'],
  ]);
  expect(await templates()).toEqual([
    ...['absenceRaised delivered', 'absenceResolved delivered', 'absenceEscalated delivered'],
    ...['absenceResolved delivered', 'absenceResolved delivered'],
  ]);
}, 60_000);

test('where no level is left, who heard that it was over hears that it goes on, and later the true end', async () => {
  const clients = await office();
  await oneLevel();
  await page(clients.farid);
  const { incidentId } = await ayuLeaves();
  await pass(12);
  see(1);
  await pass(15);
  expect(await templates()).toEqual(['absenceRaised delivered', 'absenceResolved delivered']);
  await aVisitorItWas();
  await pass(15);
  const goesOn = await details(owner, incidentId);
  expect(goesOn).toMatchObject({ state: 'open', endedAtMs: null, nextLevelAtMs: null });
  expect(goesOn.alerts.map(({ kind, note }) => [kind, note])).toEqual([
    ['raised', 'Told once more: it was not over.'],
    ['resolved', 'Told too early: it was not over.'],
  ]);
  const again = ['absenceRaised delivered', 'absenceResolved delivered', 'absenceRaised delivered'];
  expect(await templates()).toEqual(again);
  await pass(30);
  see(1);
  await pass(15);
  expect((await details(owner, incidentId)).state).toBe('resolved');
  expect(await templates()).toEqual([...again, 'absenceResolved delivered']);
}, 60_000);

test('the end that still waits when it turns out that it goes on is not sent, and the true one is', async () => {
  const clients = await office();
  await oneLevel();
  await page(clients.farid);
  const { incidentId } = await ayuLeaves();
  await pass(12);
  pages.pop()?.disconnect();
  await pass(5);
  see(1);
  await pass(15);
  expect(await templates()).toEqual(['absenceRaised delivered', 'absenceResolved queued']);
  await aVisitorItWas();
  await pass(15);
  expect((await details(owner, incidentId)).alerts[1]?.note).toBe('It was not over: not sent.');
  expect(await templates()).toEqual(['absenceRaised delivered', 'absenceResolved dropped']);
  await page(clients.farid);
  see(1);
  await pass(15);
  expect(await templates()).toEqual([
    ...['absenceRaised delivered', 'absenceResolved dropped', 'absenceResolved delivered'],
  ]);
}, 60_000);

async function oneLevel(): Promise<void> {
  const [stored] = ((await owner.call('GET', '/api/policies')).body as PoliciesView).policies;
  const changed = { ...policy, levels: levels.slice(0, 1) };
  expect((await owner.call('PUT', `/api/policies/${stored?.policyId}`, changed)).status).toBe(200);
}

/** What went out, or waits, in its order. */
async function templates(): Promise<string[]> {
  const db = await openDatabase(server.config.dataDir);
  const rows = await db('messages')
    .orderByRaw('rowid')
    .select<{ template: string; state: string }[]>('template', 'state');
  await db.destroy();
  return rows.map(({ template, state }) => `${template} ${state}`);
}

/** The last who was seen was somebody else. */
async function aVisitorItWas(): Promise<void> {
  const path = `/api/people/${id('Ayu')}/sojourns`;
  const sojourns = (await owner.call('GET', `${path}?from=0&to=99999999999999`)).body as Sojourn[];
  const corrected = `${path}/${sojourns.at(-1)?.sojournId}/correction`;
  expect((await owner.call('POST', corrected, { why: 'A visitor' })).status).toBe(201);
}

test('an answer on the bell or to the incident is one answer, and who may not see it may not give it', async () => {
  const { farid, hr } = await office();
  const { incidentId } = await ayuLeaves();
  const viewer = await server.viewer();
  const other = await user('other', 'supervisor', null);
  const path = `/api/incidents/${incidentId}`;
  expect(codeOf(await viewer.call('POST', `${path}/acknowledge`, {}))).toBe('NOT_ALLOWED');
  expect(codeOf(await other.call('POST', `${path}/acknowledge`, {}))).toBe('NOT_YOURS');
  expect(codeOf(await other.call('GET', path))).toBe('NOT_YOURS');
  expect(await incidents(other)).toEqual([]);
  const answered = await farid.call('POST', `${path}/acknowledge`, { note: 'She is at the dentist.' });
  expect(answered.body).toMatchObject({ state: 'acknowledged', acknowledged: { by: 'farid' } });
  await pass(400);
  expect(await told(incidentId)).toEqual(['raised 1 Farid 0']);
  const { notices } = (await farid.call('GET', '/api/notices?kind=absent')).body as { notices: NoticeView[] };
  expect(notices).toMatchObject([
    { acknowledged: { by: 'farid', note: 'She is at the dentist.' }, read: true },
  ]);

  expect((await hr.call('POST', `${path}/excuse`, { why: 'Dentist' })).body).toMatchObject({
    state: 'excused',
  });
  await pass(5);
  expect(await incidents(owner, '?state=open,escalated,acknowledged')).toEqual([]);
  expect(codeOf(await farid.call('POST', `${path}/close`, { why: 'No need' }))).toBe('INCIDENT_OVER');
  expect((await page(owner)).overview.incidents).toEqual([]);

  see(1);
  await pass(3);
  see(1);
  await pass(20);
  const [away] = ((await farid.call('GET', '/api/notices?open=true')).body as { notices: NoticeView[] })
    .notices;
  expect(away).toMatchObject({ kind: 'away' });
  await farid.call('POST', `/api/notices/${away?.noticeId}/acknowledge`, { note: 'I know.' });
  await pass(60);
  expect(await incidents(owner, `?subjectId=${id('Ayu')}&limit=1`)).toMatchObject([
    { state: 'acknowledged', acknowledged: { by: 'farid', note: 'I know.' } },
  ]);
}, 60_000);

test('a closed incident stays closed while the person is still away; an excuse may come afterwards', async () => {
  const { farid } = await office();
  const { incidentId } = await ayuLeaves();
  const path = `/api/incidents/${incidentId}`;
  expect((await farid.call('POST', `${path}/close`, { why: 'She called.' })).status).toBe(200);
  await pass(30);
  await server.stop();
  await start(dirname(server.config.dataDir));
  await eventually(() => expect(server.cameras).toHaveLength(1));
  health('seeing');
  await pass(30);
  expect(await incidents(owner)).toMatchObject([{ incidentId, state: 'closed', endedBy: 'farid' }]);
  expect((await owner.call('POST', `${path}/excuse`, { why: 'Sick' })).body).toMatchObject({
    state: 'excused',
  });
  expect(codeOf(await owner.call('POST', `${path}/excuse`, { why: 'Sick' }))).toBe('INCIDENT_OVER');
  expect(codeOf(await owner.call('POST', `${path}/excuse`, { why: ' ' }))).toBe('INPUT_INVALID');
}, 60_000);

test('snoozed, nothing more is told; a person may be snoozed before anything happens', async () => {
  const { farid } = await office();
  expect((await farid.call('POST', `/api/people/${id('Ayu')}/snooze`, { minutes: 5 })).status).toBe(204);
  expect((await farid.call('GET', '/api/snoozes')).body).toMatchObject([
    { personId: id('Ayu'), by: 'farid' },
  ]);
  const { incidentId } = await ayuLeaves();
  await pass(60);
  expect(await told(incidentId)).toEqual([]);
  await farid.call('DELETE', `/api/people/${id('Ayu')}/snooze`);
  await pass(15);
  expect(await told(incidentId)).toEqual(['raised 1 Farid 1']);
  const snoozed = await farid.call('POST', `/api/incidents/${incidentId}/snooze`, { minutes: 30 });
  expect(snoozed.body).toMatchObject({ snoozedUntilMs: nowMs + 1_800_000 });
  await pass(300);
  expect(await told(incidentId)).toEqual(['raised 1 Farid 1']);
}, 60_000);

test('a policy is checked, previewed and kept; substitutes and gaps show in the preview', async () => {
  const { hr, farid } = await office();
  const { body } = await hr.call('GET', '/api/policies');
  const { policies, isDefault } = body as PoliciesView;
  expect([policies.length, isDefault]).toEqual([1, false]);
  const refuse = async (changed: Partial<NewPolicy>) => {
    const answer = await hr.call('POST', '/api/policies', { ...policy, ...changed });
    return [codeOf(answer), Object.keys((answer.body as { error: { fields?: object } }).error.fields ?? {})];
  };
  expect(await refuse({})).toEqual(['POLICY_TAKEN', []]);
  expect(await refuse({ levels: [levels[1], levels[0]] as NewPolicy['levels'] })).toEqual([
    'INPUT_INVALID',
    ['levels'],
  ]);
  expect(await refuse({ levels: [{ afterMinutes: 0, to: [] }] })).toEqual(['INPUT_INVALID', ['levels.0.to']]);
  expect(await refuse({ deviceLevels: levels })).toEqual(['INPUT_INVALID', ['deviceLevels']]);
  expect(await refuse({ subject: 'team' })).toEqual(['INPUT_INVALID', ['subjectId']]);
  expect(await refuse({ subject: 'team', subjectId: 'x' })).toEqual(['NOT_FOUND', []]);

  const preview = async (more: object = {}) =>
    (await hr.call('POST', '/api/policies/preview', { subject: 'person', subjectId: id('Ayu'), ...more }))
      .body as PolicyPreview;
  expect((await preview()).sentence).toBe(
    'For Ayu, absent now: 09:00 Farid by browser, 09:02 Clara by browser, 09:04 HR (1 person).',
  );
  const other = await user('other', 'supervisor', null);
  const asked = { subject: 'person', subjectId: id('Ayu') };
  expect(codeOf(await other.call('POST', '/api/policies/preview', asked))).toBe('NOT_YOURS');
  expect(codeOf(await farid.call('POST', '/api/policies', policy))).toBe('NOT_ALLOWED');

  await add('Gita');
  const stand = { personId: id('Farid'), standInId: id('Gita'), fromMs: nowMs - 1, toMs: nowMs + 3_600_000 };
  const added = (await hr.call('POST', '/api/substitutes', stand)).body as Substitute;
  const away = { fromMs: nowMs - 1, toMs: nowMs + 7_200_000, why: '' };
  await hr.call('POST', `/api/people/${id('Farid')}/leaves`, away);
  expect((await preview()).steps[0]?.recipients).toEqual([
    {
      ...{ recipientId: `person:${id('Gita')}`, name: 'Gita', channel: null },
      note: 'Stands in for Farid, who is on leave.',
    },
  ]);
  expect((await hr.call('DELETE', `/api/substitutes/${added.substituteId}`)).status).toBe(204);
  const night = { ...policy, quietHours: { from: '08:00', to: '10:00' } };
  expect((await preview({ policy: night })).sentence).toBe(
    'For Ayu, absent now: 10:00 Clara by browser, 10:02 nobody, 10:02 HR (1 person).',
  );
  const [own] = policies as [EscalationPolicy];
  expect((await hr.call('PUT', `/api/policies/${own.policyId}`, night)).body).toMatchObject(night);
  expect((await hr.call('DELETE', `/api/policies/${own.policyId}`)).status).toBe(204);
  expect(((await hr.call('GET', '/api/policies')).body as PoliciesView).isDefault).toBe(true);
}, 60_000);

test('nobody to tell is a problem that administrators read, and the next level is told at once', async () => {
  const { hr } = await office();
  await owner.call('PUT', `/api/people/${id('Ayu')}/supervisor`, { supervisorId: null });
  const { incidentId } = await ayuLeaves();
  await pass(12);
  expect(await told(incidentId)).toEqual(['raised 3 hr 1']);
  const problems = ((await hr.call('GET', '/api/problems')).body as ProblemView[]).filter(
    ({ path }) => path === `/incidents/${incidentId}`,
  );
  expect(problems.map(({ text }) => text)).toEqual([
    'Cannot tell anybody about Ayu at level 1: no supervisor is named. Complete the hierarchy or change the escalation.',
    'Cannot tell anybody about Ayu at level 2: nobody is above the supervisor. Complete the hierarchy or change the escalation.',
  ]);
}, 60_000);

test('who is erased leaves no name in incidents, messages or alerts, and nothing more is told of them', async () => {
  await office();
  await ayuLeaves();
  await pass(20);
  expect((await owner.call('DELETE', `/api/people/${id('Ayu')}`)).status).toBe(200);
  await pass(200);
  expect(await incidents(owner)).toEqual([]);
  expect((await page(owner)).overview.incidents).toEqual([]);
  await server.stop();
  const db = await openDatabase(server.config.dataDir);
  const rows: unknown[] = [await db('messages'), await db('alerts'), await db('incident_events')];
  const messages = await db('messages').select<{ template: string }[]>('template');
  await db.destroy();
  expect(messages.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain('Ayu');
  await start(dirname(server.config.dataDir));
}, 60_000);

test('while the camera is blind nobody is told of an absence, and the camera is an incident of its own', async () => {
  await office();
  await owner.call(
    'DELETE',
    `/api/policies/${((await owner.call('GET', '/api/policies')).body as PoliciesView).policies[0]?.policyId}`,
  );
  const { incidentId } = await ayuLeaves();
  health('blind');
  await pass(100);
  expect(await told(incidentId)).toEqual(['raised 1 Farid 0']);
  const all = await incidents(owner, '?state=open');
  expect(all.map(({ kind }) => kind).sort()).toEqual(['absence', 'blindCamera']);
  health('seeing');
  see(1);
  await pass(15);
  expect(await incidents(owner, '?state=open')).toEqual([]);
  expect((await incidents(owner, '?state=resolved')).length).toBe(2);
}, 60_000);

test('a message about several shows a supervisor nobody who is not theirs; whoever sees everybody reads it whole', async () => {
  const { farid, hr } = await office();
  await add('Dewi', { supervisorId: id('Clara') });
  await add('Budi', { supervisorId: id('Dewi'), consent: { statement: 'I agree.' } });
  await owner.upload(`/api/people/${id('Budi')}/photos`, [{ name: 'b.jpg', bytes: 'face 2' }]);
  const [stored] = ((await owner.call('GET', '/api/policies')).body as PoliciesView).policies;
  const toHr = { ...policy, levels: [{ afterMinutes: 0, to: [{ kind: 'hr' }] }], digestFrom: 2 };
  expect((await owner.call('PUT', `/api/policies/${stored?.policyId}`, toHr)).status).toBe(200);
  see(2);
  await ayuLeaves();
  await pass(12);
  const [{ incidentId } = { incidentId: '' }] = await incidents(hr, `?subjectId=${id('Ayu')}`);
  const textOf = ({ alerts }: IncidentDetails) =>
    alerts.map(({ messages }) => messages.map((each) => each.text));
  const whole = await details(hr, incidentId);
  expect(whole.events.map(({ kind }) => kind)).toContain('grouped');
  expect(JSON.stringify(textOf(whole))).toMatch(/Ayu.*Budi|Budi.*Ayu/);
  const own = await details(farid, incidentId);
  expect(textOf(own)).toEqual([['…']]);
  expect(JSON.stringify([own, await incidents(farid)])).not.toMatch(/Budi|Dewi/);
}, 60_000);

test('that somebody is on leave is told to those who may read leave, and to others that they are off duty', async () => {
  const { hr, clara } = await office();
  const away = { fromMs: nowMs, toMs: nowMs + 86_400_000 };
  expect((await hr.call('POST', `/api/people/${id('Farid')}/leaves`, away)).status).toBe(201);
  const { incidentId } = await ayuLeaves();
  await pass(12);
  const viewer = await user('viewer', 'viewer', null);
  const read = async (client: Client) => {
    const { alerts, events } = await details(client, incidentId);
    return [alerts[0]?.note, events.find(({ kind }) => kind === 'alerted')?.detail];
  };
  const said = (why: string) => [`Because Farid ${why}.`, `Level 1: Clara (Because Farid ${why}.)`];
  expect(await read(hr)).toEqual(said('is on leave'));
  for (const client of [viewer, clara]) expect(await read(client)).toEqual(said('is off duty'));
  await hr.call('POST', `/api/people/${id('Ayu')}/leaves`, away);
  await pass(5);
  const ended = async (client: Client) => (await details(client, incidentId)).events.at(-1)?.detail;
  expect([await ended(hr), await ended(clara)]).toEqual(['The leave began.', 'The leave began.']);
  expect(await ended(viewer)).toBe('The duty ended.');
}, 60_000);
