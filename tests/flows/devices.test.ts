/** Goal: what happens at a terminal is here, once, at once, or with a reason. Method: a real server and simulated terminals. */
import { createServer } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type {
  DeviceFacts,
  DeviceLogPage,
  DeviceLogsRead,
  DeviceScanResult,
  DeviceTimeSet,
  DeviceView,
  DeviceWidgets,
  JobView,
  NewDevice,
  PersonView,
  Punch,
} from '../../server/wire.ts';
import { startSimulator } from '../../server/devices/simulator/startSimulator.ts';
import { fewLogs, fewUsers, punchAt, simulatedTerminals } from '../helpers/simulatedTerminals.ts';
import { type Client, codeOf, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

const { simulate } = simulatedTerminals();
const servers: TestServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.remove();
});

const quick = { retryMs: 100, retryMostMs: 200, connectTimeoutMs: 800, replyTimeoutMs: 600 };
const now = () => Date.now();
const zone = 'UTC';
const shownAt = (ms: number) => new Date(ms).toISOString().slice(0, 19);

async function open(): Promise<{ server: TestServer; admin: Client }> {
  const server = await startTestServer({ overrides: { terminalTimes: quick } });
  servers.push(server);
  return { server, admin: await server.admin() };
}
async function add(admin: Client, port: number, more: Partial<NewDevice> = {}): Promise<DeviceView> {
  const device = { name: `Gate ${port}`, host: '127.0.0.1', port, timeZone: zone, ...more };
  const answer = await admin.call('POST', '/api/devices', device);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body as DeviceView;
}
const get = async <T>(client: Client, path: string): Promise<T> => {
  const answer = await client.call('GET', path);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as T;
};
const view = (client: Client, { deviceId }: DeviceView) =>
  get<DeviceView>(client, `/api/devices/${deviceId}`);
const online = (client: Client, device: DeviceView) =>
  eventually(async () => expect(await view(client, device)).toMatchObject({ state: 'online' }));
const logs = (client: Client, query = '') => get<DeviceLogPage>(client, `/api/device-logs${query}`);
async function addPerson(admin: Client, name: string, code: string): Promise<string> {
  const answer = await admin.call('POST', '/api/people', { name, code });
  expect(answer).toMatchObject({ status: 201 });
  return (answer.body as { personId: string }).personId;
}

test('a punch at a terminal is presence at its place, and stands in the log with whose it is', async () => {
  const { admin } = await open();
  const personId = await addPerson(admin, 'Ana', '1001');
  const area = await admin.call('POST', '/api/areas', { name: 'Gate hall' });
  const simulator = await simulate({ users: fewUsers(3), now });
  const { areaId } = area.body as { areaId: string };
  const device = await add(admin, simulator.port, { areaId });
  await online(admin, device);
  const [hall] = await get<{ terminals: object[] }[]>(admin, '/api/areas');
  expect(hall).toMatchObject({ terminals: [{ terminalId: device.deviceId }] });

  await punchAt(simulator, { userId: '1001', status: 0, verify: 15 });
  const presence = async () =>
    (await get<PersonView[]>(admin, '/api/presence')).find((each) => each.personId === personId);
  await eventually(async () =>
    expect(await presence()).toMatchObject({ state: 'present', area: 'Gate hall' }),
  );

  expect(await logs(admin)).toMatchObject({
    total: 1,
    rows: [{ userId: '1001', personId, person: 'Ana', verify: 15, status: 0, source: 'live' }],
  });
  const [from, to] = [Date.now() - 60_000, Date.now() + 60_000];
  const punches = await get<Punch[]>(admin, `/api/punches?personId=${personId}&from=${from}&to=${to}`);
  expect(punches).toMatchObject([{ source: 'terminal', direction: 'in', area: 'Gate hall' }]);
});

test('its log is here once however often it is read, and whoever gets the code later gets the punches', async () => {
  const { admin } = await open();
  const users = fewUsers(5);
  const simulator = await simulate({ users, logs: fewLogs(50, users), now });
  const device = await add(admin, simulator.port);
  await online(admin, device);
  expect((await logs(admin)).total).toBe(50);
  for (let time = 0; time < 2; time++) {
    const answer = await admin.call('POST', `/api/devices/${device.deviceId}/logs/refresh`);
    expect(answer.body as DeviceLogsRead).toEqual({ added: 0, known: 50, refused: 0 });
  }
  expect(await view(admin, device)).toMatchObject({
    ...{ logs: 50, serial: 'SIM4370000001', mac: '00:17:61:00:43:70', model: 'Simulated terminal' },
    ...{ counts: { users: 5, logs: 50 }, hasKey: false, problem: null },
  });
  const personId = await addPerson(admin, 'Ben', '1002');
  await eventually(async () => expect((await logs(admin, `?personId=${personId}`)).total).toBe(10));
  expect((await logs(admin, '?unmatched=true')).total).toBe(40);
});

