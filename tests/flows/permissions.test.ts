/** Goal: no route forgets to ask who is there. Method: every route the API document lists is called by everybody, on a real server. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Role } from '../../server/wire.ts';
import { type Client, codeOf, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

const everybody = 'owner admin hr supervisor viewer';
/**
 * Who may call what, sorted: a new route is refused by this test until somebody decides about it here. Where a supervisor may and the
 * route names a person or a camera, those of other teams and areas must be refused with NOT_YOURS.
 */
const table: Record<string, string> = {
  'delete /api/areas/{areaId}': 'owner admin',
  'delete /api/backups/{name}': 'owner admin',
  'delete /api/calendars/{calendarId}': 'owner admin hr',
  'delete /api/cameras/{cameraId}': 'owner admin',
  'delete /api/devices/{deviceId}': 'owner admin',
  'delete /api/employees/sources/{role}': 'owner admin',
  'delete /api/jobs/{jobId}': everybody,
  'delete /api/keys/{keyId}': 'owner admin',
  'delete /api/me/sessions': everybody,
  'delete /api/me/sessions/{sessionId}': everybody,
  'delete /api/people/{personId}': 'owner admin hr',
  'delete /api/people/{personId}/consent': 'owner admin hr',
  'delete /api/people/{personId}/leaves/{leaveId}': 'owner admin hr',
  'delete /api/people/{personId}/samples/{sampleId}': 'owner admin hr',
  'delete /api/people/{personId}/snooze': 'owner admin hr supervisor',
  'delete /api/people/{personId}/stricter': 'owner admin hr',
  'delete /api/policies/{policyId}': 'owner admin hr',
  'delete /api/shift-assignments/{assignmentId}': 'owner admin hr',
  'delete /api/shifts/{shiftId}': 'owner admin hr',
  'delete /api/substitutes/{substituteId}': 'owner admin hr',
  'delete /api/teams/{teamId}': 'owner admin hr',
  'delete /api/users/{userId}': 'owner admin',
  'delete /api/users/{userId}/sessions/{sessionId}': 'owner admin',
  'delete /api/users/{userId}/two-factor': 'owner admin',
  'get /api/areas': everybody,
  'get /api/audits': 'owner admin hr',
  'get /api/audits.csv': 'owner admin hr',
  'get /api/audits/users': 'owner admin hr',
  'get /api/backups': 'owner admin',
  'get /api/backups/{name}/file': 'owner admin',
  'get /api/calendars': 'owner admin hr supervisor',
  'get /api/cameras': everybody,
  'get /api/cameras/networks': 'owner admin',
  'get /api/cameras/{cameraId}/snapshot': everybody,
  'get /api/cameras/{cameraId}/stats': 'owner admin',
  'get /api/channels': 'owner admin hr',
  'get /api/channels/whatsapp/templates': 'owner admin hr',
  'get /api/connectors': 'owner admin hr',
  'get /api/connectors/frappe/refused': 'owner admin hr',
  'get /api/contacts/{recipientId}': everybody,
  'get /api/device-logs': 'owner admin hr',
  'get /api/device-logs.csv': 'owner admin hr',
  'get /api/device-rows': 'owner admin hr',
  'get /api/devices': 'owner admin hr',
  'get /api/devices/push': 'owner admin hr',
  'get /api/devices/widgets': 'owner admin hr',
  'get /api/devices/{deviceId}': 'owner admin hr',
  'get /api/devices/{deviceId}/commands': 'owner admin hr',
  'get /api/devices/{deviceId}/people': 'owner admin hr',
  'get /api/diagnostics/{name}/file': 'owner admin',
  'get /api/employees': 'owner admin hr',
  'get /api/employees/runs/{runId}': 'owner admin hr',
  'get /api/employees/runs/{runId}/receipts': 'owner admin hr',
  'get /api/employees/runs/{runId}/rows': 'owner admin hr',
  'get /api/evidence/{pictureId}': 'owner admin hr supervisor',
  'get /api/exports/punches': 'owner admin hr supervisor',
  'get /api/exports/punches.csv': 'owner admin hr supervisor',
  'get /api/gallery': 'owner admin hr',
  'get /api/health': 'anyone',
  'get /api/hierarchy': everybody,
  'get /api/hours-export': 'owner admin',
  'get /api/hours-export/file': 'owner admin',
  'get /api/incidents': everybody,
  'get /api/incidents/{incidentId}': everybody,
  'get /api/jobs': everybody,
  'get /api/jobs/{jobId}': everybody,
  'get /api/keys': 'owner admin hr',
  'get /api/me': everybody,
  'get /api/me/sessions': everybody,
  'get /api/me/two-factor': everybody,
  'get /api/messages': 'owner admin hr',
  'get /api/metrics': 'anyone',
  'get /api/notices': everybody,
  'get /api/pauses': 'owner admin hr supervisor',
  'get /api/people': 'owner admin hr supervisor',
  'get /api/people.csv': 'owner admin hr',
  'get /api/people/{personId}': 'owner admin hr supervisor',
  'get /api/people/{personId}/consents': 'owner admin hr',
  'get /api/people/{personId}/days/{date}/corrections': 'owner admin hr supervisor',
  'get /api/people/{personId}/doubles': everybody,
  'get /api/people/{personId}/duty': 'owner admin hr supervisor',
  'get /api/people/{personId}/evidence': 'owner admin hr supervisor',
  'get /api/people/{personId}/leaves': 'owner admin hr supervisor',
  'get /api/people/{personId}/sojourns': everybody,
  'get /api/people/{personId}/terminals': 'owner admin hr',
  'get /api/people/{personId}/why': everybody,
  'get /api/policies': 'owner admin hr supervisor',
  'get /api/presence': everybody,
  'get /api/privacy-notice': everybody,
  'get /api/problems': 'owner admin hr',
  'get /api/punches': 'owner admin hr supervisor',
  'get /api/recognition': everybody,
  'get /api/reports': 'owner admin hr supervisor',
  'get /api/reports/file': 'owner admin hr supervisor',
  'get /api/reports/weeks': 'owner admin hr supervisor',
  'get /api/settings': 'owner admin',
  'get /api/setup': 'anyone',
  'get /api/shift-assignments': 'owner admin hr supervisor',
  'get /api/shifts': 'owner admin hr supervisor',
  'get /api/snapshots/{token}': 'anyone',
  'get /api/snoozes': everybody,
  'get /api/substitutes': 'owner admin hr supervisor',
  'get /api/teams': everybody,
  'get /api/thresholds': 'owner admin hr supervisor',
  'get /api/users': 'owner admin',
  'get /api/users/{userId}/sessions': 'owner admin',
  'get /r/{token}': 'anyone',
  'patch /api/areas/{areaId}': 'owner admin',
  'patch /api/calendars/{calendarId}': 'owner admin hr',
  'patch /api/channels/{channel}': 'owner admin',
  'patch /api/connectors/{kind}': 'owner admin',
  'patch /api/devices/{deviceId}': 'owner admin',
  'patch /api/me': everybody,
  'patch /api/people/{personId}': 'owner admin hr',
  'patch /api/settings': 'owner admin',
  'patch /api/shift-assignments/{assignmentId}': 'owner admin hr',
  'patch /api/shifts/{shiftId}': 'owner admin hr',
  'patch /api/teams/{teamId}': 'owner admin hr',
  'patch /api/users/{userId}': 'owner admin',
  'post /api/areas': 'owner admin',
  'post /api/backups': 'owner admin',
  'post /api/backups/restore': 'owner admin',
  'post /api/backups/upload': 'owner admin',
  'post /api/backups/{name}/check': 'owner admin',
  'post /api/calendars': 'owner admin hr',
  'post /api/cameras': 'owner admin',
  'post /api/cameras/discover': 'owner admin',
  'post /api/cameras/onvif': 'owner admin',
  'post /api/cameras/test': 'owner admin',
  'post /api/cameras/{cameraId}/tracks/{trackId}/person': 'owner admin hr',
  'post /api/channels/{channel}/check': 'owner admin',
  'post /api/channels/{channel}/test': 'owner admin',
  'post /api/connectors/frappe/retry': 'owner admin',
  'post /api/connectors/frappe/test': 'owner admin',
  'post /api/devices': 'owner admin',
  'post /api/devices/live-sync': 'owner admin',
  'post /api/devices/scan': 'owner admin',
  'post /api/devices/test': 'owner admin',
  'post /api/devices/time': 'owner admin',
  'post /api/devices/{deviceId}/approve': 'owner admin',
  'post /api/devices/{deviceId}/beep': 'owner admin',
  'post /api/devices/{deviceId}/clear': 'owner admin',
  'post /api/devices/{deviceId}/logs/refresh': 'owner admin',
  'post /api/devices/{deviceId}/sync': 'owner admin',
  'post /api/devices/{deviceId}/time': 'owner admin',
  'post /api/diagnostics': 'owner admin',
  'post /api/employees/runs': 'owner admin',
  'post /api/employees/runs/{runId}/in-spite': 'owner admin',
  'post /api/employees/sources/{role}/preview': 'owner admin',
  'post /api/hours-export/decide': 'owner admin',
  'post /api/hours-export/preview': 'owner admin',
  'post /api/hours-export/run': 'owner admin',
  'post /api/hours-export/try': 'owner admin',
  'post /api/incidents/{incidentId}/acknowledge': 'owner admin hr supervisor',
  'post /api/incidents/{incidentId}/close': 'owner admin hr supervisor',
  'post /api/incidents/{incidentId}/excuse': 'owner admin hr supervisor',
  'post /api/incidents/{incidentId}/snooze': 'owner admin hr supervisor',
  'post /api/keys': 'owner admin',
  'post /api/me/password': everybody,
  'post /api/me/two-factor': everybody,
  'post /api/me/two-factor/confirm': everybody,
  'post /api/me/two-factor/off': everybody,
  'post /api/messages/{messageId}/retry': 'owner admin',
  'post /api/notices/read': everybody,
  'post /api/notices/{noticeId}/acknowledge': 'owner admin hr supervisor',
  'post /api/pauses': 'owner admin hr supervisor',
  'post /api/pauses/{pauseId}/end': 'owner admin hr supervisor',
  'post /api/people': 'owner admin hr',
  'post /api/people/import': 'owner admin hr',
  'post /api/people/import/preview': 'owner admin hr',
  'post /api/people/photos': 'owner admin hr',
  'post /api/people/{personId}/consent': 'owner admin hr',
  'post /api/people/{personId}/days/{date}/corrections': 'owner admin hr',
  'post /api/people/{personId}/leaves': 'owner admin hr supervisor',
  'post /api/people/{personId}/photos': 'owner admin hr',
  'post /api/people/{personId}/snooze': 'owner admin hr supervisor',
  'post /api/people/{personId}/sojourns/{sojournId}/correction': 'owner admin hr supervisor',
  'post /api/people/{personId}/track': everybody,
  'post /api/policies': 'owner admin hr',
  'post /api/policies/preview': 'owner admin hr supervisor',
  'post /api/punches': 'owner admin hr',
  'post /api/reports/links': 'owner admin hr supervisor',
  'post /api/settings/preview': 'owner admin',
  'post /api/setup': 'anyone',
  'post /api/shift-assignments': 'owner admin hr',
  'post /api/shifts': 'owner admin hr',
  'post /api/sign-in': 'anyone',
  'post /api/sign-out': 'anyone',
  'post /api/substitutes': 'owner admin hr',
  'post /api/teams': 'owner admin hr',
  'post /api/users': 'owner admin',
  'post /api/users/{userId}/password': 'owner admin',
  'post /api/whatsapp/inbound': 'anyone',
  'post /api/whatsapp/status': 'anyone',
  'put /api/areas/{areaId}/cameras': 'owner admin',
  'put /api/areas/{areaId}/people': 'owner admin',
  'put /api/cameras/{cameraId}': 'owner admin',
  'put /api/contacts/{recipientId}': everybody,
  'put /api/employees/rules': 'owner admin',
  'put /api/employees/sources/{role}': 'owner admin',
  'put /api/hours-export': 'owner admin',
  'put /api/people/{personId}/supervisor': 'owner admin hr',
  'put /api/people/{personId}/team': 'owner admin hr',
  'put /api/policies/{policyId}': 'owner admin hr',
  'put /api/thresholds/{subject}/{subjectId}': 'owner admin hr',
};
/** What a route must be given before it looks whose thing it is. */
const given: Record<string, { query?: string; body?: object }> = {
  'get /api/people/{personId}/duty': { query: '?from=2026-11-20&to=2026-11-21' },
  'get /api/people/{personId}/doubles': { query: '?from=0&to=1' },
  'get /api/people/{personId}/evidence': { query: '?date=2026-11-20' },
  'get /api/people/{personId}/sojourns': { query: '?from=0&to=1' },
  'post /api/people/{personId}/leaves': { body: { fromMs: 0, toMs: 1 } },
  'post /api/people/{personId}/snooze': { body: { minutes: 1 } },
};
/** Posted without a body. */
const bodiless = [
  ...['post /api/sign-out', 'post /api/devices/time'],
  ...['post /api/devices/{deviceId}/beep', 'post /api/devices/{deviceId}/logs/refresh'],
  ...['post /api/devices/{deviceId}/sync', 'post /api/devices/{deviceId}/time'],
];
/** Not called by those who may: it would take long or end what the other tests need. */
const heavy: string[] = [];

