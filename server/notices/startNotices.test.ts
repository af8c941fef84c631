/** Goal: an erased person's name does not come back into the bell, and nobody deactivated stays in it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../database/openDatabase.ts';
import { ensureCompany } from '../database/store.ts';
import type { PersonView } from '../wire.ts';
import { startNotices } from './startNotices.ts';
import { createNoticeStore } from './store.ts';

let folder: string;
let db: Knex;
let companyId: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'whereabouts-notices-'));
  db = await openDatabase(folder);
  companyId = (await ensureCompany(db, { name: 'Harbour', timeZone: 'UTC', nowMs: 1 })).id;
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

const away = (personId: string) =>
  ({ personId, name: personId, state: 'away', sinceMs: 1, lastSeenMs: 1 }) as PersonView;
const names = () => db('notices').pluck<string[]>('name');

async function bell(people: PersonView[]) {
  for (const { personId: id, name } of people)
    await db('people').insert({ id, companyId, name, createdAtMs: 1 });
  const world = { people };
  const notices = await startNotices({
    ...{
      companyId,
      store: createNoticeStore(db),
      clock: { now: () => 60_000, every: () => () => undefined },
    },
    world: () => ({ people: world.people, cameras: [], terminals: [], backup: null, jobs: [], stillOn: [] }),
    ...{ changed: () => undefined, trouble: (error: unknown) => expect.fail(String(error)) },
  });
  const erase = async (personId: string) => {
    await db('notices').where({ subjectId: personId }).delete();
    await db('people').where({ id: personId }).delete();
  };
  return { notices, world, erase };
}

test('startNotices() stores nothing of a person who was erased while it looked', async () => {
  const { notices, world, erase } = await bell([away('Ann'), away('Bob')]);
  await notices.look();
  expect((await names()).sort()).toEqual(['Ann', 'Bob']);
  await erase('Ann');
  // What is believed of people follows a moment later.
  world.people = world.people.map((person) => ({ ...person, state: 'absent' }));
  const looked = notices.look();
  world.people = world.people.filter(({ personId }) => personId !== 'Ann');
  notices.forget(['Ann']);
  await looked;
  await notices.look();
  expect(await names()).toEqual(['Bob']);
  expect(notices.of('user').map(({ name }) => name)).toEqual(['Bob']);
});

test('startNotices() ends what it told of somebody who was deactivated', async () => {
  const { notices, world } = await bell([away('Ann')]);
  await notices.look();
  world.people = [];
  notices.forget(['Ann']);
  await notices.look();
  expect(notices.of('user')).toMatchObject([{ name: 'Ann', untilMs: 60_000 }]);
  expect(await db('notices').first('untilMs')).toEqual({ untilMs: 60_000 });
});

test('startNotices() stores it when a whole company goes home at once', async () => {
  const everybody = Array.from({ length: 1_200 }, (_, i) => away(`Person ${i}`));
  const { notices } = await bell(everybody);
  await notices.look();
  expect((await names()).length).toBe(1_200);
  expect(notices.of('user')).toHaveLength(1_200);
}, 20_000);
