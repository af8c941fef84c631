/** Goal: known attacks are refused. Method: each is done as an attacker would, over HTTP and Socket.IO, to a real server. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { io as connect } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { photoMaxBytes } from '../../server/people/enrol.ts';
import { type Answer, type Client, codeOf, startTestServer, type TestServer } from '../helpers/testServer.ts';

let nowMs: number;
let server: TestServer;
beforeEach(async () => {
  nowMs = Date.now();
  const clock = { now: () => nowMs, every: () => () => undefined };
  server = await startTestServer({ overrides: { clock } });
});
afterEach(() => server.remove());

const password = 'a long password';
const signIn = (client: Client, body: object) => client.call('POST', '/api/sign-in', body);
/** Past fetch, which sets what a page may not. */
const send = async (client: Client, path: string, init: RequestInit) => {
  const headers = { cookie: client.cookie(), ...(init.headers as Record<string, string>) };
  const answer = await fetch(server.url + path, { ...init, headers });
  return { status: answer.status, body: (await answer.json().catch(() => null)) as unknown };
};

describe('CSRF', () => {
  test.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
  ])('a page of another site that sends %j with the cookie changes nothing', async (headers) => {
    const admin = await server.admin();
    const tries: [string, string][] = [
      ['POST', '/api/people'],
      ['PUT', '/api/cameras/hall'],
      ['PATCH', '/api/me'],
      ['DELETE', '/api/me/sessions'],
    ];
    for (const [method, path] of tries) {
      const answer = await admin.call(method, path, { name: 'Mallory' }, headers);
      expect([path, answer.status, codeOf(answer)]).toEqual([path, 403, 'ORIGIN_REFUSED']);
    }
    expect((await admin.call('GET', '/api/people')).body).toEqual([]);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a form of type %s, which needs no permission of the browser, is not read as JSON',
    async (type) => {
      const admin = await server.admin();
      const body = '{"name":"Mallory"}';
      const answer = await send(admin, '/api/people', {
        method: 'POST',
        body,
        headers: { 'content-type': type },
      });
      expect(answer.status).toBe(400);
      expect((await admin.call('GET', '/api/people')).body).toEqual([]);
    },
  );
});

describe('sessions', () => {
  test('a token that somebody planted in the browser is not the one after signing in', async () => {
    await server.signedInAs('viewer');
    const planted = { cookie: 'whereabouts_session=planted-by-somebody' };
    const victim = server.client();
    await victim.call('POST', '/api/sign-in', { email: 'viewer@example.com', password }, planted);
    expect(victim.cookie()).not.toContain('planted');
    expect((await server.client().call('GET', '/api/me', undefined, planted)).status).toBe(401);
  });

  test('a session of the attacker, planted in the browser, is not the one of the victim', async () => {
    await server.admin();
    const attacker = await server.signedInAs('viewer');
    const planted = { cookie: attacker.cookie() };
    const victim = server.client();
    const credentials = { email: 'ada@example.com', password: 'correct horse battery' };
    await victim.call('POST', '/api/sign-in', credentials, planted);
    expect((await server.client().call('GET', '/api/me', undefined, planted)).status).toBe(401);
    expect((await victim.call('GET', '/api/me')).body).toMatchObject({ role: 'owner' });
  });

  const refusalOf = async (headers: Record<string, string>) => {
    const page = connect(server.url, {
      transports: ['websocket'],
      extraHeaders: headers,
      reconnection: false,
    });
    const outcome = await new Promise<string>((resolve) => {
      page.once('connect', () => resolve('connected'));
      page.once('connect_error', () => resolve('refused'));
    });
    page.disconnect();
    return outcome;
  };

  test('the live connection needs a session, of this very site, that has not ended', async () => {
    const viewer = await server.signedInAs('viewer');
    const cookie = viewer.cookie();
    expect(await refusalOf({ cookie })).toBe('connected');
    expect(await refusalOf({})).toBe('refused');
    expect(await refusalOf({ cookie: 'whereabouts_session=x' })).toBe('refused');
    expect(await refusalOf({ cookie, origin: 'https://evil.example' })).toBe('refused');
    await viewer.call('POST', '/api/sign-out', {});
    expect(await refusalOf({ cookie })).toBe('refused');
  });

  test('an open live connection ends with its session', async () => {
    const viewer = await server.signedInAs('viewer');
    const page = connect(server.url, {
      transports: ['websocket'],
      extraHeaders: { cookie: viewer.cookie() },
    });
    await new Promise((resolve) => page.once('overview', resolve));
    const ended = new Promise((resolve) => page.once('disconnect', resolve));
    await viewer.call('POST', '/api/sign-out', {});
    await ended;
    page.disconnect();
  });
});

