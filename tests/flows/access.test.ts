/** Goal: only those who should get in. Method: a real server over HTTP, in a temporary folder. */
import { get } from 'node:http';
import { createServer } from 'node:net';
import { io as connect } from 'socket.io-client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  adminPassword,
  type Client,
  codeOf,
  setupBody,
  startTestServer,
  type TestServer,
} from '../helpers/testServer.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.remove());

const token = (): string => new URL(server.setupLink ?? '').searchParams.get('token') ?? '';

describe('set-up', () => {
  test('the printed link makes one administrator, signs them in, and works once', async () => {
    const client = server.client();
    expect((await client.call('GET', '/api/setup')).body).toMatchObject({ needed: true });
    const made = await client.call('POST', '/api/setup', setupBody(token()));
    expect(made.body).toMatchObject({ name: 'Ada', role: 'owner', demo: false });
    expect((await client.call('GET', '/api/me')).body).toMatchObject({ email: 'ada@example.com' });
    expect((await client.call('GET', '/api/setup')).body).toMatchObject({ needed: false });
    const again = await server.client().call('POST', '/api/setup', setupBody(token()));
    expect([again.status, codeOf(again)]).toEqual([409, 'SETUP_DONE']);
    expect(await server.app.setupLink(server.url)).toBeNull();
  });

  test('a link that is not the printed one is refused', async () => {
    const answer = await server.client().call('POST', '/api/setup', setupBody('guessed'));
    expect([answer.status, codeOf(answer)]).toEqual([403, 'SETUP_TOKEN_WRONG']);
  });

  test('ten people opening the link at once make one administrator', async () => {
    const tries = Array.from({ length: 10 }, (_, index) =>
      server.client().call('POST', '/api/setup', { ...setupBody(token()), email: `u${index}@example.com` }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(9).fill(409)]);
  });

  test('what is typed wrong is named field by field', async () => {
    const wrong = { ...setupBody(token()), email: 'ada', password: 'short', timeZone: 'Mars/Olympus' };
    const answer = await server.client().call('POST', '/api/setup', wrong);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error: {
        code: 'INPUT_INVALID',
        fields: {
          email: 'not an e-mail address',
          password: 'at least 10 characters',
          timeZone: 'not a time zone such as Asia/Jakarta',
        },
      },
    });
  });
});

describe('signing in', () => {
  const signIn = (client: Client, password: string, email = 'ada@example.com') =>
    client.call('POST', '/api/sign-in', { email, password });

  test('the cookie is kept from scripts and other sites, and signing out ends the session itself', async () => {
    await server.admin();
    const client = server.client();
    const { headers } = await signIn(client, adminPassword, ' Ada@Example.com ');
    expect(headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax$/);
    const stolen = { cookie: client.cookie() };
    expect((await server.client().call('GET', '/api/me', undefined, stolen)).status).toBe(200);
    expect((await client.call('POST', '/api/sign-out', {})).status).toBe(204);
    expect((await server.client().call('GET', '/api/me', undefined, stolen)).status).toBe(401);
  });

  test('the cookie is marked Secure when the page came over https', async () => {
    await server.admin();
    const credentials = { email: 'ada@example.com', password: adminPassword };
    const https = { 'x-forwarded-proto': 'https' };
    const { headers } = await server.client().call('POST', '/api/sign-in', credentials, https);
    expect(headers.get('set-cookie')).toContain('Secure');
  });

  test('signing in again ends the session the browser had', async () => {
    const client = await server.admin();
    const before = { cookie: client.cookie() };
    await signIn(client, adminPassword);
    expect((await server.client().call('GET', '/api/me', undefined, before)).status).toBe(401);
    expect((await client.call('GET', '/api/me')).status).toBe(200);
  });

  test('an unknown address is answered exactly as a wrong password', async () => {
    await server.admin();
    const wrong = await signIn(server.client(), 'wrong password');
    const unknown = await signIn(server.client(), 'wrong password', 'nobody@example.com');
    expect([wrong.status, codeOf(wrong)]).toEqual([401, 'SIGN_IN_WRONG']);
    expect(unknown.body).toEqual(wrong.body);
  });

  test('guessing one password is stopped after ten tries, even with the right one', async () => {
    await server.admin();
    for (let tries = 0; tries < 10; tries += 1) await signIn(server.client(), 'wrong password');
    const stopped = await signIn(server.client(), adminPassword);
    expect([stopped.status, codeOf(stopped)]).toEqual([429, 'SIGN_IN_TOO_OFTEN']);
  });

  test('a session ends after twelve hours without use, and lasts while it is used', async () => {
    let nowMs = Date.now();
    const clock = { now: () => nowMs, every: () => () => undefined };
    await server.remove();
    server = await startTestServer({ overrides: { clock } });
    const client = await server.admin();
    const hourMs = 60 * 60 * 1000;
    for (const hours of [11, 11, 11]) {
      nowMs += hours * hourMs;
      expect((await client.call('GET', '/api/me')).status).toBe(200);
    }
    nowMs += 12.1 * hourMs;
    expect(codeOf(await client.call('GET', '/api/me'))).toBe('SIGN_IN_NEEDED');
  });

  test('a session outlives a restart of the server', async () => {
    const client = await server.admin();
    await server.stop();
    const folder = server.config.dataDir.replace(/\/data$/, '');
    server = await startTestServer({ folder });
    const answer = await server.client().call('GET', '/api/me', undefined, { cookie: client.cookie() });
    expect(answer.body).toMatchObject({ name: 'Ada' });
  });

  test('no password, cookie or set-up token is logged', async () => {
    const client = await server.admin();
    await server.client().call('GET', `/setup?token=${token()}`);
    await signIn(client, 'a wrong but secret one');
    expect(server.logged()).toContain('/api/sign-in');
    for (const secret of [
      adminPassword,
      'a wrong but secret one',
      token(),
      client.cookie().split('=')[1] ?? '',
    ])
      expect(server.logged()).not.toContain(secret);
  });
});

