/**
 * Goal: that people who left are not confirmed to be gone from a terminal is told once, whatever is restarted meanwhile, and so is the
 * end. Method: a real server with a clock of its own, a simulated terminal that is off while people leave, and an administrator's open page.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createSimulatedTerminal,
  type SimulatedTerminal,
} from '../../server/devices/simulator/simulatedTerminal.ts';
import { type Simulator, startSimulator } from '../../server/devices/simulator/startSimulator.ts';
import type {
  DevicePersonView,
  DeviceView,
  IncidentDetails,
  IncidentView,
  NoticeView,
  Person,
} from '../../server/wire.ts';
import { type HandClock, handClock } from '../helpers/handClock.ts';
import { openAlertedPage, passMinutes, soonBy } from '../helpers/incidentSteps.ts';
import { type Client, startTestServer, type TestServer } from '../helpers/testServer.ts';

const hourMs = 3_600_000;
const quick = { retryMs: 50, retryMostMs: 100, connectTimeoutMs: 800, replyTimeoutMs: 600 };

let folder: string;
let clock: HandClock;
let server: TestServer;
let owner: Client;
let page: Socket;
let texts: string[];
let terminal: SimulatedTerminal;
let simulator: Simulator;
let deviceId: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-left-'));
  clock = handClock(Date.UTC(2026, 10, 20, 2));
  texts = [];
  terminal = createSimulatedTerminal({ options: { '~SerialNumber': 'A1' } }, () => clock.now());
  simulator = await startSimulator({ terminal });
  await start();
});
afterEach(async () => {
  page.disconnect();
  await server.stop();
  await simulator.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const overrides = { clock, terminalTimes: quick, syncTimes: { tickMs: 20 } };
  server = await startTestServer({ folder: join(folder, 'server'), overrides });
  owner = await server.admin();
  page = await openAlertedPage(server.url, owner, texts);
}
async function restart(): Promise<void> {
  page.disconnect();
  await server.stop();
  await start();
}
async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await owner.call(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body as T;
}

const pass = (minutes: number): Promise<void> => passMinutes(clock, minutes, incidents);
const soon = (check: () => unknown): Promise<unknown> => soonBy(clock, check);

const incidents = async (): Promise<IncidentView[]> =>
  (await call<{ incidents: IncidentView[] }>('GET', '/api/incidents')).incidents;
const notices = async (): Promise<NoticeView[]> =>
  (await call<{ notices: NoticeView[] }>('GET', '/api/notices?kind=stillOnTerminal')).notices;
const told = async (): Promise<string[]> => {
  const [incident] = await incidents();
  const { alerts } = await call<IncidentDetails>('GET', `/api/incidents/${incident?.incidentId}`);
  return alerts.map(({ kind, level, recipient }) => `${kind} ${level} ${recipient}`);
};
const state = async (): Promise<string | undefined> =>
  (await call<DeviceView[]>('GET', '/api/devices')).find((each) => each.deviceId === deviceId)?.state;
const onIt = (): (string | undefined)[] =>
  [...terminal.users.keys()].map((uid) => terminal.user(uid)?.userId).sort();

/** Three people on a terminal, which is then off. */
async function offWithThree(): Promise<string[]> {
  await call('PATCH', '/api/settings', { stillOnTerminalAfterMs: hourMs });
  const { areaId } = await call<{ areaId: string }>('POST', '/api/areas', { name: 'Hall' });
  const ids: string[] = [];
  for (const [code, name] of [
    ['1001', 'Ana'],
    ['1002', 'Ben'],
    ['ZP7003', 'Zaenab Putri'],
  ]) {
    const made = await call<Person>('POST', '/api/people', {
      name,
      code,
      areaIds: [areaId],
      badgeOnly: true,
    });
    ids.push(made.personId);
  }
  const place = { host: '127.0.0.1', port: simulator.port, areaId, timeZone: 'UTC' };
  ({ deviceId } = await call<DeviceView>('POST', '/api/devices', { name: 'Gate', ...place }));
  await soon(() => expect(onIt()).toEqual(['1001', '1002', 'ZP7003']));
  // Read again, and noted: before that nobody here knows whether they are on it.
  await soon(async () => {
    const people = await call<DevicePersonView[]>('GET', `/api/devices/${deviceId}/people`);
    expect(people.map(({ wanted, state }) => `${wanted} ${state}`)).toEqual(Array(3).fill('there done'));
  });
  await simulator.stop();
  await soon(async () => expect(await state()).toBe('offline'));
  return ids;
}