describe('guessing', () => {
  async function withSecondFactor(): Promise<{ client: Client; codeAt: (ms: number) => string }> {
    const client = await server.signedInAs('hr');
    const { body } = await client.call('POST', '/api/me/two-factor', { password });
    const totp = new TOTP({ secret: Secret.fromBase32((body as { secret: string }).secret) });
    const codeAt = (timestamp: number) => totp.generate({ timestamp });
    await client.call('POST', '/api/me/two-factor/confirm', { code: codeAt(nowMs) });
    nowMs += 60_000;
    return { client, codeAt };
  }
  const hr = { email: 'hr@example.com', password };

  test('passwords of one user are tried ten times, from whatever address', async () => {
    await server.signedInAs('viewer');
    const from = (index: number) => ({ 'x-forwarded-for': `198.51.100.${index}` });
    const guess = (index: number, guessed: string) =>
      server
        .client()
        .call('POST', '/api/sign-in', { email: 'viewer@example.com', password: guessed }, from(index));
    for (let index = 0; index < 10; index += 1) expect((await guess(index, 'wrong')).status).toBe(401);
    expect(codeOf(await guess(11, password))).toBe('SIGN_IN_TOO_OFTEN');
  });

  test('codes are tried ten times, even with the right one; being asked for one is no try', async () => {
    const { codeAt } = await withSecondFactor();
    for (let asked = 0; asked < 12; asked += 1)
      expect(codeOf(await signIn(server.client(), hr))).toBe('TOTP_NEEDED');
    for (let tries = 0; tries < 10; tries += 1)
      expect(codeOf(await signIn(server.client(), { ...hr, code: '000000' }))).toBe('TOTP_NEEDED');
    expect(codeOf(await signIn(server.client(), { ...hr, code: codeAt(nowMs) }))).toBe('SIGN_IN_TOO_OFTEN');
  });

  test('a code that was seen over a shoulder is taken once', async () => {
    const { codeAt } = await withSecondFactor();
    const code = codeAt(nowMs);
    expect((await signIn(server.client(), { ...hr, code })).status).toBe(200);
    expect(codeOf(await signIn(server.client(), { ...hr, code }))).toBe('TOTP_NEEDED');
  });
});

describe('what is not to be set', () => {
  test('a user cannot make themselves something else', async () => {
    const viewer = await server.signedInAs('viewer');
    for (const more of [
      { role: 'owner' },
      { userId: 'x' },
      { personId: 'x' },
      { areaIds: [] },
      { can: [] },
    ]) {
      const answer = await viewer.call('PATCH', '/api/me', { name: 'Vi', ...more });
      expect([answer.status, codeOf(answer)]).toEqual([400, 'INPUT_INVALID']);
    }
    expect((await viewer.call('GET', '/api/me')).body).toMatchObject({ role: 'viewer', name: 'The viewer' });
  });

  test('keys that change what every object has are refused and change nothing', async () => {
    const admin = await server.admin();
    for (const body of [
      '{"name":"A","__proto__":{"role":"owner"}}',
      '{"name":"A","constructor":{"prototype":{"x":1}}}',
    ]) {
      const headers = { 'content-type': 'application/json' };
      expect((await send(admin, '/api/me', { method: 'PATCH', body, headers })).status).toBe(400);
    }
    expect(({} as { role?: string; x?: number }).role ?? ({} as { x?: number }).x).toBeUndefined();
  });

  test('an administrator makes no owner and touches none', async () => {
    const owner = await server.admin();
    const admin = await server.signedInAs('admin');
    const users = (await owner.call('GET', '/api/users')).body as { userId: string; role: string }[];
    const idOf = (role: string) => users.find((user) => user.role === role)?.userId ?? '';
    const account = { name: 'Bo', email: 'bo@example.com', role: 'owner', password: 'only for this test' };
    const tries: [string, string, object | undefined][] = [
      ['POST', '/api/users', account],
      ['PATCH', `/api/users/${idOf('owner')}`, { name: 'Mallory' }],
      ['PATCH', `/api/users/${idOf('admin')}`, { role: 'owner' }],
      ['POST', `/api/users/${idOf('owner')}/password`, {}],
      ['DELETE', `/api/users/${idOf('owner')}`, undefined],
    ];
    for (const [method, path, body] of tries) {
      const answer = await admin.call(method, path, body);
      expect([method, path, answer.status, codeOf(answer)]).toEqual([method, path, 403, 'OWNERS_ONLY']);
    }
  });

  test('who is no administrator makes the server reach no address', async () => {
    for (const role of ['hr', 'supervisor', 'viewer'] as const) {
      const client = await server.signedInAs(role);
      const url = 'http://169.254.169.254/latest/meta-data';
      for (const path of [
        '/api/cameras',
        '/api/cameras/test',
        '/api/cameras/onvif',
        '/api/cameras/discover',
      ]) {
        const answer = await client.call('POST', path, {
          name: 'X',
          area: 'Y',
          url,
          cameraId: 'x',
          host: '169.254.169.254',
        });
        expect([role, path, answer.status, codeOf(answer)]).toEqual([role, path, 403, 'NOT_ALLOWED']);
      }
    }
  });
});

