/** Goal: a terminal that calls and was reset is not believed to hold anybody, and holds everybody again. Method: a real server, simulated terminals. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { madeTemplate } from '../../server/devices/simulator/madePeople.ts';
import { infoQuery } from '../../server/devices/simulator/push/pushLines.ts';
import {
  createPushTerminal,
  type PushTerminal,
  type PushTerminalSettings,
} from '../../server/devices/simulator/push/pushTerminal.ts';
import type { DeviceCommandView, DevicePersonView, DeviceView } from '../../server/wire.ts';
import {
  callingTerminal,
  freePort,
  heldByCalled,
  heldByCaller,
  sentFinger,
  templateName,
} from '../helpers/killedTerminals.ts';
import { simulatedTerminals } from '../helpers/simulatedTerminals.ts';
import { type Client, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

const { simulate } = simulatedTerminals();
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
const times = {
  terminalTimes: { retryMs: 100, retryMostMs: 200, connectTimeoutMs: 800, replyTimeoutMs: 600 },
  syncTimes: { tickMs: 20, checkEveryMs: 60_000, querySettleMs: 60 },
};
let folder = '';
let server: TestServer;
let admin: Client;
let pushPort = 0;
let hall = '';
let yard = '';
const template = madeTemplate(1, 5);
const ofAna = templateName('finger', '1001', 5, template);

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await admin.call(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body as T;
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-'));
  await start();
  ends.push(() => server.remove());
  pushPort = await freePort();
  await call('PATCH', '/api/settings', { pushOn: true, pushPort });
  [hall = '', yard = ''] = [await area('Hall'), await area('Yard')];
});
async function start(): Promise<void> {
  server = await startTestServer({ folder, overrides: times });
  admin = await server.admin();
}
const area = async (name: string): Promise<string> =>
  (await call<{ areaId: string }>('POST', '/api/areas', { name })).areaId;
async function person(name: string, code: string, areaIds: string[]): Promise<string> {
  const { personId } = await call<{ personId: string }>('POST', '/api/people', { name, code });
  await call('PATCH', `/api/people/${personId}`, { areaIds });
  return personId;
}
async function caller(settings: Partial<PushTerminalSettings>, serial = 'RESET1', areaId = hall) {
  const device = { name: serial, kind: 'push', serial, areaId, timeZone: 'UTC' };
  const { deviceId } = await call<DeviceView>('POST', '/api/devices', device);
  const made = callingTerminal({
    ...{ url: `http://127.0.0.1:${pushPort}`, serial, now: Date.now },
    ...settings,
  });
  ends.push(made.stop);
  return { ...made, deviceId };
}
const rowsOn = (deviceId: string) => call<DevicePersonView[]>('GET', `/api/devices/${deviceId}/people`);
const deviceOf = async (deviceId: string) =>
  (await call<DeviceView[]>('GET', '/api/devices')).find((each) => each.deviceId === deviceId);

function reset({ state }: PushTerminal): void {
  state.users.clear();
  state.templates.length = 0;
}

test('nothing that it held is taken for a copy, and it has everybody again', async () => {
  const ana = await person('Ana', '1001', [hall, yard]);
  await person('Ben', '1002', [hall]);
  const a = await caller({
    users: [{ userId: '1001', name: 'Ana' }],
    templates: [sentFinger('1001', 5, template)],
  });
  const z = await simulate({ options: { '~SerialNumber': 'Z1' }, now: Date.now });
  const place = { host: '127.0.0.1', port: z.port, timeZone: 'UTC', areaId: yard };
  await call('POST', '/api/devices', { name: 'Z', ...place });
  await eventually(() => expect(heldByCalled(z).templates).toEqual([ofAna]));
  await eventually(async () => {
    expect((await rowsOn(a.deviceId)).map(({ state }) => state)).toEqual(['done', 'done']);
    expect((await deviceOf(a.deviceId))?.counts?.users).toBe(2);
  });
  reset(a.terminal);
  await eventually(async () => {
    const isNoticed = ((await deviceOf(a.deviceId))?.counts?.users ?? 2) < 2;
    // Or it has them again, between two looks.
    expect(isNoticed || a.terminal.state.users.size === 2).toBe(true);
  });
  // She works in the hall alone from now on: what is in the yard is the only finger of hers that is left.
  await call('PATCH', `/api/people/${ana}`, { areaIds: [hall] });
  await eventually(() =>
    expect(heldByCaller(a.terminal)).toEqual({ users: { '1001': 'Ana', '1002': 'Ben' }, templates: [ofAna] }),
  );
  await eventually(() => expect(heldByCalled(z)).toEqual({ users: {}, templates: [] }));
});

test('what another that calls was told to delete, and did not fetch, is taken back', async () => {
  const ana = await person('Ana', '1001', [hall, yard]);
  await person('Ben', '1002', [hall]);
  const users = [
    { userId: '1001', name: 'Ana' },
    { userId: '1002', name: 'Ben' },
  ];
  const held = () => ({ users: [...users], templates: [sentFinger('1001', 5, template)] });
  const a = await caller(held());
  const b = await caller(held(), 'AWAY1', yard);
  // That Ben went from there shows that all it holds was read.
  await eventually(async () => {
    expect(await rowsOn(a.deviceId)).toHaveLength(2);
    expect(await rowsOn(b.deviceId)).toMatchObject([{ userId: '1001', state: 'done', fingers: 1 }]);
    expect((await deviceOf(a.deviceId))?.counts?.users).toBe(2);
  });
  const deletions = async () =>
    (await call<DeviceCommandView[]>('GET', `/api/devices/${b.deviceId}/commands`)).flatMap(
      ({ kind, state, commandId }) => (kind === 'deleteUser' && state === 'waiting' ? commandId : []),
    );
  await b.stop();
  await call('PATCH', `/api/people/${ana}`, { areaIds: [hall] });
  await eventually(async () => expect(await deletions()).toHaveLength(1));
  await a.stop();
  // It counts nobody, and is away before it tells who that is.
  const emptied = createPushTerminal({
    url: `http://127.0.0.1:${pushPort}`,
    serial: 'RESET1',
    now: Date.now,
  });
  ends.push(() => Promise.resolve(emptied.close()));
  expect((await emptied.get('getrequest', infoQuery(emptied.state))).status).toBe(200);
  await eventually(async () => expect(await deletions()).toEqual([]));
});

test('one in access control mode, which counts only when it is asked, is asked when it registers anew', async () => {
  await person('Ana', '1001', [hall]);
  const a = await caller({ dialect: 'acc' });
  await eventually(() => expect(heldByCaller(a.terminal).users).toEqual({ '1001': 'Ana' }));
  await eventually(async () =>
    expect((await rowsOn(a.deviceId)).map(({ state }) => state)).toEqual(['done']),
  );
  reset(a.terminal);
  a.terminal.state.registered = false;
  await eventually(() => expect(heldByCaller(a.terminal).users).toEqual({ '1001': 'Ana' }));
});

/** How often it was asked how many it holds, and said so. */
const countsTold = async (deviceId: string): Promise<number> =>
  (await call<DeviceCommandView[]>('GET', `/api/devices/${deviceId}/commands`)).filter(
    ({ kind, state }) => kind === 'tellInfo' && state === 'done',
  ).length;