test('many leavers on a terminal that is off are one incident, told once over restarts, with how it is then; its end too', async () => {
  await server.signedInAs('hr');
  const [ana, ben, zaenab] = await offWithThree();
  await call('PATCH', `/api/people/${ana}`, { deactivated: true });
  await pass(30);
  await call('PATCH', `/api/people/${ben}`, { deactivated: true });
  await pass(29);
  expect(await incidents()).toEqual([]);
  await pass(2);
  await soon(async () =>
    expect(await incidents()).toMatchObject([
      { kind: 'stillOnTerminal', subjectId: deviceId, name: 'Gate', area: 'Hall', endedAtMs: null },
    ]),
  );
  const [first] = await incidents();
  expect(first?.why).toMatch(
    /^People who left and may still be on it: 2 \(on it when it was last read: 2\), the longest since 2026-11-20 09:\d\d\. Cannot [^.]* the terminal at Gate: .* Until it confirms/,
  );
  await pass(2);
  await soon(() => expect(texts).toHaveLength(1));
  expect(texts[0]).toMatch(
    /: 2 people on Gate, the longest since .* What is known: Cannot .* the terminal at Gate: /,
  );

  await restart();
  expect((await owner.call('DELETE', `/api/people/${zaenab}`)).status).toBe(200);
  await pass(12);
  await soon(async () => expect((await incidents())[0]?.why).toContain('be on it: 3 (on it when'));
  await soon(async () => expect((await notices())[0]?.detail).toContain('be on it: 3 (on it when'));
  expect(await told()).toEqual(['raised 1 Ada']);
  expect([await incidents(), await notices()].map(({ length }) => length)).toEqual([1, 1]);
  await pass(56);
  await soon(async () => expect(await told()).toEqual(['raised 1 Ada', 'raised 2 The hr']));
  expect(texts).toHaveLength(1);
  expect(JSON.stringify([await incidents(), await notices(), texts])).not.toMatch(/Zaenab|ZP7003/);

  await restart();
  simulator = await startSimulator({ terminal, port: simulator.port });
  await soon(() => expect(onIt()).toEqual([]));
  await soon(async () => expect(await incidents()).toMatchObject([{ state: 'resolved' }]));
  await soon(() => expect(texts).toHaveLength(2));
  expect(texts[1]).toMatch(/^Everybody who left is gone from a terminal, as it confirmed: Gate \(/);
  await soon(async () => expect((await notices())[0]?.untilMs).not.toBeNull());
  await restart();
  await pass(8);
  expect([(await incidents()).length, texts.length]).toEqual([1, 2]);
}, 180_000);

test('somebody who was erased and nobody else is told of too, from when they went, over a restart', async () => {
  const [, , zaenab] = await offWithThree();
  const leftMs = clock.now();
  await call('DELETE', `/api/people/${zaenab}`);
  await pass(30);
  await restart();
  await pass(28);
  expect(await incidents()).toEqual([]);
  await pass(4);
  await soon(async () => expect(await incidents()).toMatchObject([{ subjectId: deviceId, sinceMs: leftMs }]));
  simulator = await startSimulator({ terminal, port: simulator.port });
  await soon(() => expect(onIt()).toEqual(['1001', '1002']));
  await soon(async () => expect(await incidents()).toMatchObject([{ state: 'resolved' }]));
}, 120_000);

test('whoever enrolled at it before it was read, and is erased while it is off, is told of until it was read', async () => {
  await offWithThree();
  const made = { name: 'Dewi', code: '1009', areaIds: [], badgeOnly: true };
  const { personId: dewi } = await call<Person>('POST', '/api/people', made);
  terminal.addUser({ uid: 90, userId: '1009', name: 'Dewi' });
  await pass(1);
  await call('PATCH', `/api/people/${dewi}`, { deactivated: true });
  await pass(63);
  await soon(async () => expect(await incidents()).toMatchObject([{ subjectId: deviceId, endedAtMs: null }]));
  expect((await owner.call('DELETE', `/api/people/${dewi}`)).status).toBe(200);
  await pass(20);
  await soon(async () => expect((await incidents())[0]?.why).toContain('be on it: 1 (on it when'));
  expect(await incidents()).toMatchObject([{ endedAtMs: null }]);
  simulator = await startSimulator({ terminal, port: simulator.port });
  await soon(() => expect(onIt()).toEqual(['1001', '1002', 'ZP7003']));
  await soon(async () => expect(await incidents()).toMatchObject([{ state: 'resolved' }]));
  await soon(() => expect(texts.at(-1)).toMatch(/^Everybody who left is gone/));
}, 120_000);

test('whoever comes back to work while it is off ends it without a word: nothing was confirmed', async () => {
  const [ana] = await offWithThree();
  await call('PATCH', `/api/people/${ana}`, { deactivated: true });
  await pass(63);
  await soon(() => expect(texts).toHaveLength(1));
  await call('PATCH', `/api/people/${ana}`, { deactivated: false });
  await soon(async () => expect(await incidents()).toMatchObject([{ state: 'closed' }]));
  await pass(3);
  expect(texts).toHaveLength(1);
}, 120_000);

test('whoever left counts, and goes, whatever becomes of their number while it is off', async () => {
  const [ana] = await offWithThree();
  await call('PATCH', `/api/people/${ana}`, { deactivated: true });
  await pass(63);
  await soon(() => expect(texts).toHaveLength(1));
  await call('PATCH', `/api/people/${ana}`, { code: null });
  await pass(20);
  expect(await incidents()).toMatchObject([{ endedAtMs: null }]);
  simulator = await startSimulator({ terminal, port: simulator.port });
  await soon(() => expect(onIt()).toEqual(['1002', 'ZP7003']));
  await soon(async () => expect(await incidents()).toMatchObject([{ state: 'resolved' }]));
}, 120_000);

test('whoever may not look at terminals learns nothing of who left, and no address', async () => {
  const [ana] = await offWithThree();
  await call('PATCH', `/api/people/${ana}`, { deactivated: true });
  await pass(63);
  await soon(() => expect(texts).toHaveLength(1));
  expect(texts[0]).not.toContain('127.0.0.1');
  const [viewer, hr] = [await server.signedInAs('viewer'), await server.signedInAs('hr')];
  const [incident] = await incidents();
  const paths = ['/api/incidents', '/api/notices', `/api/incidents/${incident?.incidentId}`];
  const seen = async (as: Client) =>
    JSON.stringify(await Promise.all(paths.map(async (each) => (await as.call('GET', each)).body)));
  expect(await seen(viewer)).not.toMatch(/stillOnTerminal|127\.0\.0\.1|People who left/);
  expect((await viewer.call('GET', paths[2] ?? '')).status).toBe(403);
  expect(await seen(hr)).toContain('People who left');
}, 120_000);

test('a terminal that is removed ends its incident, and nobody is told of an end', async () => {
  const [ana] = await offWithThree();
  await call('PATCH', `/api/people/${ana}`, { deactivated: true });
  await pass(63);
  await soon(() => expect(texts).toHaveLength(1));
  expect((await owner.call('DELETE', `/api/devices/${deviceId}`)).status).toBe(204);
  await soon(async () => expect(await incidents()).toMatchObject([{ state: 'closed' }]));
  await soon(async () => expect((await notices())[0]?.untilMs).not.toBeNull());
  await pass(3);
  expect(texts).toHaveLength(1);
}, 120_000);

test('whoever comes back to work is missing nowhere; turned off, nobody is told; turned on again, they are', async () => {
  const [ana, ben] = await offWithThree();
  await call('PATCH', `/api/people/${ana}`, { deactivated: true });
  await call('PATCH', `/api/people/${ben}`, { deactivated: true });
  await call('PATCH', '/api/settings', { stillOnTerminalAfterMs: 0 });
  await pass(63);
  expect([await incidents(), await notices()]).toEqual([[], []]);
  await call('PATCH', '/api/settings', { stillOnTerminalAfterMs: hourMs });
  await soon(async () =>
    expect(await incidents()).toMatchObject([{ kind: 'stillOnTerminal', endedAtMs: null }]),
  );
  await call('PATCH', `/api/people/${ana}`, { deactivated: false });
  await call('PATCH', `/api/people/${ben}`, { deactivated: false });
  await soon(async () => expect((await incidents())[0]?.endedAtMs).not.toBeNull());
  expect((await owner.call('PATCH', '/api/settings', { stillOnTerminalAfterMs: 1_000 })).status).toBe(400);
}, 120_000);