describe('files', () => {
  test('a camera id leads nowhere else', async () => {
    const admin = await server.admin();
    const outside = join(server.config.camerasDir, '..', 'evil.yaml');
    for (const cameraId of [
      '../evil',
      '..\\evil',
      '/tmp/evil',
      'a/../../evil',
      '%2e%2e%2fevil',
      'evil\0',
      '..',
    ]) {
      const camera = { cameraId, name: 'Evil', area: 'A', url: 'webcam:0' };
      expect((await admin.call('POST', '/api/cameras', camera)).status).toBe(400);
      const id = encodeURIComponent(cameraId);
      expect([400, 404]).toContain((await admin.call('DELETE', `/api/cameras/${id}`)).status);
    }
    expect(existsSync(outside)).toBe(false);
  });

  test('the name of a backup leads nowhere else, whichever way it is written', async () => {
    const owner = await server.admin();
    const outside = join(server.config.dataDir, 'whereabouts-20260101-000000-manual.tar.gz');
    writeFileSync(outside, 'not in the folder of backups');
    for (const name of [
      '../whereabouts.sqlite',
      '..\\whereabouts.sqlite',
      '../whereabouts-20260101-000000-manual.tar.gz',
      'whereabouts-20260101-000000-manual.tar.gz/../../whereabouts.sqlite',
      'whereabouts-20260101-000000-manual.tar.gz\0',
      '/etc/passwd',
      '.work',
      '..',
    ]) {
      const path = `/api/backups/${encodeURIComponent(name)}`;
      const tries: [string, string, object | undefined][] = [
        ['GET', `${path}/file`, undefined],
        ['POST', `${path}/check`, {}],
        ['DELETE', path, undefined],
      ];
      for (const [method, at, body] of tries) {
        const answer = await owner.call(method, at, body);
        expect([method, name, answer.status]).toEqual([method, name, 404]);
      }
      const restore = { stagedId: name, confirm: 'Harbour' };
      expect(codeOf(await owner.call('POST', '/api/backups/restore', restore))).toBe('NOT_FOUND');
    }
    expect([existsSync(outside), existsSync(join(server.config.dataDir, 'whereabouts.sqlite'))]).toEqual([
      true,
      true,
    ]);
  });

  test('a backup that is sent is stored under a name of ours, whatever its own is', async () => {
    const owner = await server.admin();
    for (const named of ['../../evil.tar.gz', '/etc/cron.d/evil', 'x'.repeat(300)]) {
      const form = new FormData();
      form.append('backup', new Blob(['hello']), named);
      const sent = await send(owner, '/api/backups/upload', { method: 'POST', body: form });
      expect(sent.body).toMatchObject({
        name: expect.stringMatching(/^whereabouts-[\d-]+-uploaded(-\d+)?\.tar\.gz$/) as string,
      });
    }
    const form = new FormData();
    form.append('backup', new Blob(['hello']), 'x\0.tar.gz');
    const broken = await send(owner, '/api/backups/upload', { method: 'POST', body: form });
    expect([broken.status, codeOf(broken as Answer)]).toEqual([400, 'INPUT_INVALID']);
    const { dataDir } = server.config;
    expect(readdirSync(join(dataDir, '..')).sort()).toEqual(['cameras', 'data']);
    expect(readdirSync(dataDir).filter((name) => !name.startsWith('whereabouts.'))).toEqual(['backups']);
    expect(readdirSync(join(dataDir, 'backups', '.work'))).toEqual([]);
  });

  test('a photo is a photo, of a bearable size, whatever its name says', async () => {
    const admin = await server.admin();
    const added = await admin.call('POST', '/api/people', { name: 'Ann', consent: { statement: 'yes' } });
    const path = `/api/people/${(added.body as { personId: string }).personId}/photos`;
    const results = await admin.upload(path, [
      { name: '../../../etc/cron.d/evil.jpg', bytes: '<?php evil(); ?>' },
      { name: 'script.svg', bytes: '<svg onload="alert(1)"/>' },
      { name: 'huge.jpg', bytes: Buffer.alloc(photoMaxBytes + 1) },
    ]);
    const codes = (results.body as { accepted: boolean; code: string }[]).map(({ code }) => code);
    expect(codes).toEqual(['PHOTO_UNREADABLE', 'PHOTO_UNREADABLE', 'PHOTO_TOO_LARGE']);
    expect(existsSync('/etc/cron.d/evil.jpg')).toBe(false);
  });
});
