/** Goal: daily backups are made, kept and told of as the settings say; one that is cancelled leaves nothing; older ones still fit. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex from 'knex';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeBackup } from '../../server/backup/makeBackup.ts';
import { restoreStaged } from '../../server/backup/restoreStaged.ts';
import { stageBackup } from '../../server/backup/stageBackup.ts';
import { migrationNames, migrationSource } from '../../server/database/migrations.ts';
import { openDatabase } from '../../server/database/openDatabase.ts';
import type { BackupsView, JobView, NoticeView } from '../../server/wire.ts';
import { runCli } from '../helpers/runCli.ts';
import { runProgram } from '../helpers/runningProgram.ts';
import { type Client, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

const hourMs = 3_600_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-backups-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('daily', () => {
  let nowMs: number;
  let ticks: { everyMs: number; tick: () => void }[];
  let server: TestServer;
  let owner: Client;
  beforeEach(async () => {
    // 19:29 of the day before at the site.
    nowMs = Date.parse('2026-11-28T12:29:00Z');
    ticks = [];
    const every = (everyMs: number, tick: () => void) => {
      const each = { everyMs, tick };
      ticks.push(each);
      return () => void ticks.splice(ticks.indexOf(each), 1);
    };
    server = await startTestServer({ folder, overrides: { clock: { now: () => nowMs, every } } });
    owner = await server.admin();
  });
  afterEach(() => server.stop());

  const listed = async () => (await owner.call('GET', '/api/backups')).body as BackupsView;
  const scheduled = async () =>
    (await listed()).backups
      .filter(({ kind }) => kind === 'scheduled')
      .map(({ atMs }) => new Date(atMs).toISOString());
  /** The clock goes on, and what runs every so often runs once. */
  const pass = (ms: number): void => {
    nowMs += ms;
    for (const { tick } of [...ticks]) tick();
  };
  const failures = async () =>
    (
      (await owner.call('GET', '/api/notices?kind=backupFailed')).body as { notices: NoticeView[] }
    ).notices.map(({ untilMs }) => (untilMs === null ? 'open' : 'over'));

  test('one a day at the time of the site; those beyond the setting go, those made by hand stay', async () => {
    await owner.call('PATCH', '/api/settings', { backupAt: '19:30', backupsKept: 2 });
    await owner.call('POST', '/api/backups', {});
    await eventually(async () => expect((await listed()).backups).toHaveLength(1));
    pass(30_000);
    expect(await scheduled()).toEqual([]);
    const days: string[] = [];
    for (let day = 0; day < 3; day += 1) {
      pass(day === 0 ? 30_000 : 24 * hourMs);
      // Yesterday's session is over.
      owner = await server.admin();
      days.unshift(new Date(nowMs).toISOString());
      await eventually(async () => {
        // More often than once for a day, and made once.
        pass(0);
        expect(await scheduled()).toEqual(days.slice(0, 2));
      });
      pass(0);
    }
    expect(days[2]).toBe('2026-11-28T12:30:00.000Z');
    const { backups, nextAtMs } = await listed();
    expect(backups.map(({ kind }) => kind)).toEqual(['scheduled', 'scheduled', 'manual']);
    expect(nextAtMs).toBe(Date.parse('2026-12-01T12:30:00Z'));
  });

  test('one that fails is told by the bell and tried again in an hour; the next good one ends that', async () => {
    await owner.call('PATCH', '/api/settings', { backupAt: '19:30' });
    const backups = join(server.config.dataDir, 'backups');
    rmSync(backups, { recursive: true, force: true });
    writeFileSync(backups, 'in the way');
    pass(60_000);
    await eventually(async () => {
      pass(1_000);
      expect(await failures()).toEqual(['open']);
    });
    rmSync(backups);
    pass(20_000);
    expect(await scheduled()).toEqual([]);
    pass(hourMs);
    await eventually(async () => expect(await scheduled()).toHaveLength(1));
    await eventually(async () => {
      pass(1_000);
      expect(await failures()).toEqual(['over']);
    });
  });
});