type Operation = {
  summary: string;
  description: string;
  security?: object[];
  parameters?: { name: string }[];
  requestBody?: { content: object };
  responses: Record<string, { content?: object }>;
};

const roles = everybody.split(' ') as Role[];
const routes = Object.keys(table);
const mayCall = (role: Role, route: string): boolean => (table[route] ?? '').split(' ').includes(role);
const closed = routes.filter((route) => table[route] !== 'anyone');
const named = closed.filter((route) => mayCall('supervisor', route) && /\{(personId|cameraId)\}/.test(route));

let server: TestServer;
let operations: Map<string, Operation>;
/** Somebody whom only HR and administrators may see, and a camera in an area that is not the supervisor's. */
const theirs = { personId: '', cameraId: 'hall' };
const clients = {} as Record<Role, Client>;

beforeAll(async () => {
  server = await startTestServer();
  const owner = await server.admin();
  const add = async (name: string) =>
    ((await owner.call('POST', '/api/people', { name })).body as { personId: string }).personId;
  theirs.personId = await add('Ann');
  const lead = await add('Lead of another team');
  for (const role of roles)
    clients[role] =
      role === 'owner'
        ? owner
        : await server.signedInAs(role, role === 'supervisor' ? { personId: lead } : {});
  writeFileSync(
    join(server.config.camerasDir, 'hall.yaml'),
    'name: Hall\narea: Ground floor\nurl: rtsp://192.0.2.20/1\n',
  );
  await eventually(() => expect(server.cameras.length).toBe(1));
  operations = await readDocument(server.client());
});
afterAll(() => server.remove());

