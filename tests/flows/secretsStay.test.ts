/** Goal: a stored secret goes to nobody but whom it was typed for. Method: a real server, every form that keeps one, and a listener that nobody may call. */
import { writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { splitAddress } from '../../pipeline/decode/address.ts';
import { variablesMustStay } from '../../server/cameras/cameraVariables.ts';
import { fillSecrets } from '../../server/cameras/fillSecrets.ts';
import { storedUrl } from '../../server/cameras/storedUrl.ts';
import type { DeviceView, EmployeeMaster, EmployeeSource, Problem } from '../../server/wire.ts';
import { simulatedTerminals } from '../helpers/simulatedTerminals.ts';
import {
  type Answer,
  type Client,
  codeOf,
  eventually,
  startTestServer,
  type TestServer,
} from '../helpers/testServer.ts';

const { simulate } = simulatedTerminals();
const terminalTimes = { retryMs: 100, retryMostMs: 200, connectTimeoutMs: 800, replyTimeoutMs: 600 };
/** More than cameras are given: that no other variable goes to one does not hang on one filter. */
const cameraSecrets = Object.fromEntries(
  ['CAMERA_PASSWORD', 'CAMERA_OTHER', 'CAMERA_WHOLE', 'DATABASE_URL'].map((name) => [
    name,
    `${name} of the environment`,
  ]),
);
let server: TestServer;
let owner: Client;
/** Somebody who waits for secrets. */
let thief: Server;
let calls = 0;
let elsewhere = 0;

beforeAll(async () => {
  thief = createServer((socket) => {
    calls += 1;
    socket.on('error', () => undefined).destroy();
  });
  await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
  elsewhere = (thief.address() as AddressInfo).port;
});
afterAll(() => void thief.close());
beforeEach(async () => {
  calls = 0;
  server = await startTestServer({ config: { cameraSecrets }, overrides: { terminalTimes } });
  owner = await server.admin();
});
afterEach(() => server.remove());

const errorOf = ({ body }: Answer) => (body as Problem).error;
/** What was asked is refused, says where the secret is for, and marks the input where it is typed. */
function expectKept(answer: Answer, field: string, place: string): void {
  expect([answer.status, codeOf(answer)]).toEqual([422, 'SECRET_ELSEWHERE']);
  expect(errorOf(answer).message).toMatch(/^Cannot keep the stored .* only\. Type it again, or clear it\.$/);
  expect(errorOf(answer).message).toContain(`it is for ${place} only`);
  expect(errorOf(answer).fields).toEqual({ [field]: expect.stringContaining(place) as string });
}

describe('a terminal', () => {
  const key = 4711;
  const view = async (deviceId: string) =>
    (await owner.call('GET', `/api/devices/${deviceId}`)).body as DeviceView;
  async function added(): Promise<{ deviceId: string; port: number }> {
    const { port } = await simulate({ key, now: () => Date.now() });
    const device = { name: 'Gate', host: '127.0.0.1', port, timeZone: 'UTC', key };
    const { deviceId } = (await owner.call('POST', '/api/devices', device)).body as DeviceView;
    await eventually(async () => expect(await view(deviceId)).toMatchObject({ state: 'online' }));
    return { deviceId, port };
  }

  test('keeps its key for its address: neither a change nor a test sends it to another', async () => {
    const { deviceId, port } = await added();
    const change = (body: object) => owner.call('PATCH', `/api/devices/${deviceId}`, body);
    const trial = (body: object) =>
      owner.call('POST', '/api/devices/test', { host: '127.0.0.1', deviceId, ...body });
    const here = `127.0.0.1:${port}`;
    expectKept(await change({ port: elsewhere }), 'key', here);
    expectKept(await change({ host: 'localhost' }), 'key', here);
    expectKept(
      await owner.call('POST', `/api/devices/${deviceId}/approve`, { port: elsewhere }),
      'key',
      here,
    );
    expectKept(await trial({ port: elsewhere }), 'key', here);
    expect(await view(deviceId)).toMatchObject({ host: '127.0.0.1', port, hasKey: true, state: 'online' });
    expect(calls).toBe(0);
    // Whatever else is changed, and where it is tried again.
    expect(await change({ name: 'Main gate', direction: 'in', port })).toMatchObject({ status: 200 });
    expect(await trial({ port })).toMatchObject({ status: 200 });
    await eventually(async () => expect(await view(deviceId)).toMatchObject({ state: 'online' }));
  });

  test('goes anywhere with a key that is typed again, with none, and when it never had one', async () => {
    const { deviceId } = await added();
    const other = await simulate({ key, now: () => Date.now() });
    const change = (body: object) => owner.call('PATCH', `/api/devices/${deviceId}`, body);
    expect(await change({ port: other.port, key })).toMatchObject({ status: 200 });
    await eventually(async () => expect(await view(deviceId)).toMatchObject({ state: 'online' }));
    expect((await change({ port: elsewhere, key: 0 })).body).toMatchObject({ hasKey: false });
    expect(await change({ host: 'localhost', port: other.port })).toMatchObject({ status: 200 });
    expect(
      codeOf(await owner.call('POST', '/api/devices/test', { host: '127.0.0.1', port: 1, deviceId })),
    ).toBe('DEVICE_UNREACHABLE');
  });
});

describe('a camera', () => {
  const hall = { cameraId: 'hall', name: 'Hall', area: 'A', enabled: false };
  const url = 'rtsp://admin:hunter2@10.0.0.5/s';

  test('keeps its password for its address and user: neither a change nor a test picture sends it to another', async () => {
    await owner.call('POST', '/api/cameras', { ...hall, url });
    const others = [
      ...[`rtsp://admin:•••@127.0.0.1:${elsewhere}/s`, 'rtsp://admin:•••@10.0.0.5:8554/s'],
      ...['rtsp://root:•••@10.0.0.5/s', 'http://admin:•••@10.0.0.5/s'],
      ...[
        `rtsp://admin:•••@127.0.0.1:${elsewhere}/@10.0.0.5/s`,
        `http://127.0.0.1:${elsewhere}/?password=•••`,
      ],
    ];
    for (const other of others) {
      const place = 'rtsp://admin:•••@10.0.0.5';
      expectKept(await owner.call('PUT', '/api/cameras/hall', { ...hall, url: other }), 'url', place);
      const asked = { url: other, cameraId: 'hall' };
      expectKept(await owner.call('POST', '/api/cameras/test', asked), 'url', place);
    }
    const [{ url: shown } = { url: '' }] = (await owner.call('GET', '/api/cameras')).body as {
      url: string;
    }[];
    expect([shown, calls]).toEqual(['rtsp://admin:•••@10.0.0.5/s', 0]);
    for (const fine of [
      'rtsp://admin:•••@10.0.0.5/other?x=1',
      'rtsp://b:new@10.0.0.9/s',
      'rtsp://10.0.0.9/s',
    ])
      expect(await owner.call('PUT', '/api/cameras/hall', { ...hall, url: fine })).toMatchObject({
        status: 200,
      });
    expect(server.logged()).not.toContain('hunter2');
  });

  test('whatever is typed around the mask, what is opened is where it was, or nothing', () => {
    const part = fc.string({ maxLength: 6, unit: fc.constantFrom(...'a:/@?#.1•') });
    const typed = fc.tuple(part, part, part).map(([a, b, c]) => `rtsp://${a}•••${b}@${c}`);
    const password = fc.string({ minLength: 1, maxLength: 5, unit: fc.constantFrom(...'p:/@?#1') });
    const edits = fc.oneof(
      typed,
      part.map((piece) => `rtsp://admin:•••${piece}@cam:5/s${piece}`),
      part.map((piece) => `rtsp://admin:•••@${piece}cam:5/s`),
    );
    fc.assert(
      fc.property(password, edits, (secret, edited) => {
        const stored = `rtsp://admin:${secret}@cam:5/s`;
        try {
          const opened = storedUrl(edited, { camera: { ...hall, ...rest, url: stored } });
          const [a, b] = [splitAddress(opened), splitAddress(stored)];
          return a?.host === b?.host && a?.user === b?.user;
        } catch {
          return true;
        }
      }),
      { seed: 11, numRuns: 5_000 },
    );
  });
  test('a variable of the environment goes to cameras only by its name, and over the page only where a file sends it', async () => {
    const gate = { ...hall, cameraId: 'gate', name: 'Gate' };
    const put = (address: string) => owner.call('PUT', '/api/cameras/hall', { ...hall, url: address });
    const add = (address: string) => owner.call('POST', '/api/cameras', { ...gate, url: address });
    const trial = (address: string, cameraId: string | null) =>
      owner.call('POST', '/api/cameras/test', { url: address, cameraId });
    const ways = [
      put,
      add,
      (address: string) => trial(address, null),
      (address: string) => trial(address, 'hall'),
    ];
    const kept = 'rtsp://admin:${CAMERA_PASSWORD}@127.0.0.1:1/s';
    const text = `name: Hall\narea: A\nenabled: false\nurl: ${kept}\n`;
    writeFileSync(join(server.config.camerasDir, 'hall.yaml'), text);
    await eventually(async () => expect(await shown('hall')).toBe(kept));

    const others = [
      `rtsp://admin:\${CAMERA_PASSWORD}@127.0.0.1:${elsewhere}/s`,
      `http://127.0.0.1:${elsewhere}/?token=\${CAMERA_PASSWORD}`,
      `rtsp://admin:\${CAMERA_PASSWORD}@127.0.0.1:${elsewhere}/@127.0.0.1:1/s`,
      ...['http://admin:${CAMERA_PASSWORD}@127.0.0.1:1/s', 'rtsp://root:${CAMERA_PASSWORD}@127.0.0.1:1/s'],
      ...['rtsp://admin:${CAMERA_OTHER}@127.0.0.1:1/s', '${CAMERA_WHOLE}'],
    ];
    for (const other of others)
      for (const way of ways) {
        const answer = await way(other);
        expect([other, answer.status, codeOf(answer)]).toEqual([other, 422, 'CAMERA_SECRET_ELSEWHERE']);
        expect(Object.keys(errorOf(answer).fields ?? {})).toEqual(['url']);
      }
    // Any other variable goes nowhere, whatever a file says.
    const foreign = `http://127.0.0.1:${elsewhere}/?token=\${DATABASE_URL}`;
    for (const way of ways) expect(await way(foreign)).toMatchObject({ status: 422 });
    const thiefs = `name: Porch\narea: A\nurl: ${foreign}\n`;
    writeFileSync(join(server.config.camerasDir, 'porch.yaml'), thiefs);
    await eventually(async () => expect(await shown('porch', 'error')).toBe(notForCameras));
    expect(errorOf(await trial(foreign, 'porch')).message).toBe(
      notForCameras.replace('porch.yaml', 'this form'),
    );
    expect([await shown('hall'), await shown('gate'), calls]).toEqual([kept, '', 0]);

    // Where it goes already: another path, another camera of one recorder, and away from there.
    const fine = 'rtsp://admin:${CAMERA_PASSWORD}@127.0.0.1:1/2';
    for (const way of ways.slice(0, 3)) expect((await way(fine)).status).toBeLessThan(300);
    expect(await put('rtsp://admin:typed@10.0.0.9/s')).toMatchObject({ status: 200 });
    expect(server.logged()).not.toContain('of the environment');
  });
  const notForCameras =
    'Cannot use porch.yaml: DATABASE_URL does not begin with CAMERA_, and only variables that do are given to cameras. Rename it in the environment and in the address, then restart.';
  async function shown(cameraId: string, what: 'url' | 'error' = 'url'): Promise<string> {
    const cameras = (await owner.call('GET', '/api/cameras')).body as {
      cameraId: string;
      url: string;
      error?: string;
    }[];
    return cameras.find((camera) => camera.cameraId === cameraId)?.[what] ?? '';
  }

  test('whatever is typed around a variable, it is sent where a file sends it, or nowhere', () => {
    const secrets = (value: string) => ({ CAMERA_P: value });
    const stored = 'rtsp://admin:${CAMERA_P}@cam:5/s';
    const part = fc.string({ maxLength: 6, unit: fc.constantFrom(...'a:/@?#.1\\') });
    const edits = fc.oneof(
      fc.tuple(part, part, part).map(([a, b, c]) => `rtsp://${a}\${CAMERA_P}${b}@${c}`),
      fc.tuple(part, part).map(([a, b]) => `rtsp://admin:\${CAMERA_P}${a}@cam:5/s${b}`),
      fc.tuple(part, part).map(([a, b]) => `rtsp://admin${a}@cam:5${b}\${CAMERA_P}`),
      part.map((piece) => `rtsp://admin:\${CAMERA_P}@${piece}cam:5/s`),
      part.map((piece) => `${piece}\${CAMERA_P}`),
    );
    const value = fc.string({ minLength: 1, maxLength: 5, unit: fc.constantFrom(...'p:/@?#1') });
    const where = (url: string) => {
      const { host, user } = splitAddress(url) ?? {};
      return [host, user];
    };
    let opened = 0;
    fc.assert(
      fc.property(value, edits, (secret, edited) => {
        try {
          variablesMustStay(edited, [{ camera: { ...hall, ...rest, url: stored } }]);
        } catch {
          return;
        }
        opened += 1;
        const [before, after] = [stored, edited].map((url) => where(fillSecrets('f', url, secrets(secret))));
        expect(after).toEqual(before);
      }),
      { seed: 12, numRuns: 5_000 },
    );
    expect(opened).toBeGreaterThan(100);
  });
  const rest = { fps: 5, smallestFacePx: 48, detectWidthPx: null, loop: false, zones: [] };
});

describe('a source of employees', () => {
  const plain = { columns: {}, statuses: [], dateOrder: 'dayFirst' as const };
  const json = (port: number, more = {}): EmployeeSource => ({
    ...{ kind: 'http', url: `http://127.0.0.1:${port}/employees`, header: 'authorization' },
    ...{ rows: '', next: '', certificate: '', ...more },
  });
  const postgres = (more = {}): EmployeeSource => ({
    ...{ kind: 'postgres', host: 'db.example.com', port: 5432, database: 'hr', user: 'reader' },
    ...{ tls: true, query: 'SELECT code FROM staff', ...more },
  });
  const path = '/api/employees/sources/active';
  const put = (source: EmployeeSource, secret?: string) =>
    owner.call('PUT', path, { source, ...plain, ...(secret === undefined ? {} : { secret }) });
  const preview = (source: EmployeeSource) => owner.call('POST', `${path}/preview`, { source, ...plain });
  const secretSet = async () =>
    ((await owner.call('GET', '/api/employees')).body as EmployeeMaster).sources.active?.secretSet;

  test('over HTTP keeps the value of its header for its server', async () => {
    expect(await put(json(1), 'Bearer x')).toMatchObject({ status: 200 });
    for (const ask of [put, preview]) expectKept(await ask(json(elsewhere)), 'secret', 'http://127.0.0.1:1');
    expect([await secretSet(), calls]).toEqual([true, 0]);
    expect(await put(json(1, { url: 'http://127.0.0.1:1/v2' }))).toMatchObject({ status: 200 });
    expect(await secretSet()).toBe(true);
    // Taken away, or no longer used, it is gone: it does not come back with another address.
    expect(await put(json(elsewhere, { header: '' }))).toMatchObject({ status: 200 });
    expect(await secretSet()).toBe(false);
    expect(await put(json(elsewhere), '')).toMatchObject({ status: 200 });
  });

  test('of a database keeps its password for its server and its user', async () => {
    await put(postgres(), 'very-secret');
    const place = 'reader @ db.example.com:5432';
    for (const other of [{ host: '127.0.0.1' }, { port: elsewhere }, { user: 'writer' }])
      for (const ask of [put, preview]) expectKept(await ask(postgres(other)), 'secret', place);
    expect(await put(postgres({ database: 'hr2', query: 'SELECT 1' }))).toMatchObject({ status: 200 });
    expect(await secretSet()).toBe(true);
    // One of another kind begins without.
    expect(await put(json(elsewhere))).toMatchObject({ status: 200 });
    expect(await secretSet()).toBe(false);
  });
});

describe('a channel', () => {
  const set = (channel: string, config: object) =>
    owner.call('PATCH', `/api/channels/${channel}`, { config });

  test('e-mail keeps its password for its server and its user', async () => {
    const mail = {
      host: 'smtp.example.com',
      port: '587',
      user: 'ada',
      password: 'pw',
      from: 'a@example.com',
    };
    expect(await set('email', mail)).toMatchObject({ status: 200 });
    const place = 'ada @ smtp.example.com:587';
    for (const other of [{ host: '127.0.0.1' }, { port: String(elsewhere) }, { user: 'ben' }, { host: '' }])
      expectKept(await set('email', other), 'password', place);
    expect(await set('email', { from: 'b@example.com', security: 'tls' })).toMatchObject({ status: 200 });
    // Without a user there is no password, also not for the next one.
    expect((await set('email', { user: '', host: '127.0.0.1' })).body).toMatchObject({ secretsSet: [] });
    expect((await set('email', { user: 'ben', password: 'new' })).body).toMatchObject({
      secretsSet: ['password'],
    });
  });

  test('WhatsApp keeps its token for its account, and the webhook its secret for its server', async () => {
    const accountSid = `AC${'1'.repeat(32)}`;
    expect(await set('whatsapp', { accountSid, authToken: 'token' })).toMatchObject({ status: 200 });
    const place = `${accountSid} @ Twilio`;
    expectKept(await set('whatsapp', { accountSid: `AC${'2'.repeat(32)}` }), 'authToken', place);
    expectKept(await set('whatsapp', { apiBase: `http://127.0.0.1:${elsewhere}` }), 'authToken', place);
    const url = 'https://erp.example.com/hook';
    expect(await set('webhook', { url, secret: 'a secret of sixteen' })).toMatchObject({ status: 200 });
    for (const other of [`http://127.0.0.1:${elsewhere}/hook`, ''])
      expectKept(await set('webhook', { url: other }), 'secret', 'https://erp.example.com');
    expect(await set('webhook', { url: `${url}/2` })).toMatchObject({ status: 200 });
    expect(await set('webhook', { url: '', secret: '' })).toMatchObject({ status: 200 });
  });

  test('the connector to Frappe keeps its secret for its site and its key', async () => {
    const frappe = (config: object) => owner.call('PATCH', '/api/connectors/frappe', { config });
    const site = { url: 'https://hr.example.com', apiKey: 'key123', apiSecret: 'secret456', timeZone: 'UTC' };
    expect(await frappe(site)).toMatchObject({ status: 200 });
    for (const other of [{ url: `http://127.0.0.1:${elsewhere}` }, { apiKey: 'other' }, { url: '' }])
      expectKept(await frappe(other), 'apiSecret', 'key123 @ https://hr.example.com');
    expect(await frappe({ url: 'https://hr.example.com/', sends: 'punches' })).toMatchObject({ status: 200 });
    expect(await frappe({ apiKey: 'other', apiSecret: 'again' })).toMatchObject({ status: 200 });
    expect(calls).toBe(0);
  });
});
