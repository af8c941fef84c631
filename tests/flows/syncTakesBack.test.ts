/** Goal: what a terminal that calls was told to do is taken back when it is not wanted any more, and never because a plan did not end. Method: the pass itself, a real database; something changes while it plans. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTurns } from '../../server/areas/createTurns.ts';
import { openDatabase } from '../../server/database/openDatabase.ts';
import { createCommandQueue } from '../../server/devices/push/commandQueue.ts';
import { createDeviceStore } from '../../server/devices/store.ts';
import { createPushHands } from '../../server/devices/sync/createPushHands.ts';
import { createSyncBook } from '../../server/devices/sync/createSyncBook.ts';
import { createTemplatePool } from '../../server/devices/sync/createTemplatePool.ts';
import { pushTakes } from '../../server/devices/sync/pushTarget.ts';
import { createTemplateStore } from '../../server/devices/sync/storedTemplates.ts';
import { createSyncPass } from '../../server/devices/sync/syncPass.ts';
import { createSyncStore } from '../../server/devices/sync/syncStore.ts';
import { loadDirectory } from '../../server/directory/loadDirectory.ts';

const companyId = 'c1';
const deviceId = 'gate';
const codes = ['1001', '1002', '1003'];
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

let db: Knex;
beforeEach(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'sync-'));
  ends.push(() => rm(dir, { recursive: true, force: true }));
  db = await openDatabase(dir);
  ends.push(() => db.destroy());
  const made = { companyId, createdAtMs: 0 };
  await db('companies').insert({ id: companyId, name: 'Acme', timeZone: 'UTC', createdAtMs: 0 });
  for (const id of ['hall', 'yard']) await db('areas').insert({ ...made, id, name: id });
  for (const code of codes) {
    await db('people').insert({ ...made, id: `p${code}`, code, name: `Who ${code}` });
    await db('person_areas').insert({ companyId, personId: `p${code}`, areaId: 'hall' });
  }
  const gate = { id: deviceId, name: 'Gate', kind: 'push', serial: 'G1', areaId: 'hall', approvedAtMs: 1 };
  await db('devices').insert({ ...made, ...gate });
});

/** `meanwhile` runs within each plan. */
async function syncing() {
  const directory = await loadDirectory(db, companyId);
  const [device] = await createDeviceStore(db).devices(companyId);
  if (!device) throw new Error('no terminal');
  const hook = { meanwhile: (): void => undefined };
  const now = (): number => {
    hook.meanwhile();
    return 1_000;
  };
  const queue = createCommandQueue(db, companyId);
  const nothing = (): void => undefined;
  const hands = {
    order: (id: string, command: Parameters<typeof queue.add>[1]) => queue.add(id, command, 1_000),
    ...{ hold: nothing, hear: () => nothing },
  };
  const of = { directory: directory.current, devices: () => [device], takesOf: pushTakes };
  const book = createSyncBook(of, []);
  const due: string[] = [];
  const pass = createSyncPass({
    ...{ companyId, book, directory: directory.current, now, changed: nothing, soonAll: nothing },
    ...{ store: createSyncStore(db, companyId), templates: createTemplateStore(db, companyId) },
    ...{ readTimes: new Map([[deviceId, 500]]), terminals: new Map(), storesTemplates: () => false },
    ...{ push: createPushHands(db, companyId, hands, () => 1_000), pool: createTemplatePool(() => 1_000) },
    ...{ soon: (id) => void due.push(id), planInTurn: createTurns(), counted: () => Promise.resolve() },
    signal: new AbortController().signal,
  });
  const look = () => pass(device, { read: false, templates: false, force: false });
  await look();
  const waiting = async (): Promise<[number, string][]> =>
    (
      await db('device_commands')
        .where({ deviceId, state: 'waiting' })
        .orderBy('id')
        .select<{ id: number; command: string }[]>('id', 'command')
    ).map(({ id, command }) => [id, (JSON.parse(command) as { userId: string }).userId]);
  const ordered = await waiting();
  expect(ordered.map(([, userId]) => userId)).toEqual(codes);
  due.length = 0;
  return { book, directory, hook, look, waiting, ordered, due };
}

test('a plan of which nothing is left takes nothing back, and is made again soon', async () => {
  const { book, hook, look, waiting, ordered, due } = await syncing();
  hook.meanwhile = () => book.setConsents({ given: new Set(), withdrawn: new Map() });
  await look();
  expect(await waiting()).toEqual(ordered);
  expect(due).toContain(deviceId);
  hook.meanwhile = () => undefined;
  due.length = 0;
  await look();
  expect(await waiting()).toEqual(ordered);
  expect(due).toEqual([]);
});

test('a result that comes amid a plan takes back nothing, and the plan goes on for everybody else', async () => {
  const { book, directory, hook, look, waiting, ordered, due } = await syncing();
  // One result after the other: there is one in every plan.
  let turn = 0;
  hook.meanwhile = () => {
    const user = { userId: '1001', name: `Who ${++turn}`, privilege: 0, card: '' };
    book.setUsers(deviceId, new Map([['1001', user]]));
  };
  await look();
  expect(await waiting()).toEqual(ordered);
  expect(due).toContain(deviceId);
  // Who left the hall and who came there: neither waits for the last result.
  await db('person_areas').where({ personId: 'p1002' }).update({ areaId: 'yard' });
  await db('people').insert({ companyId, id: 'p1004', code: '1004', name: 'Who 1004', createdAtMs: 0 });
  await db('person_areas').insert({ companyId, personId: 'p1004', areaId: 'hall' });
  await directory.refresh();
  await look();
  expect((await waiting()).map(([, userId]) => userId)).toEqual(['1001', '1003', '1004']);
  expect((await waiting())[0]).toEqual(ordered[0]);
});