async function readDocument(client: Client): Promise<Map<string, Operation>> {
  const { body } = await client.call('GET', '/api/openapi.json');
  const { paths } = body as { paths: Record<string, Record<string, Operation>> };
  return new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation]),
    ),
  );
}

function call(client: Client, route: string, ids: Record<string, string> = {}) {
  const [method = '', path = ''] = route.split(' ');
  const { query = '', body = {} } = given[route] ?? {};
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? 'nobody');
  return client.call(method.toUpperCase(), filled + query, method === 'get' ? undefined : body);
}

test('the API document lists every route, and everybody knows who may call it', () => {
  expect([...operations.keys()].sort()).toEqual(routes);
});

test('the API document says of every route what goes in, what comes out and who may call it', () => {
  for (const [route, { summary, description, security, parameters, requestBody, responses }] of operations) {
    const wanted = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect([route, (parameters ?? []).map(({ name }) => name)]).toEqual([
      route,
      expect.arrayContaining(wanted) as string[],
    ]);
    expect([summary.length > 0, description.length > 0, responses['default'] !== undefined]).toEqual([
      ...[true, true, true],
    ]);
    expect([route, security !== undefined]).toEqual([route, table[route] !== 'anyone']);
    const takesBody = /^(post|put|patch)/.test(route) && !bodiless.includes(route);
    expect([route, requestBody !== undefined]).toEqual([route, takesBody]);
    const [status, done] = Object.entries(responses).find(([code]) => code !== 'default') ?? [];
    expect([route, status === '204', done?.content === undefined]).toEqual([
      ...[route, status === '204', status === '204'],
    ]);
  }
});