describe('the own password', () => {
  const change = (client: Client, current: string, next: string) =>
    client.call('POST', '/api/me/password', { current, next });
  const signIn = (password: string) => {
    const client = server.client();
    return client.call('POST', '/api/sign-in', { email: 'vi@example.com', password });
  };

  test('a user changes it: the old one no longer works, and every other session of theirs ends', async () => {
    const [viewer, elsewhere] = [await server.viewer(), server.client()];
    const admin = await server.admin();
    await elsewhere.call('POST', '/api/sign-in', { email: 'vi@example.com', password: 'a long password' });
    expect((await change(viewer, 'a long password', 'a longer password')).status).toBe(204);
    expect((await viewer.call('GET', '/api/me')).status).toBe(200);
    expect((await elsewhere.call('GET', '/api/me')).status).toBe(401);
    expect((await admin.call('GET', '/api/me')).status).toBe(200);
    expect((await signIn('a long password')).status).toBe(401);
    expect((await signIn('a longer password')).status).toBe(200);
    for (const secret of ['a long password', 'a longer password'])
      expect(server.logged()).not.toContain(secret);
  });

  test('a wrong current one changes nothing and keeps the session; a short new one is refused', async () => {
    const viewer = await server.viewer();
    const wrong = await change(viewer, 'not my password', 'a longer password');
    expect([wrong.status, codeOf(wrong)]).toEqual([403, 'PASSWORD_WRONG']);
    expect(codeOf(await change(viewer, 'a long password', 'short'))).toBe('INPUT_INVALID');
    expect((await viewer.call('GET', '/api/me')).status).toBe(200);
    expect((await signIn('a long password')).status).toBe(200);
  });

  test('who finds a page left open cannot try passwords for ever', async () => {
    const viewer = await server.viewer();
    for (let tries = 0; tries < 10; tries += 1) await change(viewer, `guess ${tries}`, 'a longer password');
    expect(codeOf(await change(viewer, 'a long password', 'a longer password'))).toBe('SIGN_IN_TOO_OFTEN');
  });
});

describe('roles', () => {
  test('a viewer may look at cameras and nothing an administrator does', async () => {
    const viewer = await server.viewer();
    expect((await viewer.call('GET', '/api/cameras')).status).toBe(200);
    const refused: [string, string, object?][] = [
      ['GET', '/api/people'],
      ['POST', '/api/people', { name: 'Bo' }],
      ['GET', '/api/users'],
      ['POST', '/api/users', {}],
      ['POST', '/api/cameras', {}],
      ['DELETE', '/api/cameras/hall'],
    ];
    for (const [method, path, body] of refused) {
      const answer = await viewer.call(method, path, body);
      expect([path, answer.status, codeOf(answer)]).toEqual([path, 403, 'NOT_ALLOWED']);
    }
  });

  test('nobody signed in gets the health of the server and nothing else', async () => {
    const client = server.client();
    expect((await client.call('GET', '/api/health')).body).toMatchObject({
      status: 'ok',
      cameras: { seeing: 0, blind: 0, starting: 0 },
    });
    for (const path of ['/api/cameras', '/api/people', '/api/users', '/api/me'])
      expect(codeOf(await client.call('GET', path))).toBe('SIGN_IN_NEEDED');
  });

  test('a removed user is out at once, and the last owner stays', async () => {
    const viewer = await server.viewer();
    const admin = await server.admin();
    const users = (await admin.call('GET', '/api/users')).body as { userId: string; role: string }[];
    const idOf = (role: string) => users.find((user) => user.role === role)?.userId ?? '';
    expect((await admin.call('DELETE', `/api/users/${idOf('viewer')}`)).status).toBe(204);
    expect((await viewer.call('GET', '/api/me')).status).toBe(401);
    const last = await admin.call('DELETE', `/api/users/${idOf('owner')}`);
    expect([last.status, codeOf(last)]).toEqual([409, 'LAST_OWNER']);
  });

  test('an unknown role, a short password and a taken address are refused', async () => {
    const admin = await server.admin();
    const account = { name: 'Bo', email: 'bo@example.com', role: 'viewer', password: 'long enough 1' };
    const add = async (change: object) =>
      codeOf(await admin.call('POST', '/api/users', { ...account, ...change }));
    expect(await add({ role: 'boss' })).toBe('INPUT_INVALID');
    expect(await add({ password: 'short' })).toBe('INPUT_INVALID');
    expect(await add({ email: 'ADA@example.com' })).toBe('NAME_TAKEN');
  });
});

