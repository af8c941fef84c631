/** Goal: a badge says where somebody is as a face does. Method: a real server, simulated terminals over port 4370, a real socket. */
import { afterEach, expect, test } from 'vitest';
import { io as connect, type Socket } from 'socket.io-client';
import type {
  DeviceLogPage,
  DeviceRowPage,
  DeviceView,
  NewDevice,
  PersonView,
  Punch,
  ServerToClient,
} from '../../server/wire.ts';
import { fewLogs, fewUsers, punchAt, simulatedTerminals } from '../helpers/simulatedTerminals.ts';
import { type Client, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

const { simulate } = simulatedTerminals();
const servers: TestServer[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  for (const server of servers.splice(0)) await server.remove();
});

const quick = { retryMs: 100, retryMostMs: 200, connectTimeoutMs: 2000, replyTimeoutMs: 5000 };
/** What the issue promises from the event to the page. */
const withinMs = 1000;
const now = () => Date.now();
const shownAt = (ms: number) => new Date(ms).toISOString().slice(0, 19);

async function open() {
  const server = await startTestServer({ overrides: { terminalTimes: quick } });
  servers.push(server);
  const admin = await server.admin();
  return { server, admin };
}
async function make<T>(client: Client, path: string, body: object): Promise<T> {
  const answer = await client.call('POST', path, body);
  expect(answer, path).toMatchObject({ status: 201 });
  return answer.body as T;
}
const get = async <T>(client: Client, path: string): Promise<T> => {
  const answer = await client.call('GET', path);
  expect(answer, path).toMatchObject({ status: 200 });
  return answer.body as T;
};
async function added(admin: Client, port: number, more: Partial<NewDevice> = {}): Promise<DeviceView> {
  const body = { name: `Gate ${port}`, host: '127.0.0.1', port, timeZone: 'UTC', ...more };
  const device = await make<DeviceView>(admin, '/api/devices', body);
  await eventually(async () =>
    expect(await get(admin, `/api/devices/${device.deviceId}`)).toMatchObject({ state: 'online' }),
  );
  return device;
}

/** What the page of this client is told of people, with when. */
async function watch(server: TestServer, client: Client) {
  const told: { person: PersonView; atMs: number }[] = [];
  const socket: Socket<ServerToClient> = connect(server.url, {
    extraHeaders: { cookie: client.cookie() },
    transports: ['websocket'],
  });
  sockets.push(socket);
  const ready = new Promise<void>((resolve) => socket.once('overview', () => resolve()));
  socket.on('people', (changed) =>
    told.push(...changed.map((person) => ({ person, atMs: performance.now() }))),
  );
  await ready;
  return {
    told,
    /** Answers when the page was told this of them. */
    heard: (personId: string, isPresent: boolean, since: number): Promise<number> =>
      eventually(() => {
        const found = told.find(
          ({ person, atMs }) =>
            person.personId === personId && (person.state === 'present') === isPresent && atMs >= since,
        );
        if (!found) throw new Error(`the page was not told of ${personId}`);
        return Promise.resolve(found.atMs);
      }) as Promise<number>,
  };
}

