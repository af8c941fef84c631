/**
 * Sightings into presence and store, who they are being known already; then a restart with a million sojourns stored.
 * Everything the product does is done: commits that survive power loss, sojourns, what the page is told.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Table from 'cli-table3';
import type { Knex } from 'knex';
import { ensureCompany } from '../../database/store.ts';
import { openDatabase } from '../../database/openDatabase.ts';
import { createPeopleStore } from '../../people/store.ts';
import { loadGallery } from '../../people/loadGallery.ts';
import { startPresence, type Presence } from '../../presence/startPresence.ts';
import { presenceStore } from '../../presence/store.ts';
import { systemClock } from '../../systemClock.ts';
import { addPeople, addSojourns } from './manyRows.ts';
import { sightingsOf } from './manySightings.ts';

export type PresenceBench = {
  sightingsPerSecond: number;
  people: number;
  restartMs: number;
  storedEvents: number;
};

const peopleCount = 10_000;
const cameraCount = 100;
const storedEvents = 1_000_000;
const forMs = 10_000;
/** Between looks at the clock; a pass of the presence may come in between. */
const framesAtOnce = 50;

export async function benchPresence(): Promise<PresenceBench> {
  const dataDir = await mkdtemp(join(tmpdir(), 'whereabouts-bench-'));
  try {
    const throughput = await withPresence(dataDir, prepare, seeForAWhile);
    await withDatabase(dataDir, (db, companyId) => addSojourns(db, companyId, storedEvents));
    const restartMs = await timeRestart(dataDir);
    const result = { ...throughput, people: peopleCount, restartMs, storedEvents };
    print(result);
    return result;
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

type Opened = { presence: Presence; people: string[] };
type Prepare = (db: Knex, companyId: string) => Promise<void>;
const prepare: Prepare = (db, companyId) => addPeople(db, companyId, peopleCount);

/** What the server does with its store between its start and the first picture. */
async function withPresence<T>(
  dataDir: string,
  before: Prepare,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  return withDatabase(dataDir, async (db, companyId) => {
    await before(db, companyId);
    const gallery = await loadGallery({ companyId, store: createPeopleStore(db), changed: () => undefined });
    const { people } = gallery.current();
    const presence = await startPresence({
      companyId,
      store: presenceStore(db),
      clock: systemClock,
      limits: () => ({ awayAfterMs: 30_000, absentAfterMs: 300_000 }),
      recogniser: 'bench',
      people: () => people,
      cameras: () => cameras,
      changed: () => undefined,
      storeTrouble(error) {
        if (error) throw error;
      },
    });
    try {
      return await work({ presence, people: people.map(({ personId }) => personId) });
    } finally {
      await presence.stop();
    }
  });
}

async function withDatabase<T>(
  dataDir: string,
  work: (db: Knex, companyId: string) => Promise<T>,
): Promise<T> {
  const db = await openDatabase(dataDir);
  try {
    const company = { name: 'Bench', timeZone: 'UTC', nowMs: systemClock.now() };
    return await work(db, (await ensureCompany(db, company)).id);
  } finally {
    await db.destroy();
  }
}

const cameras = Array.from({ length: cameraCount }, (_, index) => ({
  cameraId: `camera${index}`,
  name: `Camera ${index}`,
  area: `Area ${index % 10}`,
  seeing: true,
}));

/** As fast as it takes them, for ten seconds by the clock; the last write counts too. */
async function seeForAWhile({ presence, people }: Opened): Promise<{ sightingsPerSecond: number }> {
  const frames = sightingsOf(people, cameras);
  const startedMs = performance.now();
  let count = 0;
  while (performance.now() - startedMs < forMs) {
    for (let frame = 0; frame < framesAtOnce; frame++) {
      const { camera, tracks } = frames();
      presence.sighted(camera.cameraId, camera.area, systemClock.now(), tracks);
      count += tracks.length;
    }
    await nextTurn();
  }
  await presence.flush();
  if (presence.sojournsDropped() > 0)
    throw new Error(`${presence.sojournsDropped()} sojourns were dropped: the store did not follow.`);
  return { sightingsPerSecond: (count * 1000) / (performance.now() - startedMs) };
}

async function timeRestart(dataDir: string): Promise<number> {
  const startedMs = performance.now();
  const told = await withPresence(
    dataDir,
    () => Promise.resolve(),
    ({ presence }) => Promise.resolve({ atMs: performance.now(), count: presence.views().length }),
  );
  if (told.count !== peopleCount) throw new Error(`The restart knew ${told.count} of ${peopleCount} people.`);
  return told.atMs - startedMs;
}

function print({ sightingsPerSecond, restartMs }: PresenceBench): void {
  const table = new Table({ head: ['what', 'figure'], style: { head: [], border: [], compact: true } });
  table.push(
    ['sightings a second into presence and store', Math.round(sightingsPerSecond).toLocaleString('en')],
    ['restart until everybody is told', `${Math.round(restartMs)} ms`],
  );
  const sizes = `${peopleCount.toLocaleString('en')} people, ${cameraCount} cameras`;
  console.log(
    `${sizes}; ${storedEvents.toLocaleString('en')} stored sojourns at the restart\n${table.toString()}`,
  );
}
