/** Goal: everybody is on exactly the terminals of their areas, with their fingers, whatever fails meanwhile. Method: a real server, simulated terminals. */
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { madeTemplate } from '../../server/devices/simulator/madePeople.ts';
import {
  createPushTerminal,
  type PushTerminal,
  type PushTerminalSettings,
} from '../../server/devices/simulator/push/pushTerminal.ts';
import type { Simulator } from '../../server/devices/simulator/startSimulator.ts';
import type { AuditEntry, DevicePersonView, DeviceView, NewDevice } from '../../server/wire.ts';
import { simulatedTerminals } from '../helpers/simulatedTerminals.ts';
import { type Client, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

const { simulate } = simulatedTerminals();
const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const now = () => Date.now();
const quick = { retryMs: 100, retryMostMs: 200, connectTimeoutMs: 800, replyTimeoutMs: 600 };
const times = { terminalTimes: quick, syncTimes: { tickMs: 20, checkEveryMs: 600, querySettleMs: 60 } };
let server: TestServer;
let admin: Client;
let pushPort = 0;

async function begin(folder?: string): Promise<void> {
  server = await startTestServer({ overrides: times, ...(folder ? { folder } : {}) });
  const mine = server;
  ends.push(() => (folder ? mine.stop() : mine.remove()));
  admin = await server.admin();
}
beforeEach(() => begin());

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await admin.call(method, path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
  return answer.body as T;
}
const area = async (name: string): Promise<string> =>
  (await call<{ areaId: string }>('POST', '/api/areas', { name })).areaId;
async function person(name: string, code: string, areaIds: string[]): Promise<string> {
  const { personId } = await call<{ personId: string }>('POST', '/api/people', { name, code });
  await call('PATCH', `/api/people/${personId}`, { areaIds });
  return personId;
}
async function add(
  simulator: Simulator,
  areaId: string | null,
  more: Partial<NewDevice> = {},
): Promise<string> {
  const place = { host: '127.0.0.1', port: simulator.port, timeZone: 'UTC', areaId };
  const device = { name: `Terminal ${simulator.port}`, ...place, ...more };
  return (await call<DeviceView>('POST', '/api/devices', device)).deviceId;
}
const on = (deviceId: string) => call<DevicePersonView[]>('GET', `/api/devices/${deviceId}/people`);
const rowOf = async (deviceId: string, userId: string) =>
  (await on(deviceId)).find((each) => each.userId === userId);
const sync = (deviceId: string) => call('POST', `/api/devices/${deviceId}/sync`);

/** User id and name of everybody, sorted; each once. */
function held({ terminal }: Simulator): Record<string, string> {
  const users = [...terminal.users.keys()].map((uid) => terminal.user(uid));
  const ids = users.map((user) => user?.userId ?? '');
  expect(new Set(ids).size).toBe(ids.length);
  return Object.fromEntries(users.map((user) => [user?.userId ?? '', user?.name ?? '']));
}
const finger = ({ terminal }: Simulator, userId: string, number: number): Buffer | undefined =>
  terminal.fingers.get(`${terminal.uidOf(userId)}:${number}`)?.template;
const serialOf = (serial: string, more = {}) => ({ options: { '~SerialNumber': serial, ...more } });

describe('terminals that are called', () => {
  test('everybody is on exactly the terminals of their areas, once, and strangers stay as they are', async () => {
    const [hall, yard] = [await area('Hall'), await area('Yard')];
    await person('Ana', '1001', [hall]);
    await person('Ben', '1002', [yard]);
    await person('Eva', '1003', [hall, yard]);
    await person('Kim', '1004', []);
    const stranger = { uid: 9, userId: '777', name: 'Guest', privilege: 14 };
    const old = { uid: 3, userId: '1001', name: 'Anna old', privilege: 0, card: 4711, password: '12' };
    const a = await simulate({ ...serialOf('A1'), users: [stranger, old], now });
    const b = await simulate({ ...serialOf('B1'), users: [{ uid: 1, userId: '1004', name: 'Kim' }], now });
    const c = await simulate({ ...serialOf('C1'), now });
    const [aId] = [await add(a, hall), await add(b, yard), await add(c, null)];
    await eventually(() => expect(held(a)).toEqual({ '777': 'Guest', '1001': 'Ana', '1003': 'Eva' }));
    await eventually(() => expect(held(b)).toEqual({ '1002': 'Ben', '1003': 'Eva', '1004': 'Kim' }));
    expect(held(c)).toEqual({});
    // The privilege, card and PIN of the terminal stay.
    expect(a.terminal.user(3)).toMatchObject({ card: 4711, password: '12' });
    await eventually(async () =>
      expect((await on(aId)).map(({ userId, wanted, state }) => [userId, wanted, state]).sort()).toEqual([
        ['1001', 'there', 'done'],
        ['1003', 'there', 'done'],
        ['777', null, 'stranger'],
      ]),
    );
    expect(await rowOf(aId, '1001')).toMatchObject({ person: 'Ana', problem: null });
    // A name that is changed here is changed there.
    const ana = (await rowOf(aId, '1001'))?.personId ?? '';
    await call('PATCH', `/api/people/${ana}`, { name: 'Ana Maria of the northern gate' });
    await eventually(() => expect(held(a)['1001']).toBe('Ana Maria of the northe'));
    const writes = a.heard.filter((command) => command === 8).length;
    await sync(aId);
    await new Promise((resolve) => setTimeout(resolve, 300));
    // What does not fit whole is not written again and again.
    expect(a.heard.filter((command) => command === 8).length).toBe(writes);
    expect(await call<DevicePersonView[]>('GET', `/api/people/${ana}/terminals`)).toMatchObject([
      { deviceId: aId, wanted: 'there', state: 'done' },
    ]);
  });

  test('whoever moves takes their fingers along, and is deleted only when these are where they work now', async () => {
    const [hall, yard] = [await area('Hall'), await area('Yard')];
    const personId = await person('Ana', '1001', [hall]);
    const template = madeTemplate(1, 5);
    const a = await simulate({
      ...serialOf('A1'),
      users: [{ uid: 1, userId: '1001', name: 'Ana', card: 99 }],
      now,
    });
    a.terminal.addFinger({ uid: 1, finger: 5, flag: 1, template });
    const aId = await add(a, hall);
    await eventually(async () =>
      expect(await rowOf(aId, '1001')).toMatchObject({ fingers: 1, state: 'done' }),
    );
    // Nowhere else can take them: they stay, and it is told.
    await call('PATCH', `/api/people/${personId}`, { areaIds: [yard] });
    await eventually(async () =>
      expect(await rowOf(aId, '1001')).toMatchObject({ wanted: 'gone', state: 'waiting' }),
    );
    expect((await rowOf(aId, '1001'))?.problem).toContain('only here');
    const b = await simulate({ ...serialOf('B1'), now });
    const bId = await add(b, yard);
    await eventually(() => expect(held(a)).toEqual({}));
    expect(finger(b, '1001', 5)?.equals(template)).toBe(true);
    expect(b.terminal.user(b.terminal.uidOf('1001'))?.card).toBe(99);
    await eventually(async () =>
      expect(await rowOf(bId, '1001')).toMatchObject({ wanted: 'there', state: 'done', fingers: 1 }),
    );
    // Written down when the terminal was read again.
    await eventually(async () => {
      const audits = await call<{ entries: AuditEntry[] }>('GET', '/api/audits?action=device.');
      expect(JSON.stringify(audits)).toContain('device.userDeleted');
    });
  });

  test('whoever moves stays while a finger on the terminal cannot be told of: without an algorithm, or of no user', async () => {
    const [hall, yard] = [await area('Hall'), await area('Yard')];
    const ana = await person('Ana', '1001', [hall]);
    const users = [{ uid: 1, userId: '1001', name: 'Ana' }];
    const a = await simulate({ ...serialOf('A1', { '~ZKFPVersion': '' }), users, now });
    a.terminal.addFinger({ uid: 1, finger: 5, flag: 1, template: madeTemplate(1, 5) });
    const b = await simulate({ ...serialOf('B1'), users, now });
    b.terminal.addFinger({ uid: 77, finger: 5, flag: 1, template: madeTemplate(1, 5) });
    const ids = [await add(a, hall), await add(b, hall)];
    for (const id of ids)
      await eventually(async () => expect(await rowOf(id, '1001')).toMatchObject({ state: 'done' }));
    await call('PATCH', `/api/people/${ana}`, { areaIds: [yard] });
    for (const id of ids)
      await eventually(async () => expect((await rowOf(id, '1001'))?.problem).toContain('not certain'));
    for (const each of [a, b]) expect(held(each)).toEqual({ '1001': 'Ana' });
    await call('PATCH', `/api/people/${ana}`, { deactivated: true });
    for (const each of [a, b]) await eventually(() => expect(held(each)).toEqual({}));
  });

  test('a finger enrolled at one terminal is at the others of their areas at once, and never on the disk', async () => {
    const hall = await area('Hall');
    await person('Ana', '1001', [hall]);
    const [a, b, c] = [
      await simulate({ ...serialOf('A1'), now }),
      await simulate({ ...serialOf('B1'), now }),
      await simulate({ ...serialOf('C1', { '~ZKFPVersion': '12' }), now }),
    ];
    await add(a, hall);
    const [bId, cId] = [await add(b, hall), await add(c, hall)];
    await eventually(() => expect([held(a), held(b), held(c)]).toEqual(Array(3).fill({ '1001': 'Ana' })));
    await eventually(async () => expect(await rowOf(bId, '1001')).toMatchObject({ state: 'done' }));
    const template = madeTemplate(77, 3);
    await eventually(() => expect(a.enrol({ userId: '1001', finger: 3, template })).toBe(true));
    await eventually(() => expect(finger(b, '1001', 3)?.equals(template)).toBe(true));
    // Enrolled again, the newer one counts everywhere.
    const newer = madeTemplate(78, 4);
    await eventually(() => expect(a.enrol({ userId: '1001', finger: 3, template: newer })).toBe(true));
    await eventually(() => expect(finger(b, '1001', 3)?.equals(newer)).toBe(true));
    expect(finger(a, '1001', 3)?.equals(newer)).toBe(true);
    await eventually(async () => expect((await rowOf(cId, '1001'))?.problem).toContain('another algorithm'));
    expect(finger(c, '1001', 3)).toBeUndefined();
    expectNowhere([template, newer]);
  });

  test('whoever left is gone from every terminal, also one without a place, and receipts say when', async () => {
    const hall = await area('Hall');
    const [ana, eva] = [await person('Ana', '1001', [hall]), await person('Eva', '1003', [hall])];
    const users = [
      { uid: 1, userId: '1001', name: 'Ana', privilege: 14 },
      { uid: 2, userId: '1003', name: 'Eva' },
      { uid: 3, userId: '888', name: 'Guest' },
    ];
    const [a, b] = [
      await simulate({ ...serialOf('A1'), users, now }),
      await simulate({ ...serialOf('B1'), users, now }),
    ];
    for (const each of [a, b])
      each.terminal.addFinger({ uid: 1, finger: 1, flag: 1, template: madeTemplate(1, 1) });
    const [aId, bId] = [await add(a, hall), await add(b, null, { liveSync: false })];
    await eventually(async () => expect(await on(bId)).toHaveLength(3));
    await call('PATCH', `/api/people/${ana}`, { deactivated: true });
    await eventually(() =>
      expect([held(a), held(b)]).toEqual(Array(2).fill({ '1003': 'Eva', '888': 'Guest' })),
    );
    expect([a.terminal.fingers.size, b.terminal.fingers.size]).toEqual([0, 0]);
    // Erased, they are gone too, although nobody has the number any more.
    await call('DELETE', `/api/people/${eva}`, { name: 'Eva' });
    await eventually(() => expect([held(a), held(b)]).toEqual(Array(2).fill({ '888': 'Guest' })));
    await eventually(async () => expect((await on(aId)).map(({ userId }) => userId)).toEqual(['888']));
  });

  test('a full terminal takes as many as fit and tells why not more; an old one cuts names and refuses ids that are no numbers', async () => {
    const hall = await area('Hall');
    for (let index = 1; index <= 4; index++) await person(`Person number ${index}`, `100${index}`, [hall]);
    await person('Letters', 'EMP1', [hall]);
    const a = await simulate({ ...serialOf('A1'), capacity: { users: 2 }, now });
    const b = await simulate({ ...serialOf('B1'), userBytes: 28, now });
    const [aId, bId] = [await add(a, hall), await add(b, hall)];
    await eventually(async () => {
      const rows = await on(aId);
      expect(rows.filter(({ state }) => state === 'done')).toHaveLength(2);
      expect(rows.filter(({ state }) => state === 'failed')).toHaveLength(3);
      expect(rows.find(({ state }) => state === 'failed')?.problem).toContain('full: it has places for 2');
    });
    await eventually(() =>
      expect(held(b)).toEqual({
        '1001': 'Person n',
        '1002': 'Person n',
        '1003': 'Person n',
        '1004': 'Person n',
      }),
    );
    await eventually(async () => expect(await rowOf(bId, 'EMP1')).toMatchObject({ state: 'failed' }));
    expect((await rowOf(bId, 'EMP1'))?.problem).toContain('as numbers');
  });

  test('a terminal that is away catches up when it is back, and the end is the same wherever the server was killed', async () => {
    const hall = await area('Hall');
    for (let index = 0; index < 30; index++) await person(`Person ${index}`, String(1001 + index), [hall]);
    const a = await simulate({
      ...serialOf('A1'),
      users: [{ uid: 5, userId: '1001', name: 'Person 0' }],
      now,
    });
    a.terminal.addFinger({ uid: 5, finger: 2, flag: 1, template: madeTemplate(5, 2) });
    const b = await simulate({ ...serialOf('B1'), faults: { otherClient: 'closes' }, now });
    await add(a, hall);
    const bId = await add(b, hall);
    await eventually(() => expect(Object.keys(held(a))).toHaveLength(30));
    await eventually(async () => expect(await on(bId)).toHaveLength(30));
    expect((await on(bId)).every(({ state }) => state === 'waiting')).toBe(true);
    // It comes back, and the connection breaks again and again in the middle of the work.
    b.faults = {};
    for (let cut = 0; cut < 6; cut++) {
      await new Promise((resolve) => setTimeout(resolve, 60 + cut * 35));
      b.cut();
    }
    await eventually(() => expect(Object.keys(held(b))).toHaveLength(30));
    await eventually(() => expect(finger(b, '1001', 2)?.equals(madeTemplate(5, 2))).toBe(true));
    await eventually(async () => expect((await on(bId)).every(({ state }) => state === 'done')).toBe(true));
  });
});

/** Nowhere in the data folder, neither as bytes nor as base64, nor in the log. */
function expectNowhere(templates: readonly Buffer[]): void {
  const files = readdirSync(server.config.dataDir, { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  expect(files.length).toBeGreaterThan(0);
  const texts = [
    ...files.map((file) => readFileSync(join(file.parentPath, file.name))),
    Buffer.from(server.logged()),
  ];
  for (const template of templates) {
    const piece = template.subarray(30, 90);
    for (const text of texts) {
      expect(text.includes(piece)).toBe(false);
      expect(text.includes(piece.toString('base64'))).toBe(false);
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}

describe('terminals that call', () => {
  beforeEach(async () => {
    pushPort = await freePort();
    await call('PATCH', '/api/settings', { pushOn: true, pushPort });
  });

  /** Let in, and asking for work until the test is over. */
  async function pushTerminal(
    serial: string,
    areaId: string | null,
    settings: Partial<PushTerminalSettings> = {},
  ): Promise<{ terminal: PushTerminal; deviceId: string }> {
    const device = { name: serial, kind: 'push', serial, areaId, timeZone: 'UTC' };
    const { deviceId } = await call<DeviceView>('POST', '/api/devices', device);
    const terminal = createPushTerminal({ url: `http://127.0.0.1:${pushPort}`, serial, now, ...settings });
    let isOver = false;
    const work = async (): Promise<void> => {
      while (!isOver && !(await terminal.connect().catch(() => false)))
        await new Promise((resolve) => setTimeout(resolve, 30));
      if (!isOver) await terminal.sendPeople();
      while (!isOver) {
        await terminal.poll().catch(() => 0);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    };
    const done = work().catch(() => undefined);
    ends.push(async () => {
      isOver = true;
      await done;
      terminal.close();
    });
    return { terminal, deviceId };
  }
  const heldBy = ({ state }: PushTerminal) =>
    Object.fromEntries([...state.users.values()].map(({ userId, name }) => [userId, name]));
  const templatesOf = ({ state }: PushTerminal, table: RegExp): string[] =>
    state.templates.flatMap((each) =>
      table.test(each.table)
        ? (each.fields['TMP'] ??
          each.fields['Tmp'] ??
          each.fields['tmp'] ??
          each.fields['Content'] ??
          each.fields['content'] ??
          '')
        : [],
    );

  test('fingers pass between both kinds, faces and photos between those that call, with consent only', async () => {
    const hall = await area('Hall');
    const ana = await person('Ana', '1001', [hall]);
    const ben = await person('Ben', '1002', [hall]);
    await call('POST', `/api/people/${ana}/consent`, { statement: 'I agree.' });
    const [fingerA, face, photo] = [madeTemplate(1, 1), madeTemplate(2, 2), madeTemplate(3, 3)];
    const bio = (PIN: string, bytes: Buffer) => ({
      table: 'BIODATA',
      fields: {
        Pin: PIN,
        No: '0',
        Index: '0',
        Valid: '1',
        Duress: '0',
        Type: '9',
        MajorVer: '58',
        MinorVer: '12',
        Format: '0',
        Tmp: bytes.toString('base64'),
      },
    });
    const text = (bytes: Buffer) => ({
      Size: String(bytes.toString('base64').length),
      Valid: '1',
      TMP: bytes.toString('base64'),
    });
    const a = await pushTerminal('PUSHA001', hall, {
      users: [
        { userId: '1001', name: 'Ana', privilege: 14 },
        { userId: '1002', name: 'Ben' },
        { userId: '777', name: 'Guest' },
      ],
      templates: [
        { table: 'FP', fields: { PIN: '1001', FID: '4', ...text(fingerA) } },
        bio('1001', face),
        bio('1002', madeTemplate(9, 9)),
        {
          table: 'USERPIC',
          fields: {
            PIN: '1001',
            FileName: '1001.jpg',
            Size: String(photo.toString('base64').length),
            Content: photo.toString('base64'),
          },
        },
      ],
    });
    const b = await pushTerminal('PUSHB001', hall);
    const z = await simulate({ ...serialOf('Z1'), now });
    const zId = await add(z, hall);
    await eventually(() => expect(heldBy(b.terminal)).toEqual({ '1001': 'Ana', '1002': 'Ben' }));
    await eventually(() =>
      expect(templatesOf(b.terminal, /FINGERTMP/)).toEqual([fingerA.toString('base64')]),
    );
    await eventually(() => expect(templatesOf(b.terminal, /BIODATA/)).toEqual([face.toString('base64')]));
    await eventually(() => expect(templatesOf(b.terminal, /USERPIC/)).toEqual([photo.toString('base64')]));
    await eventually(() => expect(finger(z, '1001', 4)?.equals(fingerA)).toBe(true));
    // Faces do not pass over port 4370, and that is said.
    await eventually(async () => expect((await rowOf(zId, '1001'))?.problem).toContain('over port 4370'));
    // The other way: from one that is called to those that call.
    const fingerZ = madeTemplate(6, 6);
    await eventually(() => expect(z.enrol({ userId: '1002', finger: 6, template: fingerZ })).toBe(true));
    const sixth = fingerZ.toString('base64');
    await eventually(() => expect(templatesOf(a.terminal, /FINGERTMP|FP/)).toContain(sixth));
    await eventually(() => expect(templatesOf(b.terminal, /FINGERTMP/)).toContain(sixth));
    await eventually(async () =>
      expect(await rowOf(b.deviceId, '1001')).toMatchObject({
        state: 'done',
        fingers: 1,
        faces: 1,
        hasPhoto: true,
      }),
    );
    expect(heldBy(a.terminal)).toEqual({ '1001': 'Ana', '1002': 'Ben', '777': 'Guest' });
    await eventually(async () => expect((await rowOf(b.deviceId, '1002'))?.problem).toContain('consent'));
    expectNowhere([fingerA, face, photo, fingerZ]);
    // Consent given later counts at once.
    await call('POST', `/api/people/${ben}/consent`, { statement: 'I agree.' });
    await eventually(() =>
      expect(templatesOf(b.terminal, /BIODATA/)).toContain(madeTemplate(9, 9).toString('base64')),
    );
    // Consent taken back: everything biometric of theirs goes from every terminal, and they stay.
    await call('DELETE', `/api/people/${ana}/consent`);
    await eventually(() => expect(finger(z, '1001', 4)).toBeUndefined());
    for (const { terminal } of [a, b])
      await eventually(() =>
        expect(
          terminal.state.templates.filter(({ fields }) => Object.values(fields).includes('1001')),
        ).toEqual([]),
      );
    expect(held(z)).toEqual({ '1001': 'Ana', '1002': 'Ben' });
    expect(b.terminal.state.dangerous).toEqual([]);
  });

  test('who moves is deleted once their fingers are where they work; who left at once; what waits for an absent terminal is taken back', async () => {
    const [hall, yard] = [await area('Hall'), await area('Yard')];
    const ana = await person('Ana', '1001', [hall]);
    const ben = await person('Ben', '1002', [hall]);
    const template = madeTemplate(1, 1);
    const TMP = template.toString('base64');
    const a = await pushTerminal('PUSHA001', hall, {
      users: [
        { userId: '1001', name: 'Ana' },
        { userId: '1002', name: 'Ben' },
      ],
      templates: [
        { table: 'FP', fields: { PIN: '1001', FID: '4', Size: String(TMP.length), Valid: '1', TMP } },
      ],
    });
    await eventually(async () =>
      expect(await rowOf(a.deviceId, '1001')).toMatchObject({ state: 'done', fingers: 1 }),
    );
    await call('PATCH', `/api/people/${ana}`, { areaIds: [yard] });
    await eventually(async () => expect((await rowOf(a.deviceId, '1001'))?.state).toBe('waiting'));
    expect(heldBy(a.terminal)).toHaveProperty('1001');
    const b = await pushTerminal('PUSHB001', yard);
    await eventually(() => expect(templatesOf(b.terminal, /FINGERTMP/)).toEqual([TMP]));
    await eventually(() => expect(heldBy(a.terminal)).toEqual({ '1002': 'Ben' }));
    await call('PATCH', `/api/people/${ben}`, { deactivated: true });
    await eventually(() => expect(heldBy(a.terminal)).toEqual({}));
  });

  test('who moves stays while a face of theirs may be only there: of an algorithm that was not told, or not sent', async () => {
    const [hall, yard] = [await area('Hall'), await area('Yard')];
    const eva = await person('Eva', '1001', [hall]);
    const TMP = madeTemplate(1, 1).toString('base64');
    const face = { PIN: '1001', FID: '0', SIZE: String(TMP.length), VALID: '1', TMP };
    const options = { ZKFaceVersion: '' };
    const users = [{ userId: '1001', name: 'Eva' }];
    const a = await pushTerminal('PUSHA001', hall, {
      ...{ options, users },
      templates: [{ table: 'FACE', fields: face }],
    });
    await eventually(async () => expect(await rowOf(a.deviceId, '1001')).toMatchObject({ faces: 1 }));
    const b = await pushTerminal('PUSHB001', hall, { options, users });
    await eventually(async () => expect(await rowOf(b.deviceId, '1001')).toMatchObject({ state: 'done' }));
    // Enrolled there, and not sent.
    b.terminal.state.templates.push({ table: 'FACE', fields: face });
    await call('PATCH', `/api/people/${eva}`, { areaIds: [yard] });
    const problems = async () =>
      Promise.all([a, b].map(async ({ deviceId }) => (await rowOf(deviceId, '1001'))?.problem));
    await eventually(async () =>
      expect(await problems()).toEqual([
        expect.stringContaining('only here'),
        expect.stringContaining('not certain'),
      ]),
    );
    for (const { terminal } of [a, b]) expect(heldBy(terminal)).toEqual({ '1001': 'Eva' });
    // Whoever left needs no copy.
    await call('PATCH', `/api/people/${eva}`, { deactivated: true });
    for (const { terminal } of [a, b]) await eventually(() => expect(heldBy(terminal)).toEqual({}));
  });

  test('stored where the company allows it, so that one who comes later has them; turned off, they are deleted', async () => {
    const hall = await area('Hall');
    await person('Ana', '1001', [hall]);
    const template = madeTemplate(1, 1);
    await call('PATCH', '/api/settings', { storesTemplates: true });
    const a = await simulate({ ...serialOf('A1'), users: [{ uid: 1, userId: '1001', name: 'Ana' }], now });
    a.terminal.addFinger({ uid: 1, finger: 5, flag: 1, template });
    const aId = await add(a, hall);
    await eventually(async () =>
      expect(await rowOf(aId, '1001')).toMatchObject({ fingers: 1, state: 'done' }),
    );
    await a.stop();
    // Not even in memory any more.
    const folder = join(server.config.dataDir, '..');
    await server.stop();
    await begin(folder);
    const b = await pushTerminal('PUSHB001', hall);
    await eventually(() =>
      expect(templatesOf(b.terminal, /FINGERTMP/)).toEqual([template.toString('base64')]),
    );
    await call('PATCH', '/api/settings', { storesTemplates: false });
    await eventually(() => expectNowhere([template]));
    const audits = await call<object>('GET', '/api/audits?action=device.');
    expect(JSON.stringify(audits)).toContain('device.templatesDeleted');
  });
});
