/** Goal: what is restored is what was backed up, nothing foreign gets in, and a kill leaves the old state or the new one. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { create, extract } from 'tar';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import { makeBackup } from '../../server/backup/makeBackup.ts';
import { restoreOrStay } from '../../server/backup/restoreOrStay.ts';
import { finishRestore, restoreStaged } from '../../server/backup/restoreStaged.ts';
import { stageBackup } from '../../server/backup/stageBackup.ts';
import { ensureCompany } from '../../server/database/store.ts';
import { openDatabase } from '../../server/database/openDatabase.ts';
import type { BackupsView, JobView, StagedBackup } from '../../server/wire.ts';
import { runProgram } from '../helpers/runningProgram.ts';
import { type Client, codeOf, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

let folder: string;
const needs = (at = folder) => ({
  ...{ dataDir: join(at, 'data'), camerasDir: join(at, 'cameras'), version: '0.0.1' },
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-backup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A company of these people, with one camera file of the same name each. */
async function fill(names: string[]): Promise<void> {
  const { dataDir, camerasDir } = needs();
  const db = await openDatabase(dataDir);
  const { id: companyId } = await ensureCompany(db, { name: 'Harbour', timeZone: 'UTC', nowMs: 0 });
  await db('people').delete();
  for (const name of names) await db('people').insert({ id: name, companyId, name, createdAtMs: 0 });
  await db.destroy();
  rmSync(camerasDir, { recursive: true, force: true });
  mkdirSync(camerasDir);
  for (const name of names) writeFileSync(join(camerasDir, `${name}.yaml`), `name: ${name}\n`);
}

async function state(): Promise<{ people: string[]; cameras: string[] }> {
  const db = await openDatabase(needs().dataDir);
  const people = await db('people').orderBy('name').pluck<string[]>('name');
  await db.destroy();
  const cameras = readdirSync(needs().camerasDir)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.replace('.yaml', ''));
  return { people, cameras: cameras.sort() };
}
/** None where the folder is gone, or goes while we look. */
function namesIn(dir: string): string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}

const both = (names: string[]) => ({ people: names, cameras: names });

test('a backup brings back people and camera files, keeps what was there, and is for its owner alone', async () => {
  await fill(['ann', 'ben']);
  const name = await makeBackup(needs(), 'manual', 1_000);
  const path = join(needs().dataDir, 'backups', name);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await fill(['cat']);
  const staged = await stageBackup(needs().dataDir, path);
  expect(staged.counts).toMatchObject({ people: 2, cameras: 2 });
  const safety = await restoreStaged(needs(), staged, { userId: null, nowMs: 2_000 });
  expect(await state()).toEqual(both(['ann', 'ben']));
  const back = await stageBackup(needs().dataDir, join(needs().dataDir, 'backups', safety ?? ''));
  await restoreStaged(needs(), back, { userId: null, nowMs: 3_000 });
  expect(await state()).toEqual(both(['cat']));
});

describe('a backup that was tampered with is refused, and nothing is touched:', () => {
  const attacks: [string, (dir: string) => string[]][] = [
    [
      'a link',
      (dir) => (symlinkSync('/etc/passwd', join(dir, 'cameras', 'link.yaml')), ['cameras/link.yaml']),
    ],
    ['a file that does not belong', (dir) => (writeFileSync(join(dir, 'run.sh'), ''), ['run.sh'])],
    ['a path that leads out', (dir) => (writeFileSync(join(dir, '..', 'out.yaml'), ''), ['../out.yaml'])],
    ['another camera file', (dir) => (writeFileSync(join(dir, 'cameras/ann.yaml'), 'name: Eve\n'), [])],
    ['a broken database', (dir) => (writeFileSync(join(dir, 'whereabouts.sqlite'), 'no'), [])],
    [
      'a newer schema',
      (dir) => {
        const manifest = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')) as object;
        writeFileSync(join(dir, 'manifest.json'), JSON.stringify({ ...manifest, schema: '9999-later' }));
        return [];
      },
    ],
  ];
  test.each(attacks)('%s', async (_, attack) => {
    await fill(['ann']);
    const name = await makeBackup(needs(), 'manual', 1_000);
    const dir = join(folder, 'apart', 'in');
    mkdirSync(dir, { recursive: true });
    await extract({ file: join(needs().dataDir, 'backups', name), cwd: dir });
    const more = attack(dir);
    const file = join(folder, 'evil.tar.gz');
    const paths = ['manifest.json', 'whereabouts.sqlite', 'cameras/ann.yaml', ...more];
    await create({ file, cwd: dir, gzip: true, preservePaths: true }, paths);
    await expect(stageBackup(needs().dataDir, file)).rejects.toMatchObject({ code: 'BACKUP_REFUSED' });
    expect(existsSync(join(folder, 'data', 'backups', 'out.yaml'))).toBe(false);
    expect(await state()).toEqual(both(['ann']));
  });

  test('what is no archive at all', async () => {
    writeFileSync(join(folder, 'x.tar.gz'), 'hello');
    await expect(stageBackup(folder, join(folder, 'x.tar.gz'))).rejects.toMatchObject({
      code: 'BACKUP_REFUSED',
    });
  });
});