describe('requests of other sites', () => {
  test('a change that another site asks for is refused, with and without Sec-Fetch-Site', async () => {
    const admin = await server.admin();
    const body = { name: 'Bo', consent: null };
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example' }]) {
      const answer = await admin.call('POST', '/api/people', body, headers);
      expect([answer.status, codeOf(answer)]).toEqual([403, 'ORIGIN_REFUSED']);
    }
    expect((await admin.call('GET', '/api/people')).body).toEqual([]);
  });
});

describe('the server itself', () => {
  test('a port in use is told with its number', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const starting = startTestServer({ config: { port } });
    await expect(starting).rejects.toThrow(`Cannot listen on port ${port}: another program uses it.`);
    await new Promise((resolve) => other.close(resolve));
  });

  test('the demo signs everyone in, but only under the names of this machine', async () => {
    await server.remove();
    server = await startTestServer({ config: { demo: true } });
    expect(server.setupLink).toBeNull();
    expect((await server.client().call('GET', '/api/me')).body).toMatchObject({
      name: 'Demo',
      role: 'owner',
      demo: true,
    });
    expect((await server.client().call('GET', '/api/setup')).body).toMatchObject({ needed: false });
    // A foreign site can point its own name at this machine, and its pages would then be "same origin".
    const headers = { host: 'evil.example' };
    const status = await new Promise((resolve) => {
      get(`${server.url}/api/me`, { headers }, (answer) => resolve(answer.resume().statusCode));
    });
    expect(status).toBe(401);
    const page = connect(server.url, {
      transports: ['websocket'],
      reconnection: false,
      extraHeaders: headers,
    });
    const refusal = await new Promise((resolve) => page.once('connect_error', resolve));
    expect(refusal).toMatchObject({ data: { code: 'SIGN_IN_NEEDED' } });
    page.disconnect();
  });

  test('the API describes itself, with who may call what', async () => {
    const { body } = await server.client().call('GET', '/api/openapi.json');
    expect(body).toMatchObject({
      openapi: '3.1.0',
      paths: {
        '/api/people/{personId}/photos': {
          post: { requestBody: { content: { 'multipart/form-data': {} } } },
        },
        '/api/users': { post: { description: 'Those who may create User.' } },
      },
    });
    const docs = await server.client().call('GET', '/api/docs');
    const policy = docs.headers.get('content-security-policy');
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/'unsafe-(inline|eval)'/);
    expect(docs.body).not.toMatch(/<script>|https?:/);
    expect((await server.client().call('GET', '/api/docs/swagger-ui-bundle.js')).status).toBe(200);
  });

  test('numbers for Prometheus are answered on this machine', async () => {
    const { body, headers } = await server.client().call('GET', '/api/metrics');
    expect(headers.get('content-type')).toContain('text/plain');
    expect(body).toContain('whereabouts_camera_blind');
    expect(body).toContain('whereabouts_store_failing 0');
    expect(body).toContain('whereabouts_pictures_skipped_total 0');
  });

  test('numbers for Prometheus are refused to others who come through a proxy on this machine', async () => {
    const viewer = await server.viewer();
    const status = (cookie: string, more: Record<string, string>) =>
      new Promise((resolve) => {
        const headers = { cookie, ...more };
        get(`${server.url}/api/metrics`, { headers }, (answer) => resolve(answer.resume().statusCode));
      });
    for (const headers of [{ host: 'cameras.example' }, { 'x-forwarded-for': '10.0.0.7' }]) {
      expect(await status('', headers)).toBe(401);
      expect(await status(viewer.cookie(), headers)).toBe(403);
      expect(await status((await server.admin()).cookie(), headers)).toBe(200);
    }
  });

  test('a body, a field or an address longer than any honest one is refused, quickly', async () => {
    const client = server.client();
    const large = await client.call('POST', '/api/sign-in', { email: 'x'.repeat(600_000), password: 'x' });
    expect(large.body).toMatchObject({
      error: { message: 'Cannot accept this request: the body is too large.' },
    });
    const long = await client.call('POST', '/api/sign-in', { email: 'x'.repeat(201), password: 'x' });
    expect(codeOf(long)).toBe('INPUT_INVALID');
    expect((await client.call('GET', `/api/${'a'.repeat(15_000)}`)).status).toBe(404);
    expect(server.logged()).not.toContain('a'.repeat(500));
  });

  test('what does not exist, or is not JSON, gets a sentence and a code', async () => {
    const client = server.client();
    expect(codeOf(await client.call('GET', '/api/nothing'))).toBe('NOT_FOUND');
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${server.url}/api/sign-in`, { method: 'POST', body: '{', headers });
    expect(await response.json()).toEqual({
      error: { code: 'INPUT_INVALID', message: 'Cannot accept this request: the body is not valid JSON.' },
    });
  });
});