test('a punch in is presence at the terminal within a second, on the page and for whoever asks; a punch out is the end of it', async () => {
  const { server, admin } = await open();
  const { areaId } = await make<{ areaId: string }>(admin, '/api/areas', { name: 'Gate hall' });
  const { areaId: yardId } = await make<{ areaId: string }>(admin, '/api/areas', { name: 'Yard' });
  const ana = await make<PersonView>(admin, '/api/people', { name: 'Ana', code: '1001', badgeOnly: true });
  const gate = await simulate({ users: fewUsers(3), now });
  const second = { '~SerialNumber': 'SIM4370000002', MAC: '00:17:61:00:43:71' };
  const yard = await simulate({ users: fewUsers(3), options: second, now });
  await added(admin, gate.port, { areaId, name: 'Front gate' });
  await added(admin, yard.port, { areaId: yardId, name: 'Yard door' });
  const page = await watch(server, admin);

  const begin = await punchAt(gate, { userId: '1001', status: 0, verify: 4 });
  expect((await page.heard(ana.personId, true, begin)) - begin).toBeLessThan(withinMs);
  const shown = async () =>
    (await get<PersonView[]>(admin, '/api/presence')).find(({ personId }) => personId === ana.personId);
  const here = await shown();
  expect(here).toMatchObject({ state: 'present', area: 'Gate hall' });
  expect(Math.abs((here?.lastSeenMs ?? 0) - Date.now())).toBeLessThan(5000);

  // Its clock knows whole seconds: the next punch is of another one.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await punchAt(yard, { userId: '1001', status: 0, verify: 15 });
  await eventually(async () => expect(await shown()).toMatchObject({ state: 'present', area: 'Yard' }));
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const left = await punchAt(yard, { userId: '1001', status: 1, verify: 15 });
  expect((await page.heard(ana.personId, false, left)) - left).toBeLessThan(withinMs);
  expect((await shown())?.state).not.toBe('present');

  const [from, to] = [Date.now() - 60_000, Date.now() + 60_000];
  expect(
    await get<Punch[]>(admin, `/api/punches?personId=${ana.personId}&from=${from}&to=${to}`),
  ).toMatchObject([
    { direction: 'in', area: 'Gate hall', terminal: 'Front gate' },
    { direction: 'in', area: 'Yard', terminal: 'Yard door' },
    { direction: 'out', area: 'Yard', terminal: 'Yard door' },
  ]);
  const log = await get<DeviceLogPage>(admin, '/api/device-logs');
  expect(log.rows).toMatchObject([
    { punch: { direction: 'out', area: 'Yard' }, source: 'live' },
    { punch: { direction: 'in', area: 'Yard' } },
    { punch: { direction: 'in', area: 'Gate hall' }, verify: 4 },
  ]);
}, 30_000);

test('while 60,000 records of one terminal are stored, a punch at another does not wait for them', async () => {
  const { server, admin } = await open();
  const ana = await make<PersonView>(admin, '/api/people', { name: 'Ana', code: '9001' });
  const small = await simulate({ users: [{ uid: 1, userId: '9001', name: 'Ana' }], now });
  await added(admin, small.port);
  const page = await watch(server, admin);
  const users = fewUsers(300);
  const second = { '~SerialNumber': 'SIM4370000002', MAC: '00:17:61:00:43:71' };
  const full = await simulate({
    users,
    logs: fewLogs(60_000, users).map((log, index) => ({
      ...log,
      at: shownAt(Date.now() - (60_001 - index) * 60_000),
    })),
    options: second,
    now,
  });
  const body = { name: 'Full', host: '127.0.0.1', port: full.port, timeZone: 'UTC' };
  const { deviceId } = await make<DeviceView>(admin, '/api/devices', body);
  await eventually(async () =>
    expect((await get<DeviceView>(admin, `/api/devices/${deviceId}`)).logs).toBeGreaterThan(0),
  );
  // A fifth of this with ten programs on two cores; both terminals are on the same ones.
  const begin = await punchAt(small, { userId: '9001', status: 0 });
  expect((await page.heard(ana.personId, true, begin)) - begin).toBeLessThan(withinMs);
  expect((await get<DeviceView>(admin, `/api/devices/${deviceId}`)).state).toBe('connecting');
}, 60_000);

test('what a terminal sent and nobody can believe is listed with the terminal and why, a page at a time', async () => {
  const { admin } = await open();
  const users = fewUsers(2);
  const logs = ['2031-01-01T08:00:00', '2001-05-05T08:00:00', '2032-01-01T08:00:00'].map((at) => ({
    userId: '1001',
    at,
  }));
  const gate = await simulate({ users, logs, now });
  await added(admin, gate.port, { name: 'Front gate' });
  const first = await get<DeviceRowPage>(admin, '/api/device-rows?most=2&punches=true');
  expect(first).toMatchObject({ total: 3 });
  const rest = await get<DeviceRowPage>(
    admin,
    `/api/device-rows?most=2&after=${encodeURIComponent(first.next ?? '')}`,
  );
  expect(rest.next).toBeNull();
  const rows = [...first.rows, ...rest.rows];
  expect(new Set(rows.map(({ rowId }) => rowId)).size).toBe(3);
  expect(rows.map(({ problem }) => problem).sort()).toEqual([
    'its time is in the future',
    'its time is in the future',
    'its time is years off',
  ]);
  expect(rows[0]).toMatchObject({ device: 'Front gate', serial: 'SIM4370000001', table: 'ATTLOG' });
  expect((await get<DeviceRowPage>(admin, '/api/device-rows?search=2001-05')).rows).toHaveLength(1);
  expect((await get<DeviceRowPage>(admin, '/api/device-rows?search=100%25')).total).toBe(0);
}, 30_000);