test(
  'a restore killed at any moment leaves the old state or the new one, whole',
  { timeout: 240_000 },
  async () => {
    await fill(['ann', 'ben']);
    await makeBackup(needs(), 'manual', 1_000, {}, join(folder, 'b.tar.gz'));
    await fill(['cat']);
    cpSync(folder, `${folder}-base`, { recursive: true });
    const seen = new Set<string>();
    const args = [join(packageRoot(), 'bin/whereabouts.js'), 'restore', join(folder, 'b.tar.gz')];
    const places = ['--data', needs().dataDir, '--cameras', needs().camerasDir];
    const run = () => spawn(process.execPath, [...args, ...places], { stdio: 'ignore' });
    const { dataDir, camerasDir } = needs();
    const backups = join(dataDir, 'backups');
    const work = () => namesIn(join(backups, '.work'));
    const isIn = (dir: string, pattern: RegExp) => namesIn(dir).some((name) => pattern.test(name));
    const underWay = () => work().some((id) => existsSync(join(backups, '.work', id, 'camerasDone')));
    /** The moments of a restore, as they can be seen from outside. */
    const moments = [
      () => work().length > 0,
      () => work().length > 1,
      () => isIn(backups, /safety/),
      () => isIn(dataDir, /^restore\.json\.part$/),
      () => isIn(dataDir, /^restore\.json$/),
      underWay,
      () => isIn(camerasDir, /^ann\.yaml$/),
    ];
    for (const isReached of moments) {
      for (const part of ['data', 'cameras']) rmSync(join(folder, part), { recursive: true, force: true });
      cpSync(`${folder}-base`, folder, { recursive: true });
      const child = run();
      const ended = once(child, 'exit');
      while (child.exitCode === null && !isReached()) await new Promise(setImmediate);
      child.kill('SIGKILL');
      await ended;
      // As the next start does it.
      await finishRestore(needs());
      const after = await state();
      expect([both(['cat']), both(['ann', 'ben'])]).toContainEqual(after);
      seen.add(after.people.join());
      expect(existsSync(join(backups, '.work'))).toBe(false);
    }
    rmSync(`${folder}-base`, { recursive: true, force: true });
    expect(seen.size).toBe(2);
  },
);

