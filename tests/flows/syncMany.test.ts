/** Goal: thousands of people on several terminals in bounded time, and the same end wherever it is killed. Method: the engine itself, simulated terminals, a real database. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, expect, test } from 'vitest';
import { openDatabase } from '../../server/database/openDatabase.ts';
import { startDevices } from '../../server/devices/startDevices.ts';
import { madeTemplate } from '../../server/devices/simulator/madePeople.ts';
import type { Simulator } from '../../server/devices/simulator/startSimulator.ts';
import { startSync } from '../../server/devices/sync/startSync.ts';
import { loadDirectory } from '../../server/directory/loadDirectory.ts';
import { systemClock } from '../../server/systemClock.ts';
import { simulatedTerminals } from '../helpers/simulatedTerminals.ts';

const { simulate } = simulatedTerminals();
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});
const count = Number(process.env['WHEREABOUTS_SYNC'] ?? 400);
const companyId = 'c1';
const codeOf = (index: number): string => String(10_001 + index);

async function company(people: number, terminals: readonly Simulator[]): Promise<Knex> {
  const dir = await mkdtemp(join(tmpdir(), 'sync-'));
  ends.push(() => rm(dir, { recursive: true, force: true }));
  const db = await openDatabase(dir);
  ends.push(() => db.destroy());
  await db('companies').insert({ id: companyId, name: 'Acme', timeZone: 'UTC', createdAtMs: 0 });
  await db('areas').insert({ id: 'hall', companyId, name: 'Hall', createdAtMs: 0 });
  const all = Array.from({ length: people }, (_, index) => ({ id: `p${index}`, code: codeOf(index) }));
  for (let at = 0; at < people; at += 100) {
    const some = all.slice(at, at + 100);
    await db('people').insert(
      some.map((each) => ({ ...each, companyId, name: `Who ${each.code}`, createdAtMs: 0 })),
    );
    await db('person_areas').insert(some.map(({ id }) => ({ companyId, personId: id, areaId: 'hall' })));
  }
  await db('devices').insert(
    terminals.map(({ port }, index) => ({
      ...{
        id: randomUUID(),
        companyId,
        name: `T${index}`,
        kind: 'zk',
        host: '127.0.0.1',
        port,
        areaId: 'hall',
      },
      ...{ approvedAtMs: 1, createdAtMs: 1 },
    })),
  );
  return db;
}

async function run(db: Knex) {
  const directory = await loadDirectory(db, companyId);
  const troubles: unknown[] = [];
  const log = { error: (error: unknown) => void troubles.push(error) };
  const nothing = (): void => undefined;
  const times = { retryMs: 50, retryMostMs: 100 };
  const devices = await startDevices({
    ...{
      db,
      companyId,
      clock: systemClock,
      log: log as never,
      directory,
      timeZone: () => 'UTC',
      punched: nothing,
    },
    ...{
      changed: nothing,
      deaf: () => null,
      connected: (id, terminal) => sync.connected(id, terminal),
      times,
    },
  });
  const sync = await startSync({
    ...{ db, companyId, clock: systemClock, log: log as never, directory, devices, changed: nothing },
    push: { order: () => Promise.resolve(null), hold: nothing, hear: () => nothing },
    ...{ storesTemplates: () => false, times: { tickMs: 20 } },
  });
  await devices.start();
  sync.start();
  const stop = async (): Promise<void> => {
    await sync.stop();
    await devices.stop();
  };
  ends.push(stop);
  return { stop, troubles, sync, devices };
}

const isWhole = ({ terminal }: Simulator, people: number, fingers: number): boolean =>
  terminal.users.size === people && terminal.fingers.size === fingers;

async function until(isSo: () => boolean, withinMs: number): Promise<void> {
  const endMs = performance.now() + withinMs;
  while (!isSo()) {
    if (performance.now() > endMs) throw new Error('not in time');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test(`${count} people with their fingers on five terminals`, { timeout: 600_000 }, async () => {
  const settings = (index: number) => ({ options: { '~SerialNumber': `S${index}` }, now: Date.now });
  const users = Array.from({ length: count }, (_, index) => ({
    uid: index + 1,
    userId: codeOf(index),
    name: 'old',
  }));
  const first = await simulate({ ...settings(0), users });
  for (const { uid } of users)
    first.terminal.addFinger({ uid, finger: 1, flag: 1, template: madeTemplate(uid, 1) });
  const others = await Promise.all([1, 2, 3, 4].map((index) => simulate(settings(index))));
  const db = await company(count, [first, ...others]);
  const startedMs = performance.now();
  const { troubles, sync } = await run(db);
  await until(() => others.every((each) => isWhole(each, count, count)), 500_000);
  await until(() => sync.counts().waiting === 0, 60_000);
  console.log(`${count} people, 5 terminals: ${((performance.now() - startedMs) / 1000).toFixed(1)} s`);
  expect(troubles).toEqual([]);
  expect(sync.counts()).toEqual({ waiting: 0, failed: 0 });
  const [{ rows = 0 } = {}] = await db('device_people')
    .where({ state: 'done' })
    .count<{ rows: number }[]>('* as rows');
  expect(Number(rows)).toBe(5 * count);
  // Nothing more is to do: looked at again, nothing is written.
  const writes = others.map(({ heard }) => heard.filter((command) => command === 8 || command === 87).length);
  for (const [deviceId] of (await db('devices').select<{ id: string }[]>('id')).map(
    ({ id }) => [id] as const,
  ))
    sync.now(deviceId);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(
    others.map(({ heard }) => heard.filter((command) => command === 8 || command === 87).length),
  ).toEqual(writes);
});

test(
  'stopped and started again at any moment, the end is the same and nobody is there twice',
  { timeout: 120_000 },
  async () => {
    const users = Array.from({ length: 40 }, (_, index) => ({
      uid: index + 1,
      userId: codeOf(index),
      name: 'old',
    }));
    const first = await simulate({ options: { '~SerialNumber': 'S0' }, users, now: Date.now });
    for (const { uid } of users)
      first.terminal.addFinger({ uid, finger: 2, flag: 1, template: madeTemplate(uid, 2) });
    const second = await simulate({ options: { '~SerialNumber': 'S1' }, now: Date.now });
    const db = await company(60, [first, second]);
    for (let turn = 0; turn < 12; turn++) {
      const { stop } = await run(db);
      await new Promise((resolve) => setTimeout(resolve, 30 + turn * 25));
      // As if killed: the line breaks, and what was not stored is lost.
      second.cut();
      await stop();
    }
    const { sync } = await run(db);
    await until(() => isWhole(first, 60, 40) && isWhole(second, 60, 40), 60_000);
    await until(() => sync.counts().waiting === 0, 20_000);
    for (const { terminal } of [first, second]) {
      const ids = [...terminal.users.keys()].map((uid) => terminal.user(uid)?.userId);
      expect(new Set(ids).size).toBe(60);
      for (let index = 0; index < 40; index++) {
        const uid = terminal.uidOf(codeOf(index));
        expect(terminal.fingers.get(`${uid}:2`)?.template.equals(madeTemplate(index + 1, 2))).toBe(true);
      }
    }
  },
);
