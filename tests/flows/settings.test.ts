/** Goal: a change of settings is told before it is saved, holds at once, and all of it or nothing is kept. */
import { io as connect } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Problem, SettingEffect, SettingsView } from '../../server/wire.ts';
import { type Client, codeOf, startTestServer, type TestServer } from '../helpers/testServer.ts';

let server: TestServer;
let owner: Client;
beforeAll(async () => {
  server = await startTestServer();
  owner = await server.admin();
});
afterAll(() => server.remove());

const read = async () => {
  const { body } = await owner.call('GET', '/api/settings');
  return new Map((body as SettingsView).settings.map((setting) => [setting.key, setting]));
};
const preview = async (changes: object) =>
  ((await owner.call('POST', '/api/settings/preview', { changes })).body as { effects: SettingEffect[] })
    .effects;

test('every setting tells its value, default, unit and range, and who changed it last', async () => {
  const before = await read();
  expect(before.get('awayAfterMs')).toEqual({
    ...{ key: 'awayAfterMs', value: 30_000, default: 30_000, unit: 'ms', min: 10_000, max: 600_000 },
    changed: null,
  });
  expect(before.get('companyName')).toMatchObject({ value: 'Harbour', unit: 'text' });
  const changed = await owner.call('PATCH', '/api/settings', { awayAfterMs: 45_000, backupAt: '02:30' });
  expect(changed.status).toBe(200);
  expect((await read()).get('awayAfterMs')).toMatchObject({ value: 45_000, changed: { changedBy: 'Ada' } });
});

test('a change that does not fit is refused as a whole, beside its field', async () => {
  const tooShort = await owner.call('PATCH', '/api/settings', { backupsKept: 5, absentAfterMs: 1 });
  expect([tooShort.status, codeOf(tooShort)]).toEqual([400, 'INPUT_INVALID']);
  expect((tooShort.body as Problem).error.message).toBe(
    'Cannot accept this request: absentAfterMs: must be from 1 min to 4 h.',
  );
  const apart = await owner.call('PATCH', '/api/settings', { awayAfterMs: 90_000, absentAfterMs: 60_000 });
  expect((apart.body as { error: { fields: object } }).error.fields).toHaveProperty('absentAfterMs');
  expect((await owner.call('PATCH', '/api/settings', { sesionMs: 1 })).status).toBe(400);
  expect((await read()).get('backupsKept')?.value).toBe(14);
});

test('a preview counts what a change would do, and changes nothing', async () => {
  expect(await preview({ twoFactorNeeded: true, sessionMs: 900_000, auditKeptDays: 30 })).toEqual([
    { kind: 'sessionsEnd', count: 0 },
    { kind: 'secondFactor', users: 1 },
    { kind: 'auditDeleted', rows: 0 },
  ]);
  expect(await preview({ awayAfterMs: 60_000 })).toEqual([
    { kind: 'away', now: 0, then: 0 },
    { kind: 'absent', now: 0, then: 0 },
  ]);
  expect(await preview({ twoFactorNeeded: false })).toEqual([]);
  expect((await read()).get('twoFactorNeeded')?.value).toBe(false);
});

test('the company has its new name and zone at once, and everybody signed in reads the privacy notice', async () => {
  const changes = { companyName: 'Quay', timeZone: 'Asia/Tokyo', privacyNotice: 'Cameras at every door.' };
  expect((await owner.call('PATCH', '/api/settings', changes)).status).toBe(200);
  const viewer = await server.viewer();
  const { body } = await viewer.call('GET', '/api/privacy-notice');
  expect(body).toEqual({ text: 'Cameras at every door.' });
  expect((await read()).get('companyName')?.value).toBe('Quay');
});

test("who has chosen no language is told the company's before anybody is signed in, and none when it has none", async () => {
  const language = async () =>
    ((await server.client().call('GET', '/api/setup')).body as { language: string | null }).language;
  expect([await language(), (await read()).get('language')?.value]).toEqual([null, '']);
  expect(await preview({ language: 'id' })).toEqual([{ kind: 'language' }]);
  await owner.call('PATCH', '/api/settings', { language: 'id' });
  expect(await language()).toBe('id');
  expect((await owner.call('PATCH', '/api/settings', { language: 'xx' })).status).toBe(400);
  await owner.call('PATCH', '/api/settings', { language: '' });
  expect(await language()).toBe(null);
});

test('whoever must set up a second factor first is shown nothing more, in open pages too', async () => {
  const server = await startTestServer();
  try {
    const owner = await server.admin();
    const hr = await server.signedInAs('hr');
    const page = connect(server.url, { extraHeaders: { cookie: hr.cookie() }, transports: ['websocket'] });
    await new Promise((resolve) => page.once('overview', resolve));
    const ended = new Promise((resolve) => page.once('signedOut', () => resolve('told')));
    expect((await owner.call('PATCH', '/api/settings', { twoFactorNeeded: true })).status).toBe(200);
    expect(await ended).toBe('told');
    page.close();
    for (const path of ['/api/people', '/api/people.csv', '/api/audits.csv', '/api/jobs', '/api/notices'])
      expect(codeOf(await hr.call('GET', path))).toBe('TWO_FACTOR_SETUP_NEEDED');
    expect((await hr.call('GET', '/api/me')).status).toBe(200);
  } finally {
    await server.remove();
  }
}, 20_000);