test('what was punched while it was away is read when it is back', async () => {
  const { admin } = await open();
  const users = fewUsers(3);
  const simulator = await simulate({ users, logs: fewLogs(3, users), now });
  const device = await add(admin, simulator.port);
  await online(admin, device);
  await simulator.stop();
  await eventually(async () => expect(await view(admin, device)).toMatchObject({ state: 'offline' }));
  expect((await view(admin, device)).problem).toMatch(/Cannot (reach|finish with) the terminal/);
  simulator.terminal.addLog({ userId: '1002', at: shownAt(Date.now() - 30_000), status: 1 });
  const again = await startSimulator({ terminal: simulator.terminal, port: simulator.port });
  try {
    await eventually(async () => expect((await logs(admin)).total).toBe(4));
    await online(admin, device);
    await punchAt(again, { userId: '1003' });
    await eventually(async () => expect((await logs(admin)).total).toBe(5));
  } finally {
    await again.stop();
  }
});

test('a terminal says why it is offline: its key, another client, its mode; and is online when that is mended', async () => {
  const { admin } = await open();
  const simulator = await simulate({ key: 1234, users: fewUsers(1), now });
  const device = await add(admin, simulator.port, { key: 99 });
  await eventually(async () =>
    expect(await view(admin, device)).toMatchObject({
      ...{ state: 'offline', hasKey: true },
      problem: expect.stringContaining('comm key') as string,
    }),
  );
  expect(JSON.stringify(await view(admin, device))).not.toContain('99,');
  await admin.call('PATCH', `/api/devices/${device.deviceId}`, { key: 1234 });
  await online(admin, device);
  for (const [faults, why] of [
    [{ otherClient: 'silent' }, 'another program'],
    [{ accessMode: true }, 'access control mode'],
  ] as const) {
    simulator.faults = faults;
    simulator.cut();
    await eventually(async () => expect((await view(admin, device)).problem).toContain(why));
  }
  simulator.faults = {};
  await online(admin, device);
});

test('its drift is measured, its clock set, its beep heard, and it is cleared only by who types its name', async () => {
  const { admin } = await open();
  const users = fewUsers(2);
  const simulator = await simulate({ users, logs: fewLogs(4, users), driftMs: 90_000, now });
  const device = await add(admin, simulator.port);
  await online(admin, device);
  const { driftMs } = await view(admin, device);
  expect(Math.abs((driftMs ?? 0) - 90_000)).toBeLessThan(1500);
  const path = `/api/devices/${device.deviceId}`;
  expect(await admin.call('POST', `${path}/beep`)).toMatchObject({ status: 204 });
  expect(simulator.terminal.sounds).toEqual([10]);
  const set = (await admin.call('POST', '/api/devices/time')).body as DeviceTimeSet[];
  expect(set).toMatchObject([{ name: device.name, problem: null }]);
  expect(Math.abs((await view(admin, device)).driftMs ?? 1e9)).toBeLessThan(1500);

  const clear = (confirm: string) => admin.call('POST', `${path}/clear`, { what: 'logs', confirm });
  expect(codeOf(await clear('something'))).toBe('TERMINAL_NOT_CONFIRMED');
  expect(simulator.terminal.logs.count()).toBe(4);
  simulator.terminal.addLog({ userId: '1001', at: shownAt(Date.now()) });
  expect(await clear('SIM4370000001')).toMatchObject({ status: 204 });
  expect(simulator.terminal.logs.count()).toBe(0);
  expect((await logs(admin)).total).toBe(5);
});

