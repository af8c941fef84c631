/** Goal: the diagnostics tell how the server does and nothing of its people. Method: a server full of them, and every file read. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extract } from 'tar';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog, type Log } from '../../server/http/createLog.ts';
import type { JobView } from '../../server/wire.ts';
import {
  type Client,
  codeOf,
  eventually,
  faceOf,
  startTestServer,
  type TestServer,
} from '../helpers/testServer.ts';

const cameraFile = `name: Hall by Siti
area: Ground floor
url: rtsp://watcher:b0ats&f0g@192.0.2.20/1?token=t0kenlike
zones:
  - kind: desk
    name: Desk of Wulandari
    points: [{x: 0.1, y: 0.1}, {x: 0.2, y: 0.1}, {x: 0.2, y: 0.2}]
# The spare password is spare-passw0rd, ask Siti
`;
/** None of it may leave. */
const people = [
  'Siti',
  'Wulandari',
  'siti@example.com',
  '812-3456-789',
  '8123456789',
  'BADGE-77419',
  'Supervisa',
];
const secrets = [
  'b0ats',
  't0kenlike',
  's3cret-of-env',
  's3cret%20of',
  'spare-passw0rd',
  'tw1lio-t0ken',
  'correct horse',
  'a long password',
];

let folder: string;
let server: TestServer;
let owner: Client;
let log: Log;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-diagnostics-'));
  log = createLog('debug', { write: () => undefined });
  const config = { cameraSecrets: { CAMERA_GATE_PASSWORD: 's3cret-of-env', PATH: '/nowhere' } };
  server = await startTestServer({ folder, config, overrides: { log } });
  owner = await server.admin();
});
afterEach(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function fill(): Promise<string> {
  const siti = {
    ...{ name: 'Siti Wulandari', email: 'siti@example.com', phone: '+62 812-3456-789', badge: 'BADGE-77419' },
    consent: { statement: 'I, Siti, agree.' },
  };
  const added = await owner.call('POST', '/api/people', siti);
  expect(added.status).toBe(201);
  const { personId } = added.body as { personId: string };
  await owner.upload(`/api/people/${personId}/photos`, [{ name: 'siti.jpg', bytes: 'face 7' }]);
  const account = { name: 'Supervisa', email: 'visa@example.com', role: 'hr', password: 'a long password' };
  expect((await owner.call('POST', '/api/users', account)).status).toBe(201);
  await owner.call('PATCH', '/api/settings', { privacyNotice: 'Write to Siti, siti@example.com.' });
  const { camerasDir } = server.config;
  writeFileSync(join(camerasDir, 'hall.yaml'), cameraFile);
  const gate = 'name: Gate\narea: Gate\nurl: rtsp://gate:${CAMERA_GATE_PASSWORD}@192.0.2.21/1\n';
  writeFileSync(join(camerasDir, 'gate.yaml'), gate);
  writeFileSync(join(camerasDir, 'broken.yaml'), 'name: Siti\nspare-passw0rd: x\n');
  await eventually(() => expect(server.cameras.length).toBe(2));
  await owner.call('GET', '/api/people/Siti');
  await owner.call('DELETE', '/api/people/siti%40example.com');
  log.error({ err: new Error("insert into people values ('Siti', 'siti@example.com') - SQLITE_FULL") }, 'oh');
  log.warn('rtsp://gate:s3cret-of-env@192.0.2.21 does not answer, says Wulandari');
  const twilio = { config: { authToken: 'tw1lio-t0ken' } };
  expect((await owner.call('PATCH', '/api/channels/whatsapp', twilio)).status).toBe(200);
  log.warn('refused: tw1lio-t0ken');
  log.warn({ path: `watcher:${'b0ats&f0g'}` }, 'a password by itself');
  return personId;
}

async function made(): Promise<JobView> {
  const { jobId } = (await owner.call('POST', '/api/diagnostics', {})).body as JobView;
  let view = {} as JobView;
  await eventually(async () => {
    view = (await owner.call('GET', `/api/jobs/${jobId}`)).body as JobView;
    expect(view.state).not.toBe('running');
  });
  return view;
}

const nameOf = ({ result }: JobView): string => (result as { name: string }).name;
const diagnosticsDir = () => join(server.config.dataDir, 'diagnostics');

async function unpacked(name: string): Promise<Record<string, string>> {
  const into = mkdtempSync(join(folder, 'apart-'));
  await extract({ file: join(diagnosticsDir(), name), cwd: into });
  return Object.fromEntries(readdirSync(into).map((file) => [file, readFileSync(join(into, file), 'utf8')]));
}

test('diagnostics tell versions, checks, cameras, counts and the log, and nothing of people or passwords', async () => {
  const personId = await fill();
  const job = await made();
  expect([job.state, job.problem]).toEqual(['done', null]);
  const files = await unpacked(nameOf(job));
  expect(Object.keys(files).sort()).toEqual([
    ...['README.txt', 'cameras.json', 'cameras.yaml', 'config.json', 'database.json', 'doctor.json'],
    ...['inference.json', 'log.jsonl', 'metrics.txt', 'settings.json', 'versions.json'],
  ]);
  const cookie = owner.cookie().split('=')[1] ?? '';
  const numbers = [...faceOf(7)].slice(0, 5).map((value) => String(value).slice(0, 8));
  for (const [file, text] of Object.entries(files))
    for (const hidden of [...people, ...secrets, ...numbers, cookie, 'visa@', 'argon2'])
      expect([file, hidden, text.toLowerCase().includes(hidden.toLowerCase())]).toEqual([
        file,
        hidden,
        false,
      ]);

  const read = (file: string) => JSON.parse(files[file] ?? '') as Record<string, unknown>;
  expect(read('versions.json')).toMatchObject({ node: process.versions.node, timeZone: 'Asia/Jakarta' });
  expect(files['doctor.json']).toContain('"subject": "ffmpeg"');
  expect(read('config.json')).not.toHaveProperty('cameraSecrets');
  expect(read('database.json')).toMatchObject({ whole: 'ok', rows: { people: 1, users: 2, samples: 1 } });
  expect(files['cameras.yaml']).toContain('rtsp://watcher:•••@192.0.2.20/1?token=•••');
  expect(files['cameras.yaml']).toContain('gate:${CAMERA_GATE_PASSWORD}@192.0.2.21');
  expect(files['metrics.txt']).toContain('whereabouts_camera_blind{camera="hall"}');
  expect(files['log.jsonl']).toContain('a query failed: SQLITE_FULL'.slice(0, 14));
  // Ids stay, so that rows of the log can be told apart.
  expect(files['log.jsonl']).toContain(personId);
});

test('diagnostics are for their owner alone, audited, at most three, and go out by their own names', async () => {
  const names: string[] = [];
  for (let count = 0; count < 5; count += 1) names.push(nameOf(await made()));
  expect(readdirSync(diagnosticsDir()).sort()).toEqual(names.slice(-3).sort());
  const name = names.at(-1) ?? '';
  expect(statSync(join(diagnosticsDir(), name)).mode & 0o777).toBe(0o600);
  const file = await owner.call('GET', `/api/diagnostics/${name}/file`);
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/gzip']);
  expect(file.headers.get('content-disposition')).toContain(name);
  writeFileSync(join(server.config.dataDir, 'diagnostics-20260101-000000-000.tar.gz'), 'outside');
  for (const other of [
    '../whereabouts.sqlite',
    '../diagnostics-20260101-000000-000.tar.gz',
    '.work',
    '..',
    'x',
  ]) {
    const answer = await owner.call('GET', `/api/diagnostics/${encodeURIComponent(other)}/file`);
    expect([other, answer.status, codeOf(answer)]).toEqual([other, 404, 'NOT_FOUND']);
  }
  const { audits } = (await owner.call('GET', '/api/audits')).body as { audits: { action: string }[] };
  const actions = audits.map(({ action }) => action).filter((action) => action.startsWith('diagnostics.'));
  expect(actions).toEqual(['diagnostics.downloaded', ...Array<string>(5).fill('diagnostics.made')]);
});

test('diagnostics that are cancelled leave nothing behind', async () => {
  const { jobId } = (await owner.call('POST', '/api/diagnostics', {})).body as JobView;
  await owner.call('DELETE', `/api/jobs/${jobId}`);
  await eventually(async () => {
    const { state } = (await owner.call('GET', `/api/jobs/${jobId}`)).body as JobView;
    expect(state).toBe('cancelled');
  });
  expect(
    readdirSync(server.config.dataDir).includes('diagnostics') ? readdirSync(diagnosticsDir()) : [],
  ).toEqual([]);
  expect((await made()).state).toBe('done');
});
