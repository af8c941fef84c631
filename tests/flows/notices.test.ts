/** Goal: the bell tells what it should, once, also over a restart; who may not see it is not told. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { NoticeView } from '../../server/wire.ts';
import { type Client, codeOf, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

let server: TestServer | undefined;
afterEach(() => server?.remove());

const notices = async (client: Client, query = '') =>
  ((await client.call('GET', `/api/notices${query}`)).body as { notices: NoticeView[] }).notices;

test('a blind camera is told once, read by each for themselves, acknowledged, and over when it sees', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-'));
  server = await startTestServer({ folder });
  writeFileSync(
    join(server.config.camerasDir, 'hall.yaml'),
    'name: Hall\narea: Hall\nurl: rtsp://192.0.2.20/1\n',
  );
  await eventually(() => expect(server?.cameras.length).toBe(1));
  const owner = await server.admin();
  const say = (kind: 'blind' | 'seeing') =>
    server?.cameras[0]?.say({
      kind: 'health',
      atMs: Date.now(),
      health: { kind, sinceMs: Date.now() - 60_000, detail: 'It is covered.' } as never,
    });
  say('blind');
  await eventually(async () => expect(await notices(owner)).toHaveLength(1));
  const [notice] = await notices(owner);
  expect(notice).toMatchObject({ kind: 'blindCamera', name: 'Hall', untilMs: null, read: false });
  const viewer = await server.viewer();
  expect((await viewer.call('POST', '/api/notices/read', { noticeIds: [notice?.noticeId] })).status).toBe(
    204,
  );
  expect((await notices(viewer))[0]?.read).toBe(true);
  expect((await notices(owner))[0]?.read).toBe(false);
  const path = `/api/notices/${notice?.noticeId}/acknowledge`;
  expect(codeOf(await viewer.call('POST', path, {}))).toBe('NOT_ALLOWED');
  const supervisor = await server.signedInAs('supervisor', {});
  expect(codeOf(await supervisor.call('POST', path, {}))).toBe('NOT_YOURS');
  expect(await notices(supervisor)).toEqual([]);
  expect((await owner.call('POST', path, { note: 'The cleaner is told.' })).body).toMatchObject({
    acknowledged: { by: 'Ada', note: 'The cleaner is told.' },
    read: true,
  });
  await server.stop();

  server = await startTestServer({ folder });
  await eventually(() => expect(server?.cameras.length).toBe(1));
  const again = server.client();
  await again.call('POST', '/api/sign-in', { email: 'ada@example.com', password: 'correct horse battery' });
  say('blind');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(await notices(again)).toMatchObject([{ noticeId: notice?.noticeId, untilMs: null, read: true }]);
  say('seeing');
  await eventually(async () => expect(await notices(again, '?open=true')).toEqual([]));
  expect(await notices(again, '?open=false&kind=blindCamera&limit=1')).toHaveLength(1);
  expect(await notices(again, `?before=${notice?.noticeId}`)).toEqual([]);
}, 30_000);
