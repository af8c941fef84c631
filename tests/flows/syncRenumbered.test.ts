/** Goal: fingers follow the person when numbers change hands, and never lie under the number of somebody else. Method: a real server, simulated terminals, templates stored or not. */
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { madeTemplate } from '../../server/devices/simulator/madePeople.ts';
import type { PushTerminal } from '../../server/devices/simulator/push/pushTerminal.ts';
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
  syncTimes: { tickMs: 20, checkEveryMs: 600, querySettleMs: 60 },
};
const serial = 'RENUM1';
const template = madeTemplate(1, 5);
const finger = (userId: string): string => templateName('finger', userId, 5, template);

let server: TestServer;
let admin: Client;
async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await admin.call(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body as T;
}

async function office(storesTemplates: boolean) {
  server = await startTestServer({ overrides: times });
  ends.push(() => server.remove());
  admin = await server.admin();
  const pushPort = await freePort();
  await call('PATCH', '/api/settings', { pushOn: true, pushPort, storesTemplates });
  const hall = (await call<{ areaId: string }>('POST', '/api/areas', { name: 'Hall' })).areaId;
  const person = async (name: string, code: string): Promise<string> => {
    const { personId } = await call<{ personId: string }>('POST', '/api/people', { name, code });
    await call('PATCH', `/api/people/${personId}`, { areaIds: [hall] });
    return personId;
  };
  const called = async (made: { port: number }): Promise<void> => {
    const place = { host: '127.0.0.1', port: made.port, timeZone: 'UTC', areaId: hall };
    await call('POST', '/api/devices', { name: `Z${made.port}`, ...place });
  };
  const device = { name: serial, kind: 'push', serial, areaId: hall, timeZone: 'UTC' };
  const calling = async () => (await call<DeviceView>('POST', '/api/devices', device)).deviceId;
  /** As it was when it called last. */
  const life = (before?: PushTerminal) => {
    const { users, templates = [] } = before?.state ?? { users: new Map() };
    const made = callingTerminal({
      ...{ url: `http://127.0.0.1:${pushPort}`, serial, now: Date.now },
      ...{ users: [...users.values()], templates },
    });
    ends.push(made.stop);
    return made;
  };
  return { person, called, calling, life };
}

/** Two numbers change hands in one step, as far as terminals are concerned: Ana gets a new one, and Ben hers. */
async function swap(ana: string, ben: string): Promise<void> {
  await call('PATCH', `/api/people/${ana}`, { code: '1005' });
  await call('PATCH', `/api/people/${ben}`, { code: '1001' });
}

describe.each([false, true])('templates stored: %s', (storesTemplates) => {
  test('the finger is under the new number on terminals of both kinds, and on one that comes later', async () => {
    const { person, called, calling, life } = await office(storesTemplates);
    const [ana, ben] = [await person('Ana', '1001'), await person('Ben', '1002')];
    const z = await simulate({ options: { '~SerialNumber': 'Z1' }, now: Date.now });
    await called(z);
    await calling();
    const p = life();
    p.terminal.state.users.set('1001', { userId: '1001', name: 'Ana' });
    p.terminal.state.templates.push(sentFinger('1001', 5, template));
    await eventually(() => expect(heldByCalled(z).templates).toEqual([finger('1001')]));
    await swap(ana, ben);
    const after = { users: { '1001': 'Ben', '1005': 'Ana' }, templates: [finger('1005')] };
    await eventually(() => expect(heldByCalled(z)).toEqual(after));
    await eventually(() => expect(heldByCaller(p.terminal)).toEqual(after));
    const late = await simulate({ options: { '~SerialNumber': 'Z2' }, now: Date.now });
    await called(late);
    await eventually(() => expect(heldByCalled(late)).toEqual(after));
  });

  test('what a terminal was told before, and fetches after the number changed hands, is not given to the new owner', async () => {
    const { person, called, calling, life } = await office(storesTemplates);
    const [ana, ben] = [await person('Ana', '1001'), await person('Ben', '1002')];
    const z = await simulate({ options: { '~SerialNumber': 'Z1' }, now: Date.now });
    await called(z);
    const deviceId = await calling();
    const first = life();
    const both = { '1001': 'Ana', '1002': 'Ben' };
    await eventually(() => expect(heldByCaller(first.terminal).users).toEqual(both));
    await eventually(() => expect(heldByCalled(z).users).toEqual(both));
    await first.stop();
    await eventually(() => expect(z.enrol({ userId: '1001', finger: 5, template })).toBe(true));
    const waits = async () =>
      (await call<DeviceCommandView[]>('GET', `/api/devices/${deviceId}/commands`)).filter(
        ({ state }) => state === 'waiting',
      );
    await eventually(async () => expect((await waits()).map(({ kind }) => kind)).toContain('updateTemplate'));
    await swap(ana, ben);
    const second = life(first.terminal);
    const after = { users: { '1001': 'Ben', '1005': 'Ana' }, templates: [finger('1005')] };
    await eventually(() => expect(heldByCaller(second.terminal)).toEqual(after));
    const given = second.terminal.state.commands.filter((text) => text.includes(template.toString('base64')));
    expect(given.length).toBeGreaterThan(0);
    expect(given.filter((text) => text.includes('PIN=1001'))).toEqual([]);
    await eventually(() => expect(heldByCalled(z)).toEqual(after));
  });
});

test('stored, it follows its owner through a restart, when nothing else has it any more', async () => {
  const { person, called } = await office(true);
  const [ana, ben] = [await person('Ana', '1001'), await person('Ben', '1002')];
  const z = await simulate({
    ...{ options: { '~SerialNumber': 'Z1' }, now: Date.now },
    users: [{ uid: 1, userId: '1001', name: 'Ana' }],
  });
  z.terminal.addFinger({ uid: 1, finger: 5, flag: 1, template });
  await called(z);
  await eventually(async () => {
    const devices = await call<DeviceView[]>('GET', '/api/devices');
    const of = (deviceId: string) => call<DevicePersonView[]>('GET', `/api/devices/${deviceId}/people`);
    const rows = (await Promise.all(devices.map(({ deviceId }) => of(deviceId)))).flat();
    expect(rows).toContainEqual(expect.objectContaining({ userId: '1001', fingers: 1, state: 'done' }));
  });
  await z.stop();
  await swap(ana, ben);
  const folder = join(server.config.dataDir, '..');
  await server.stop();
  server = await startTestServer({ overrides: times, folder });
  const mine = server;
  ends.push(() => mine.stop());
  admin = await server.admin();
  const late = await simulate({ options: { '~SerialNumber': 'Z2' }, now: Date.now });
  const areas = await call<{ areas: { areaId: string }[] } | { areaId: string }[]>('GET', '/api/areas');
  const [{ areaId = '' } = {}] = Array.isArray(areas) ? areas : areas.areas;
  const place = { host: '127.0.0.1', port: late.port, timeZone: 'UTC', areaId };
  await call('POST', '/api/devices', { name: 'Late', ...place });
  await eventually(() =>
    expect(heldByCalled(late)).toEqual({
      users: { '1001': 'Ben', '1005': 'Ana' },
      templates: [finger('1005')],
    }),
  );
});