test.each(closed)('%s refuses whoever is not signed in, and tells them nothing else', async (route) => {
  for (const client of [server.client(), forger(server.client())]) {
    const answer = await call(client, route, theirs);
    expect([answer.status, codeOf(answer)]).toEqual([401, 'SIGN_IN_NEEDED']);
  }
});

const forger = (client: Client): Client => ({
  ...client,
  call: (method, path, body) => client.call(method, path, body, { cookie: 'whereabouts_session=x' }),
});

describe.each(roles)('as %s', (role) => {
  const refused = closed.filter((route) => !mayCall(role, route));
  test.skipIf(refused.length === 0).each(refused)('%s is refused, whatever is sent', async (route) => {
    const answer = await call(clients[role], route, theirs);
    expect([answer.status, codeOf(answer)]).toEqual([403, 'NOT_ALLOWED']);
  });

  const allowed = closed.filter((route) => mayCall(role, route) && !heavy.includes(route));
  test.each(allowed)('%s is let through', async (route) => {
    const answer = await call(clients[role], route);
    expect(answer.status).toBeLessThan(500);
    const refusals = ['SIGN_IN_NEEDED', 'NOT_ALLOWED', ...(role === 'supervisor' ? [] : ['NOT_YOURS'])];
    expect(refusals).not.toContain(codeOf(answer));
  });
});

test.each(named)('%s refuses the supervisor of another team', async (route) => {
  for (const ids of [theirs, {}]) {
    const answer = await call(clients.supervisor, route, ids);
    expect([answer.status, codeOf(answer)]).toEqual([403, 'NOT_YOURS']);
  }
});