describe('half-way', () => {
  const needs = () => ({
    ...{ dataDir: join(folder, 'data'), camerasDir: join(folder, 'cameras'), version: '0.0.1' },
  });

  test.each([1, 60, 80])('a backup that is cancelled at %i of 100 leaves nothing behind', async (share) => {
    await (await openDatabase(needs().dataDir)).destroy();
    await withCompany(needs().dataDir);
    const abort = new AbortController();
    const progress = (done: number) => {
      if (done >= share) abort.abort();
      abort.signal.throwIfAborted();
    };
    const made = makeBackup(needs(), 'manual', 1_000, { signal: abort.signal, progress });
    await expect(made).rejects.toMatchObject({ name: 'AbortError' });
    const left = readdirSync(join(needs().dataDir, 'backups'), { recursive: true });
    expect(left.filter((name) => name !== '.work')).toEqual([]);
  });

  test('work that is cancelled on the server leaves nothing behind', async () => {
    const server = await startTestServer({ folder });
    try {
      const owner = await server.admin();
      const { jobId } = (await owner.call('POST', '/api/backups', {})).body as JobView;
      await owner.call('DELETE', `/api/jobs/${jobId}`);
      await eventually(async () => {
        const { state } = (await owner.call('GET', `/api/jobs/${jobId}`)).body as JobView;
        expect(state).toBe('cancelled');
      });
      expect(((await owner.call('GET', '/api/backups')).body as BackupsView).backups).toEqual([]);
      const work = join(server.config.dataDir, 'backups', '.work');
      expect(existsSync(work) ? readdirSync(work) : []).toEqual([]);
    } finally {
      await server.stop();
    }
  });

  test.each(migrationNames.slice(0, -1).map((name, index) => [name, index + 1] as const))(
    'a backup of the time of %s is brought to the present schema',
    async (_, count) => {
      const { dataDir, camerasDir } = needs();
      mkdirSync(dataDir);
      mkdirSync(camerasDir);
      const filename = join(dataDir, 'whereabouts.sqlite');
      const old = knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
      const getMigrations = async () => (await migrationSource.getMigrations([])).slice(0, count);
      await old.migrate.latest({ migrationSource: { ...migrationSource, getMigrations } });
      await old.destroy();
      await withCompany(dataDir, 'raw');
      const name = await makeBackup(needs(), 'manual', 1_000);
      rmSync(filename);
      const fresh = await openDatabase(dataDir);
      await fresh.destroy();
      await withCompany(dataDir);
      const staged = await stageBackup(dataDir, join(dataDir, 'backups', name));
      expect(staged.counts.people).toBe(1);
      await restoreStaged(needs(), staged, { userId: null, nowMs: 2_000 });
      const db = await openDatabase(dataDir);
      expect(await db('people').pluck('name')).toEqual(['raw']);
      expect(await db('knex_migrations').pluck('name')).toEqual(migrationNames);
      // A table of the newest schema.
      expect(await db('settings').pluck('key')).toEqual([]);
      await db.destroy();
    },
  );
});

/** A company with one person, as every schema so far takes it. */
async function withCompany(dataDir: string, name = 'Ann'): Promise<void> {
  const filename = join(dataDir, 'whereabouts.sqlite');
  const db = knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
  await db('companies').insert({ id: 'c', name: 'Harbour', timeZone: 'UTC', createdAtMs: 0 });
  await db('people').insert({ id: name, companyId: 'c', name, createdAtMs: 0 });
  await db.destroy();
}

test(
  'the command line backs up while the server starts and runs, and restores only when it has stopped',
  { timeout: 120_000 },
  async () => {
    const program = await runProgram();
    try {
      const places = ['--data', join(program.folder, 'data'), '--cameras', join(program.folder, 'cameras')];
      const out = join(folder, 'b.tar.gz');
      const running = await runCli(['backup', ...places, '--out', out]);
      expect([running.code, existsSync(out)]).toEqual([0, true]);
      const refused = await runCli(['restore', out, ...places]);
      expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('a server or a restore')]);
      const second = await runCli(['serve', '--port', '0', ...places]);
      expect([second.code, second.stderr]).toEqual([1, expect.stringContaining('a server or a restore')]);
      await program.kill();
      const during = runCli(['backup', ...places]);
      await program.start();
      expect(await during).toMatchObject({ code: 0, stderr: '' });
      await program.kill();
      expect(await runCli(['restore', out, ...places])).toMatchObject({ code: 0, stderr: '' });
      const backups = readdirSync(join(program.folder, 'data', 'backups'));
      expect(backups.map((name) => name.split('-')[3]?.split('.')[0])).toEqual(['manual', 'safety']);
    } finally {
      await program.remove();
    }
  },
);
