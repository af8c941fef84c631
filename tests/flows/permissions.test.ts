/** Goal: no route forgets to ask who is there. Method: every route the API document lists is called by everybody, on a real server. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, codeOf, startTestServer, type TestServer } from '../helpers/testServer.ts';

type Operation = {
  summary: string;
  description: string;
  security?: object[];
  parameters?: { name: string }[];
  requestBody?: { content: object };
  responses: Record<string, { content?: object }>;
};

/** Who may call what: a new route is refused by this test until somebody decides about it here. */
const forAnyone = [
  'get /api/health',
  'get /api/metrics',
  'get /api/setup',
  'post /api/setup',
  'post /api/sign-in',
  'post /api/sign-out',
];
const forViewers = [
  'get /api/cameras',
  'get /api/me',
  'get /api/recognition',
  'get /api/people/{personId}/sojourns',
  'post /api/me/password',
];
const forAdmins = [
  'delete /api/cameras/{cameraId}',
  'delete /api/people/{personId}',
  'delete /api/people/{personId}/samples/{sampleId}',
  'delete /api/people/{personId}/stricter',
  'delete /api/users/{userId}',
  'get /api/gallery',
  'get /api/people',
  'get /api/people/{personId}',
  'get /api/users',
  'patch /api/people/{personId}',
  'post /api/cameras',
  'post /api/people',
  'post /api/people/{personId}/consent',
  'post /api/people/{personId}/photos',
  'post /api/people/{personId}/sojourns/{sojournId}/correction',
  'post /api/users',
  'put /api/cameras/{cameraId}',
];

let server: TestServer;
let viewer: Client;
let admin: Client;
let operations: Map<string, Operation>;
beforeAll(async () => {
  server = await startTestServer();
  viewer = await server.viewer();
  admin = await server.admin();
  const { body } = await server.client().call('GET', '/api/openapi.json');
  const { paths } = body as { paths: Record<string, Record<string, Operation>> };
  operations = new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation]),
    ),
  );
});
afterAll(() => server.remove());

const call = (client: Client, route: string) => {
  const [method = '', path = ''] = route.split(' ');
  const body = method === 'get' ? undefined : {};
  return client.call(method.toUpperCase(), path.replace(/\{\w+\}/g, 'nobody'), body);
};

test('the API document lists every route, and everybody knows who may call it', () => {
  expect([...operations.keys()].sort()).toEqual([...forAnyone, ...forViewers, ...forAdmins].sort());
});

test('the API document says of every route what goes in, what comes out and who may call it', () => {
  for (const [route, { summary, description, security, parameters, requestBody, responses }] of operations) {
    const named = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect([route, (parameters ?? []).map(({ name }) => name)]).toEqual([
      route,
      expect.arrayContaining(named) as string[],
    ]);
    expect([summary.length > 0, description.length > 0, responses['default'] !== undefined]).toEqual([
      ...[true, true, true],
    ]);
    expect([route, security !== undefined]).toEqual([route, !forAnyone.includes(route)]);
    const takesBody = /^(post|put|patch)/.test(route) && !route.endsWith('/sign-out');
    expect([route, requestBody !== undefined]).toEqual([route, takesBody]);
    const [status, done] = Object.entries(responses).find(([code]) => code !== 'default') ?? [];
    expect([route, status === '204', done?.content === undefined]).toEqual([
      ...[route, status === '204', status === '204'],
    ]);
  }
});

describe.each([...forViewers, ...forAdmins])('%s', (route) => {
  test('refuses whoever is not signed in, and tells them nothing else', async () => {
    const answer = await call(server.client(), route);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'SIGN_IN_NEEDED']);
    const forged = await server
      .client()
      .call('GET', '/api/me', undefined, { cookie: 'whereabouts_session=x' });
    expect(forged.status).toBe(401);
  });
});

test.each(forAdmins)('%s refuses a viewer, whatever they send', async (route) => {
  const answer = await call(viewer, route);
  expect([answer.status, codeOf(answer)]).toEqual([403, 'NOT_ALLOWED']);
});

test.each(forViewers)('%s lets a viewer through', async (route) => {
  expect([200, 204, 400, 404]).toContain((await call(viewer, route)).status);
});

test.each(forAdmins)('%s lets an administrator through', async (route) => {
  expect([200, 204, 400, 404]).toContain((await call(admin, route)).status);
});
