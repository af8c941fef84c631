/** Goal: accounts do what their pages promise. Method: a real server over HTTP, in a temporary folder. */
import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { resetPassword } from '../../server/cli/resetPassword.ts';
import type { AuditPage, SessionView, UserView } from '../../server/wire.ts';
import { type Client, codeOf, startTestServer, type TestServer } from '../helpers/testServer.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.remove());

const password = 'a long password';
const idOf = async (owner: Client, email: string) =>
  ((await owner.call('GET', '/api/users')).body as UserView[]).find((user) => user.email === email)?.userId ??
  '';
const audits = async (client: Client, query: string) =>
  (await client.call('GET', `/api/audits?${query}`)).body as AuditPage;

test('who must have a second factor sets it up before anything else; a viewer need not', async () => {
  const owner = await server.admin();
  const [hr, viewer] = [await server.signedInAs('hr'), await server.signedInAs('viewer')];
  expect((await owner.call('PATCH', '/api/settings', { twoFactorNeeded: true })).status).toBe(200);
  expect((await hr.call('GET', '/api/me')).body).toMatchObject({ twoFactorDue: true });
  expect(codeOf(await hr.call('GET', '/api/people'))).toBe('TWO_FACTOR_SETUP_NEEDED');
  expect((await viewer.call('GET', '/api/cameras')).status).toBe(200);
  const { secret } = (await hr.call('POST', '/api/me/two-factor', { password })).body as { secret: string };
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  const { body } = await hr.call('POST', '/api/me/two-factor/confirm', { code });
  expect((body as { recoveryCodes: string[] }).recoveryCodes).toHaveLength(8);
  expect((await hr.call('GET', '/api/people')).status).toBe(200);
});

test('a recovery code signs in once', async () => {
  const hr = await server.signedInAs('hr');
  const { secret } = (await hr.call('POST', '/api/me/two-factor', { password })).body as { secret: string };
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
  const { body } = await hr.call('POST', '/api/me/two-factor/confirm', { code });
  const [first = ''] = (body as { recoveryCodes: string[] }).recoveryCodes;
  const signIn = () =>
    server
      .client()
      .call('POST', '/api/sign-in', { email: 'hr@example.com', password, code: first.toUpperCase() });
  expect([(await signIn()).status, codeOf(await signIn())]).toEqual([200, 'TOTP_NEEDED']);
});

test('sessions are listed and ended, by their user and by an administrator', async () => {
  const owner = await server.admin();
  const viewer = await server.signedInAs('viewer');
  const elsewhere = server.client();
  const account = { email: 'viewer@example.com', password };
  await elsewhere.call('POST', '/api/sign-in', account, { 'user-agent': 'A telephone' });
  const listed = (await viewer.call('GET', '/api/me/sessions')).body as SessionView[];
  expect(listed.map(({ current, address }) => [current, address]).sort()).toEqual([
    [false, '127.0.0.1'],
    [true, '127.0.0.1'],
  ]);
  expect(listed.find(({ current }) => !current)?.userAgent).toBe('A telephone');
  expect((await viewer.call('DELETE', '/api/me/sessions')).status).toBe(204);
  expect((await elsewhere.call('GET', '/api/me')).status).toBe(401);
  const path = `/api/users/${await idOf(owner, 'viewer@example.com')}/sessions`;
  const [session] = (await owner.call('GET', path)).body as SessionView[];
  expect((await owner.call('DELETE', `${path}/${session?.sessionId}`)).status).toBe(204);
  expect((await viewer.call('GET', '/api/me')).status).toBe(401);
});

test('a disabled user is out at once; another role asks for signing in again', async () => {
  const owner = await server.admin();
  const viewer = await server.signedInAs('viewer');
  const path = `/api/users/${await idOf(owner, 'viewer@example.com')}`;
  expect((await owner.call('PATCH', path, { role: 'hr' })).body).toMatchObject({ role: 'hr' });
  expect((await viewer.call('GET', '/api/me')).status).toBe(401);
  await owner.call('PATCH', path, { disabled: true });
  const signIn = () =>
    server.client().call('POST', '/api/sign-in', { email: 'viewer@example.com', password });
  expect(codeOf(await signIn())).toBe('SIGN_IN_WRONG');
  await owner.call('PATCH', path, { disabled: false });
  expect((await signIn()).status).toBe(200);
});

test('an owner who is locked out gets a new password from the command line', async () => {
  await server.admin();
  const given = await resetPassword(server.config.dataDir, ' ADA@example.com ');
  const signIn = { email: 'ada@example.com', password: given };
  expect((await server.client().call('POST', '/api/sign-in', signIn)).status).toBe(200);
  await expect(resetPassword(server.config.dataDir, 'nobody@example.com')).rejects.toThrow(
    'Cannot find a user',
  );
});

test('the audit log names who read what, once an hour, from where; also of removed users; in pages', async () => {
  const owner = await server.admin();
  const { personId } = (await owner.call('POST', '/api/people', { name: 'Ann' })).body as {
    personId: string;
  };
  const hr = await server.signedInAs('hr');
  for (let times = 0; times < 3; times += 1) await hr.call('GET', `/api/people/${personId}`);
  await owner.call('DELETE', `/api/users/${await idOf(owner, 'hr@example.com')}`);
  const { audits: reads } = await audits(owner, 'action=person.read');
  expect(reads).toMatchObject([
    { userName: 'The hr', subjectName: 'Ann', subject: personId, address: '127.0.0.1' },
  ]);
  const first = await audits(owner, 'limit=2');
  const second = await audits(owner, `limit=2&cursor=${first.next}`);
  const ids = [...first.audits, ...second.audits].map(({ auditId }) => auditId);
  expect(new Set(ids).size).toBe(4);
  const csv = await owner.call('GET', '/api/audits.csv?action=person.');
  expect(csv.headers.get('content-disposition')).toContain('audit-log.csv');
  expect(csv.body).toContain(',The hr,person.read,');
});