test('a scan finds the terminal, and says why another one fails', async () => {
  const { admin } = await open();
  const simulator = await simulate({ users: fewUsers(1), now });
  const scan = async (subnet: string, port: number): Promise<DeviceScanResult> => {
    const started = await admin.call('POST', '/api/devices/scan', { subnet, port });
    expect(started).toMatchObject({ status: 202 });
    const { jobId } = started.body as JobView;
    const job = () => get<JobView>(admin, `/api/jobs/${jobId}`);
    await eventually(async () => expect(await job()).toMatchObject({ state: 'done' }));
    return (await job()).result as DeviceScanResult;
  };
  const found = await scan('127.0.0.0/29', simulator.port);
  expect(found).toMatchObject({
    ...{ silent: 5, devices: [{ address: '127.0.0.1', facts: { serial: 'SIM4370000001' }, deviceId: null }] },
  });
  const web = createServer((socket) =>
    socket.on('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
  );
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const { port } = web.address() as { port: number };
  const failed = await scan('127.0.0.1', port);
  expect(failed.devices).toMatchObject([
    { facts: null, problem: expect.stringContaining('terminal') as string },
  ]);
  await new Promise((resolve) => web.close(resolve));
  expect((await scan('127.0.0.1', port)).devices[0]?.problem).toContain('refuses the connection');

  // One that is here and connected is not called a second time.
  const device = await add(admin, simulator.port);
  await online(admin, device);
  expect((await scan('127.0.0.1', simulator.port)).devices).toMatchObject([{ deviceId: device.deviceId }]);
  expect(simulator.clients()).toBe(1);
  for (const subnet of ['127.0.0.0/16', '8.8.8.0/24', 'here'])
    expect(codeOf(await admin.call('POST', '/api/devices/scan', { subnet }))).toBe('INPUT_INVALID');
});

test('a terminal is tried before it is saved, and two entries are never the same one', async () => {
  const { admin } = await open();
  const simulator = await simulate({ key: 7, now });
  const place = { host: '127.0.0.1', port: simulator.port };
  expect(codeOf(await admin.call('POST', '/api/devices/test', place))).toBe('DEVICE_KEY_WRONG');
  const tried = await admin.call('POST', '/api/devices/test', { ...place, key: 7 });
  expect(tried.body as DeviceFacts).toMatchObject({ serial: 'SIM4370000001' });
  const device = await add(admin, simulator.port, { key: 7, name: 'Gate' });
  await online(admin, device);
  expect(
    await admin.call('POST', '/api/devices/test', { ...place, deviceId: device.deviceId }),
  ).toMatchObject({
    status: 200,
  });
  expect(codeOf(await admin.call('POST', '/api/devices', { ...place, name: 'Other' }))).toBe(
    'TERMINAL_KNOWN',
  );
  const byName = { name: 'GATE', host: '127.0.0.1', port: 1 };
  expect(codeOf(await admin.call('POST', '/api/devices', byName))).toBe('NAME_TAKEN');
});

test('turned off it is not followed but can be read; removed it is let go, and its records stay', async () => {
  const { admin } = await open();
  const users = fewUsers(2);
  const simulator = await simulate({ users, logs: fewLogs(3, users), now });
  const device = await add(admin, simulator.port, { liveSync: false, name: 'Side door' });
  await online(admin, device);
  await punchAt(simulator, { userId: '1001' });
  expect((await logs(admin)).total).toBe(0);
  await admin.call('POST', `/api/devices/${device.deviceId}/logs/refresh`);
  expect((await logs(admin)).total).toBe(4);
  await admin.call('PATCH', `/api/devices/${device.deviceId}`, { liveSync: true });
  await online(admin, device);
  await punchAt(simulator, { userId: '1002' });
  await eventually(async () => expect((await logs(admin)).total).toBe(5));

  expect(await admin.call('DELETE', `/api/devices/${device.deviceId}`)).toMatchObject({ status: 204 });
  await eventually(() => expect(simulator.clients()).toBe(0));
  expect(await get(admin, '/api/devices')).toEqual([]);
  expect((await logs(admin)).rows[0]).toMatchObject({ device: 'Side door' });
  const again = await add(admin, simulator.port, { name: 'Side door' });
  await online(admin, again);
  expect((await logs(admin)).total).toBe(5);
});

test('the log in pages, by day and by what is looked for, as a file, and in numbers', async () => {
  const { admin } = await open();
  const users = fewUsers(3);
  const simulator = await simulate({ users, logs: fewLogs(30, users), faces: 4, now });
  await addPerson(admin, '=Cleo', '1003');
  const device = await add(admin, simulator.port);
  await online(admin, device);
  await punchAt(simulator, { userId: '1001' });
  await eventually(async () => expect((await logs(admin)).total).toBe(31));
  const seen: string[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: DeviceLogPage = await logs(admin, `?most=7${after && `&after=${encodeURIComponent(after)}`}`);
    seen.push(...page.rows.map(({ logId }) => logId));
    after = page.next;
  }
  expect(new Set(seen).size).toBe(31);
  expect((await logs(admin, '?from=2026-11-20&to=2026-11-20')).total).toBe(30);
  expect((await logs(admin, '?search=Cleo')).total).toBe(10);
  expect((await logs(admin, `?search=${encodeURIComponent('%')}`)).total).toBe(0);
  expect((await logs(admin, '?source=live')).total).toBe(1);
  const file = (await admin.call('GET', '/api/device-logs.csv?search=1003')).body as string;
  expect(file.split('\r\n')).toHaveLength(12);
  expect(file).toContain("'=Cleo");
  expect(await get<DeviceWidgets>(admin, '/api/devices/widgets')).toMatchObject({
    ...{ logs: 31, logsToday: 1, logsYesterday: 0, faces: 4, fingers: 0 },
    devices: [{ name: device.name, logs: 31 }],
  });
  const metrics = (await admin.call('GET', '/api/metrics')).body as string;
  expect(metrics).toContain('whereabouts_terminals{state="online"} 1');
  expect(metrics).toContain('whereabouts_terminal_logs_total{kind="added"} 31');
});
