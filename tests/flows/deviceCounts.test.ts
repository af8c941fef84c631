/**
 * Goal: a page that reads only when it is told shows how much a terminal holds, and what it is to do, soon after either changed; and
 * the clock of one terminal can be set. Method: a real server, a real socket, simulated terminals; nobody waits for the regular look.
 */
import { createServer } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, expect, test } from 'vitest';
import { madeTemplate } from '../../server/devices/simulator/madePeople.ts';
import { createPushTerminal } from '../../server/devices/simulator/push/pushTerminal.ts';
import type {
  AuditEntry,
  DeviceCommandView,
  DeviceTimeSet,
  DeviceView,
  NewDevice,
} from '../../server/wire.ts';
import { punchAt, simulatedTerminals } from '../helpers/simulatedTerminals.ts';
import { type Client, codeOf, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

const { simulate } = simulatedTerminals();
const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const now = () => Date.now();
const longMs = 3_600_000;
const quick = { retryMs: 100, retryMostMs: 200, connectTimeoutMs: 800, replyTimeoutMs: 2000 };
const times = {
  terminalTimes: { ...quick, checkEveryMs: longMs },
  syncTimes: { tickMs: 20, checkEveryMs: longMs, querySettleMs: 60 },
};

async function open(): Promise<{ server: TestServer; admin: Client }> {
  const server = await startTestServer({ overrides: times });
  ends.push(server.remove);
  return { server, admin: await server.admin() };
}
async function ask<T>(client: Client, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await client.call(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body as T;
}
const add = (admin: Client, device: Partial<NewDevice>) =>
  ask<DeviceView>(admin, 'POST', '/api/devices', { name: 'Gate', timeZone: 'UTC', ...device });

/** What a page has that reads `path` when it is opened and whenever it is told that something at terminals changed. */
async function shown<T>({ url }: TestServer, admin: Client, path: string): Promise<() => T | null> {
  let seen: T | null = null;
  const socket: Socket = io(url, { transports: ['websocket'], extraHeaders: { cookie: admin.cookie() } });
  ends.push(() => void socket.close());
  // One after the other, as they were asked for: the newest is what stays.
  let reading: Promise<unknown> = Promise.resolve();
  const read = (): void => {
    reading = reading.then(() =>
      ask<T>(admin, 'GET', path).then(
        (answer) => (seen = answer),
        () => undefined,
      ),
    );
  };
  socket.on('devicesChanged', read);
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  read();
  return () => seen;
}

test('users, fingers and logs on a card follow what is brought, enrolled, punched and cleared', async () => {
  const { server, admin } = await open();
  const { areaId } = await ask<{ areaId: string }>(admin, 'POST', '/api/areas', { name: 'Hall' });
  const gate = await simulate({ users: [{ uid: 9, userId: '777', name: 'Guest' }], now });
  const device = await add(admin, { host: '127.0.0.1', port: gate.port, areaId });
  const path = `/api/devices/${device.deviceId}`;
  const card = await shown<DeviceView>(server, admin, path);
  const holds = (counts: Partial<NonNullable<DeviceView['counts']>>) =>
    eventually(() => expect(card()?.counts).toMatchObject(counts));
  await holds({ users: 1, fingers: 0, logs: 0 });

  const { personId } = await ask<{ personId: string }>(admin, 'POST', '/api/people', {
    ...{ name: 'Ana', code: '1001' },
  });
  await ask(admin, 'PATCH', `/api/people/${personId}`, { areaIds: [areaId] });
  await holds({ users: 2 });
  await eventually(() =>
    expect(gate.enrol({ userId: '1001', finger: 3, template: madeTemplate(1, 3) })).toBe(true),
  );
  await holds({ fingers: 1 });
  await punchAt(gate, { userId: '1001', verify: 1 });
  await holds({ logs: 1 });
  await ask(admin, 'POST', `${path}/clear`, { what: 'logs', confirm: 'Gate' });
  await holds({ logs: 0 });
  await ask(admin, 'DELETE', `/api/people/${personId}`);
  await holds({ users: 1, fingers: 0 });
});

test('what a terminal that calls is to do, what became of it and how much it holds then, is told to the page', async () => {
  const { server, admin } = await open();
  const port = await freePort();
  await ask(admin, 'PATCH', '/api/settings', { pushOn: true, pushPort: port });
  const url = `http://127.0.0.1:${port}`;
  await eventually(async () => expect((await fetch(`${url}/iclock/ping`)).status).toBe(400));
  const device = await add(admin, { kind: 'push', serial: 'T-1' });
  const terminal = createPushTerminal({ url, serial: 'T-1', users: [{ userId: '1', name: 'Al' }], now });
  ends.push(terminal.close);
  await terminal.connect();
  const path = `/api/devices/${device.deviceId}`;
  const commands = await shown<DeviceCommandView[]>(server, admin, `${path}/commands`);
  const card = await shown<DeviceView>(server, admin, path);
  const ofTime = () => commands()?.find(({ kind }) => kind === 'setTime');

  const set = await ask<DeviceTimeSet>(admin, 'POST', `${path}/time`);
  expect(set).toMatchObject({ name: 'Gate', problem: null, ordered: true });
  await eventually(() => expect(ofTime()).toMatchObject({ state: 'waiting' }));
  await eventually(async () => {
    await terminal.poll();
    expect(ofTime()).toMatchObject({ state: 'done' });
  });
  expect(terminal.state.options['set.datetime']).toBeDefined();
  await eventually(() => expect(card()?.counts).toMatchObject({ logs: 0 }));
  terminal.punch({ userId: '1' });
  expect(await terminal.sendAll()).toBe(true);
  await terminal.poll();
  await eventually(() => expect(card()?.counts).toMatchObject({ logs: 1 }));
});

test('the clock of one terminal is set, and of no other; one that is not there says why, and nothing is written down', async () => {
  const { server, admin } = await open();
  const [slow, other] = [
    await simulate({ driftMs: -90_000, now }),
    await simulate({ options: { '~SerialNumber': 'OTHER' }, driftMs: 60_000, now }),
  ];
  const one = await add(admin, { name: 'Slow', host: '127.0.0.1', port: slow.port });
  const two = await add(admin, { name: 'Other', host: '127.0.0.1', port: other.port });
  const view = ({ deviceId }: DeviceView) => ask<DeviceView>(admin, 'GET', `/api/devices/${deviceId}`);
  const far = async (device: DeviceView) => Math.abs((await view(device)).driftMs ?? 1e9);
  const time = (device: DeviceView) => `/api/devices/${device.deviceId}/time`;
  for (const each of [one, two])
    await eventually(async () => expect(await view(each)).toMatchObject({ state: 'online' }));

  const set = await ask<DeviceTimeSet>(admin, 'POST', time(one));
  expect(set).toMatchObject({ name: 'Slow', problem: null });
  expect(Math.abs(set.driftMs ?? 1e9)).toBeLessThan(2_000);
  expect(await far(one)).toBeLessThan(2_000);
  expect(await far(two)).toBeGreaterThan(50_000);
  await other.stop();
  await eventually(async () => expect(await view(two)).toMatchObject({ state: 'offline' }));
  expect(codeOf(await admin.call('POST', time(two)))).toBe('TERMINAL_OFFLINE');
  const hr = await server.signedInAs('hr');
  expect(codeOf(await hr.call('POST', time(one)))).toBe('NOT_ALLOWED');
  const { audits } = await ask<{ audits: AuditEntry[] }>(admin, 'GET', '/api/audits');
  expect(audits.filter(({ action }) => action === 'device.clockSet')).toMatchObject([
    { subject: one.deviceId, detail: { name: 'Slow' } },
  ]);
});

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
