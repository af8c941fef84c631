/** Goal: terminals that call are heard once the company lets them, and what is done at them is done. Method: a real server, simulated terminals. */
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createPushTerminal, type PushTerminal } from '../../server/devices/simulator/push/pushTerminal.ts';
import type {
  DeviceCommandView,
  DeviceLogPage,
  DeviceTimeSet,
  DeviceView,
  IncidentView,
  NoticeView,
  PersonView,
  PushListener,
} from '../../server/wire.ts';
import { type Client, codeOf, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

const servers: TestServer[] = [];
const terminals: PushTerminal[] = [];
afterEach(async () => {
  for (const terminal of terminals.splice(0)) terminal.close();
  for (const server of servers.splice(0)) await server.remove();
});

async function open() {
  const server = await startTestServer();
  servers.push(server);
  const admin = await server.admin();
  const port = await freePort();
  expect(await admin.call('PATCH', '/api/settings', { pushOn: true, pushPort: port })).toMatchObject({
    status: 200,
  });
  const url = `http://127.0.0.1:${port}`;
  await eventually(async () => expect((await fetch(`${url}/iclock/ping`)).status).toBe(400));
  return { server, admin, port, url };
}

function terminalAt(url: string, serial: string): PushTerminal {
  const users = [{ userId: '1001', name: 'Ana' }];
  const terminal = createPushTerminal({ url, serial, users, now: () => Date.now() });
  terminals.push(terminal);
  return terminal;
}

const get = async <T>(client: Client, path: string): Promise<T> => {
  const answer = await client.call('GET', path);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as T;
};
const logs = (admin: Client) => get<DeviceLogPage>(admin, '/api/device-logs');

async function letIn(admin: Client, serial: string, more: object = {}): Promise<DeviceView> {
  const added = { name: `Door ${serial}`, kind: 'push', serial, timeZone: 'UTC', ...more };
  const answer = await admin.call('POST', '/api/devices', added);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body as DeviceView;
}

test('off until it is turned on; in use elsewhere it says so, and nobody is heard once it is off again', async () => {
  const server = await startTestServer();
  servers.push(server);
  const admin = await server.admin();
  expect(await get<PushListener>(admin, '/api/devices/push')).toMatchObject({ on: false, problem: null });
  const device = await letIn(admin, 'OFF-1');
  expect(device).toMatchObject({ state: 'offline', problem: expect.stringContaining('settings') as string });
  const taken = Number(new URL(server.url).port);
  await admin.call('PATCH', '/api/settings', { pushOn: true, pushPort: taken });
  await eventually(async () =>
    expect((await get<PushListener>(admin, '/api/devices/push')).problem).toContain(String(taken)),
  );
  const port = await freePort();
  await admin.call('PATCH', '/api/settings', { pushPort: port });
  const terminal = terminalAt(`http://127.0.0.1:${port}`, 'OFF-1');
  await eventually(async () => expect(await terminal.connect()).toBe(true));
  expect(await get<PushListener>(admin, '/api/devices/push')).toEqual({ on: true, port, problem: null });
  await admin.call('PATCH', '/api/settings', { pushOn: false });
  await eventually(() => expect(terminal.connect()).rejects.toThrow());
});

test('a serial number nobody knows is on the bell until it is let in; HR reads and changes nothing', async () => {
  const { server, admin, url } = await open();
  const terminal = terminalAt(url, 'ABC-1');
  terminal.punch({ userId: '1001' });
  expect(await terminal.connect()).toBe(false);
  await eventually(async () =>
    expect(await get<DeviceView[]>(admin, '/api/devices')).toMatchObject([
      { state: 'quarantined', serial: 'ABC-1', address: '127.0.0.1' },
    ]),
  );
  const [device] = await get<DeviceView[]>(admin, '/api/devices');
  const bell = async () => (await get<{ notices: NoticeView[] }>(admin, '/api/notices')).notices;
  await eventually(async () =>
    expect(await bell()).toMatchObject([
      { kind: 'unknownTerminal', detail: expect.stringContaining('ABC-1') as string },
    ]),
  );
  const incidents = async () =>
    (await get<{ incidents: IncidentView[] }>(admin, '/api/incidents?kind=unknownTerminal')).incidents;
  await eventually(async () => expect(await incidents()).toMatchObject([{ state: 'open', name: 'ABC-1' }]));
  const hr = await server.signedInAs('hr');
  const path = `/api/devices/${device?.deviceId}/approve`;
  expect(codeOf(await hr.call('POST', path, {}))).toBe('NOT_ALLOWED');
  expect(await admin.call('POST', path, { name: 'Back door' })).toMatchObject({ status: 200 });
  expect(codeOf(await admin.call('POST', `/api/devices/${device?.deviceId}/beep`))).toBe('TERMINAL_CALLS');
  await eventually(async () => expect((await bell()).filter(({ untilMs }) => untilMs === null)).toEqual([]));
  await eventually(async () => expect(await incidents()).toMatchObject([{ state: 'resolved' }]));
  expect(await terminal.connect()).toBe(true);
  expect(await terminal.sendAll()).toBe(true);
  expect((await logs(admin)).rows).toMatchObject([{ device: 'Back door', userId: '1001', source: 'push' }]);
  const audits = (await get<{ audits: { action: string }[] }>(admin, '/api/audits')).audits;
  expect(audits.map(({ action }) => action)).toContain('device.approved');
});

test('a punch is presence at its place, and its terminal is online with what it told of itself', async () => {
  const { admin, url } = await open();
  const person = await admin.call('POST', '/api/people', { name: 'Ana', code: '1001' });
  const area = await admin.call('POST', '/api/areas', { name: 'Gate hall' });
  const { areaId } = area.body as { areaId: string };
  const device = await letIn(admin, 'T-1', { areaId });
  const terminal = terminalAt(url, 'T-1');
  expect(await terminal.connect()).toBe(true);
  terminal.punch({ userId: '1001', status: 0, verify: 15 });
  expect(await terminal.sendAll()).toBe(true);
  await eventually(async () =>
    expect(await get<PersonView[]>(admin, '/api/presence')).toMatchObject([
      { personId: (person.body as { personId: string }).personId, state: 'present', area: 'Gate hall' },
    ]),
  );
  expect(await get(admin, `/api/devices/${device.deviceId}`)).toMatchObject({
    ...{ state: 'online', problem: null, firmware: 'Ver 8.0.4 Simulated', mac: '00:17:61:00:80:81' },
    ...{ fingerAlgorithm: '10', logs: 1 },
  });
});

test('its clock is set, it is read, and it is emptied only when everything it has is here', async () => {
  const { admin, url } = await open();
  const device = await letIn(admin, 'T-2');
  const terminal = terminalAt(url, 'T-2');
  await terminal.connect();
  terminal.punch({ userId: '1001', at: '2026-11-20T08:00:00' });
  terminal.punch({ userId: '1001', at: '2026-11-20T17:00:00' });
  // Lost on its way, as far as anybody here knows.
  terminal.state.pending.length = 0;
  const set = await admin.call('POST', '/api/devices/time');
  expect(set.body as DeviceTimeSet[]).toMatchObject([{ ordered: true, problem: null }]);
  const path = `/api/devices/${device.deviceId}`;
  expect(codeOf(await admin.call('POST', `${path}/clear`, { what: 'logs', confirm: 'no' }))).toBe(
    'TERMINAL_NOT_CONFIRMED',
  );
  expect(await admin.call('POST', `${path}/clear`, { what: 'logs', confirm: 'T-2' })).toMatchObject({
    status: 204,
  });
  for (let turn = 0; turn < 5; turn++) await terminal.poll();
  expect((await logs(admin)).total).toBe(2);
  expect(terminal.state.logs).toEqual([]);
  expect(terminal.state.commands).toContain('CLEAR LOG');
  expect(terminal.state.options['set.datetime']).toBeDefined();
  const commands = await get<DeviceCommandView[]>(admin, `${path}/commands`);
  expect(commands.every(({ state }) => state === 'done')).toBe(true);
  expect(commands.map(({ kind }) => kind)).toContain('clearLogs');
});

test('one that was emptied before keeps what did not come, however many records of it are here', async () => {
  const { admin, url } = await open();
  const device = await letIn(admin, 'T-5');
  const terminal = terminalAt(url, 'T-5');
  await terminal.connect();
  const clear = async (): Promise<void> => {
    const asked = { what: 'logs', confirm: 'T-5' };
    const answer = await admin.call('POST', `/api/devices/${device.deviceId}/clear`, asked);
    expect(answer).toMatchObject({ status: 204 });
    for (let turn = 0; turn < 5; turn++) await terminal.poll();
  };
  const punch = (day: number, count: number): void => {
    for (let minute = 10; minute < 10 + count; minute++)
      terminal.punch({ userId: '1001', at: `2026-11-${day}T08:${minute}:00` });
  };
  punch(19, 20);
  await terminal.sendAll();
  await clear();
  expect(terminal.state.logs).toEqual([]);

  punch(20, 7);
  await terminal.sendAll();
  punch(21, 3);
  terminal.state.pending.length = 0;
  terminal.state.faults.withholds = 3;
  await clear();
  expect(terminal.state.logs).toHaveLength(10);
  expect(terminal.state.commands.filter((text) => text === 'CLEAR LOG')).toHaveLength(1);

  terminal.state.faults.withholds = 0;
  await clear();
  expect(terminal.state.logs).toEqual([]);
  expect((await logs(admin)).total).toBe(30);
});

test('records that do not come are not deleted from it', async () => {
  const { admin, url } = await open();
  const device = await letIn(admin, 'T-3');
  const terminal = terminalAt(url, 'T-3');
  await terminal.connect();
  terminal.punch({ userId: '1001', at: '2026-11-20T08:00:00' });
  terminal.state.pending.length = 0;
  const path = `/api/devices/${device.deviceId}`;
  await admin.call('POST', `${path}/clear`, { what: 'everything', confirm: 'T-3' });
  // It says how many it has, and never sends what it is asked for.
  terminal.state.faults.withholds = 1;
  for (let turn = 0; turn < 5; turn++) await terminal.poll();
  expect(terminal.state.commands).not.toContain('CLEAR DATA');
  expect(terminal.state.logs).toHaveLength(1);
});

test('all are followed live, or none; each is told to ask again what it should send', async () => {
  const { admin, url } = await open();
  await letIn(admin, 'T-4');
  const terminal = terminalAt(url, 'T-4');
  await terminal.connect();
  const off = await admin.call('POST', '/api/devices/live-sync', { on: false });
  expect(off.body).toMatchObject([{ liveSync: false }]);
  await terminal.poll();
  expect(terminal.state.commands).toContain('RELOAD OPTIONS');
  await terminal.connect();
  expect(terminal.state.told).toContain('TransFlag=110010100000');
  expect((await admin.call('POST', '/api/devices/live-sync', { on: true })).body).toMatchObject([
    { liveSync: true },
  ]);
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