describe('on the server', () => {
  let server: TestServer;
  let owner: Client;
  beforeEach(async () => {
    server = await startTestServer({ folder });
    owner = await server.admin();
  });
  afterEach(() => server.stop());

  const done = async (answer: { body: unknown }): Promise<JobView> => {
    const { jobId } = answer.body as JobView;
    let job = {} as JobView;
    await eventually(async () => {
      job = (await owner.call('GET', `/api/jobs/${jobId}`)).body as JobView;
      expect(job.state).not.toBe('running');
    });
    return job;
  };

  test('a backup is made, listed, checked, downloaded, and restored by an owner who typed the name', async () => {
    expect((await done(await owner.call('POST', '/api/backups', {}))).state).toBe('done');
    const { backups } = (await owner.call('GET', '/api/backups')).body as BackupsView;
    expect(backups).toMatchObject([{ kind: 'manual' }]);
    const path = `/api/backups/${backups[0]?.name}`;
    const file = await owner.call('GET', `${path}/file`);
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/gzip']);
    const admin = await server.signedInAs('admin', {});
    expect(codeOf(await admin.call('POST', `${path}/check`, {}))).toBe('OWNER_NEEDED');
    expect(codeOf(await admin.call('GET', `${path}/file`))).toBe('OWNER_NEEDED');
    expect((await owner.call('GET', `${path}/file`)).status).toBe(200);
    const { result } = await done(await owner.call('POST', `${path}/check`, {}));
    const { stagedId, company } = result as StagedBackup;
    const wrong = await owner.call('POST', '/api/backups/restore', { stagedId, confirm: 'yes' });
    expect(codeOf(wrong)).toBe('CONFIRM_WRONG');
    const right = await owner.call('POST', '/api/backups/restore', { stagedId, confirm: company });
    expect(right.body).toEqual({ restarting: true });
    expect((await server.app.restoreAsked).staged.stagedId).toBe(stagedId);
    expect((await owner.call('DELETE', path)).status).toBe(204);
    expect((await owner.call('GET', '/api/backups/..%2Fwhereabouts.sqlite/file')).status).toBe(404);
  });

  test('what is sent that is no backup is kept apart and refused when it is checked', async () => {
    const form = new FormData();
    form.append('backup', new Blob(['hello']), '../../evil.tar.gz');
    const sent = await fetch(`${server.url}/api/backups/upload`, {
      ...{ method: 'POST', body: form, headers: { cookie: owner.cookie() } },
    });
    const { name } = (await sent.json()) as { name: string };
    expect(name).toMatch(/^whereabouts-\d{8}-\d{6}-uploaded\.tar\.gz$/);
    const job = await done(await owner.call('POST', `/api/backups/${name}/check`, {}));
    expect([job.state, job.problem]).toEqual(['failed', expect.stringContaining('Cannot restore')]);
  });
});

test(
  'the running program restores, starts anew at its address, and who was signed in still is',
  { timeout: 120_000 },
  async () => {
    const program = await runProgram();
    try {
      await program.send('POST', '/api/people', JSON.stringify({ name: 'Ann' }));
      const job = async (path: string): Promise<JobView> => {
        const { jobId } = (await (await program.send('POST', path, '{}')).json()) as JobView;
        for (;;) {
          const view = (await (await program.send('GET', `/api/jobs/${jobId}`)).json()) as JobView;
          if (view.state !== 'running') return view;
          await sleep(100);
        }
      };
      const { name } = (await job('/api/backups')).result as { name: string };
      await program.send('POST', '/api/people', JSON.stringify({ name: 'Ben' }));
      const { stagedId, company } = (await job(`/api/backups/${name}/check`)).result as StagedBackup;
      await program.send('POST', '/api/backups/restore', JSON.stringify({ stagedId, confirm: company }));
      const names = async () => {
        const people = (await (await program.send('GET', '/api/people')).json()) as { name: string }[];
        return people.map((person) => person.name);
      };
      let found: string[] = [];
      for (let tries = 0; tries < 300 && found.join() !== 'Ann'; tries++) {
        await sleep(100);
        found = await names().catch(() => []);
      }
      expect(found).toEqual(['Ann']);
      const { backups } = (await (await program.send('GET', '/api/backups')).json()) as BackupsView;
      expect(backups.map(({ kind }) => kind)).toContain('safety');
    } finally {
      await program.remove();
    }
  },
);

test('a restore that cannot be done leaves everything as it was, and says why', async () => {
  await fill(['Ann']);
  const said: string[] = [];
  const staged = { dir: join(folder, 'not', 'there'), name: 'b.tar.gz', madeAtMs: 1 };
  const asked = { staged, by: { userId: null, nowMs: 2 } };
  await restoreOrStay(needs(), asked, (sentence) => void said.push(sentence));
  expect(said).toEqual([expect.stringMatching(/^Cannot restore b.tar.gz: .*The server starts again/)]);
  expect(await state()).toEqual(both(['Ann']));
});