/** How often it was asked for everybody on it. */
const timesAsked = ({ state }: PushTerminal): number =>
  state.commands.filter((text) => /^DATA QUERY (USERINFO|tablename=user,)/i.test(text)).length;
const register = ({ state }: PushTerminal): void => void (state.registered = false);

test('it is asked so after a restart too: what it counted before is older than what was written since', async () => {
  const ana = await person('Ana', '1001', [hall, yard]);
  await person('Ben', '1002', [hall]);
  const z = await simulate({
    ...{ options: { '~SerialNumber': 'Z1' }, now: Date.now },
    users: [{ uid: 1, userId: '1001', name: 'Ana' }],
  });
  z.terminal.addFinger({ uid: 1, finger: 5, flag: 1, template });
  const place = { host: '127.0.0.1', port: z.port, timeZone: 'UTC', areaId: yard };
  await call('POST', '/api/devices', { name: 'Z', ...place });
  const a = await caller({ dialect: 'acc' });
  const isFull = () =>
    eventually(async () => {
      expect((await rowsOn(a.deviceId)).map(({ state }) => state)).toEqual(['done', 'done']);
      expect(heldByCaller(a.terminal).users).toEqual({ '1001': 'Ana', '1002': 'Ben' });
      expect(a.terminal.state.templates).toHaveLength(1);
    });
  await isFull();
  // As it counted when it registered, and not since.
  expect((await deviceOf(a.deviceId))?.counts?.users).toBe(0);
  const before = await countsTold(a.deviceId);
  await server.stop();
  await start();
  await eventually(async () => {
    expect(await countsTold(a.deviceId)).toBeGreaterThan(before);
    expect((await deviceOf(a.deviceId))?.counts?.users).toBe(2);
  });
  for (let round = 0; round < 2; round++) {
    await call('PATCH', `/api/people/${ana}`, { areaIds: [hall, yard] });
    await eventually(() => expect(heldByCalled(z).templates).toEqual([ofAna]));
    await isFull();
    const asked = timesAsked(a.terminal);
    reset(a.terminal);
    register(a.terminal);
    // It is in doubt from when its users are asked for.
    await eventually(() => expect(timesAsked(a.terminal)).toBeGreaterThan(asked));
    // What is in the yard is the only finger of hers that is left.
    await call('PATCH', `/api/people/${ana}`, { areaIds: [hall] });
    await isFull();
    await eventually(() => expect(heldByCalled(z).templates).toEqual([]));
  }
});
