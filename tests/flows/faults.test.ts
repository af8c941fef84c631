/** Goal: a fault is told, loses nothing and mends itself. Method: real servers on real folders and databases that are made to fail. */
import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { Knex } from 'knex';
import { io as connect } from 'socket.io-client';
import { afterEach, describe, expect, test } from 'vitest';
import type { SightedFace } from '../../pipeline/messages.ts';
import { readConfig } from '../../server/config.ts';
import { openDatabase } from '../../server/database/openDatabase.ts';
import type { Overview, Person, Sojourn, Summary } from '../../server/wire.ts';
import {
  type Client,
  codeOf,
  eventually,
  faceOf,
  startTestServer,
  type TestServer,
} from '../helpers/testServer.ts';

let server: TestServer;
let db: Knex;
afterEach(() => server.remove());

async function start(): Promise<Client> {
  const overrides = { openDatabase: async (dataDir: string) => (db = await openDatabase(dataDir)) };
  server = await startTestServer({ overrides });
  return server.admin();
}

/** As many pages as the file has now, or as many more as given: what does not fit is refused as by a full disk. */
async function limitPages(more: number): Promise<void> {
  const [row] = await db.raw<{ page_count: number }[]>('PRAGMA page_count');
  await db.raw(`PRAGMA max_page_count = ${(row?.page_count ?? 0) + more}`);
}

/** Leaves no room for even one more sojourn; the fillers are somebody else's. */
async function fillDisk(admin: Client): Promise<void> {
  const somebody = await admin.call('POST', '/api/people', { name: 'Filler', consent: null });
  const { personId } = somebody.body as Person;
  const [companyId] = await db('companies').pluck<string[]>('id');
  const filler = { companyId, personId, cameraId: '', area: '', fromMs: 0, toMs: 0 };
  await limitPages(0);
  for (const evidence of ['x'.repeat(300), ''])
    for (let count = 0; await fits({ ...filler, id: `${evidence.length} ${count}`, evidence }); count += 1);
}

const fits = (row: object): Promise<boolean> =>
  db('sojourns')
    .insert(row)
    .then(() => true)
    .catch(() => false);

/** The enrolled person is seen by the camera for a second and a half. */
function see(atMs: number, x = 10): void {
  const body = { x, y: 10, width: 50, height: 100 };
  const quality = { widthPx: 140, sharpness: 300, turn: 0, quality: 0.9 };
  const face: SightedFace = { box: body, score: 0.9, quality, embedding: faceOf(1), unusable: null };
  const sightings = [{ trackId: 1, body, seen: true, face }];
  server.cameras[0]?.say({ kind: 'sightings', atMs, frame: { width: 640, height: 360 }, sightings });
}

async function officeWithGrace(): Promise<{ admin: Client; grace: Person }> {
  const admin = await start();
  const camera = { cameraId: 'hall', name: 'Hall', area: 'Ground floor', url: 'webcam:0' };
  await admin.call('POST', '/api/cameras', camera);
  const consent = { statement: 'I agree.' };
  const grace = (await admin.call('POST', '/api/people', { name: 'Grace', consent })).body as Person;
  await admin.upload(`/api/people/${grace.personId}/photos`, [{ name: 'a.jpg', bytes: 'face 1' }]);
  const seeing = { kind: 'seeing', frame: { width: 640, height: 360 } } as const;
  server.cameras[0]?.say({ kind: 'health', atMs: Date.now(), health: seeing });
  return { admin, grace };
}

const sojourns = async (admin: Client, { personId }: Person): Promise<Sojourn[]> =>
  (await admin.call('GET', `/api/people/${personId}/sojourns?from=0&to=99999999999999`)).body as Sojourn[];

describe('a full disk', () => {
  test('saving is refused with a sentence, reading goes on, and saving works again with space', async () => {
    const admin = await start();
    await admin.call('POST', '/api/people', { name: 'Grace', consent: { statement: 'I agree.' } });
    await fillDisk(admin);
    const consent = { statement: `I agree. ${'x'.repeat(1900)}` };
    const add = (number: number) => admin.call('POST', '/api/people', { name: `Bo ${number}`, consent });
    let last = 0;
    while ((await add(last)).status === 201) last += 1;
    const refused = await add(last);
    expect([refused.status, codeOf(refused)]).toEqual([507, 'STORE_FULL']);
    const listed = (await admin.call('GET', '/api/people')).body as Person[];
    expect(listed.map(({ name }) => name)).not.toContain(`Bo ${last}`);
    await limitPages(100);
    expect((await add(last)).status).toBe(201);
    expect(await db('consents')).toHaveLength(1 + last + 1);
  });

  test('where people are is kept in memory, told as trouble, and stored once there is space', async () => {
    const { admin, grace } = await officeWithGrace();
    await eventually(async () => expect(await db('presences')).toHaveLength(1));
    const page = connect(server.url, { transports: ['websocket'], extraHeaders: { cookie: admin.cookie() } });
    const summaries: Summary[] = [];
    const people: string[] = [];
    page.on('people', (changed: { state: string }[], summary: Summary) => {
      people.push(...changed.map(({ state }) => state));
      summaries.push(summary);
    });
    const { summary } = await new Promise<Overview>((resolve) => page.once('overview', resolve));
    expect(summary.storeTrouble).toBeNull();
    await fillDisk(admin);
    const fromMs = Date.now();
    for (let frame = 0; frame < 8; frame += 1) see(fromMs - 1600 + frame * 200);
    await eventually(() => expect(summaries.at(-1)?.storeTrouble).toMatch(/^Cannot save: the disk/));
    expect((await admin.call('GET', '/api/metrics')).body).toContain('whereabouts_store_failing 1');
    expect(people).not.toContain('present');
    expect(await sojourns(admin, grace)).toEqual([]);
    await limitPages(100);
    await eventually(() => expect(summaries.at(-1)?.storeTrouble).toBeNull());
    await eventually(() => expect(people).toContain('present'));
    expect(await sojourns(admin, grace)).toMatchObject([{ cameraName: 'Hall', toMs: fromMs - 200 }]);
    page.disconnect();
  });
});

describe('a database that another program holds', () => {
  test('saving is refused with a sentence, and presence is stored when the other lets go', async () => {
    const { admin, grace } = await officeWithGrace();
    const other = new Sqlite(join(server.config.dataDir, 'whereabouts.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    const refused = await admin.call('POST', '/api/people', { name: 'Bo', consent: null });
    expect([refused.status, codeOf(refused)]).toEqual([503, 'STORE_BUSY']);
    const fromMs = Date.now();
    for (let frame = 0; frame < 8; frame += 1) see(fromMs - 1600 + frame * 200);
    await eventually(async () =>
      expect((await admin.call('GET', '/api/metrics')).body).toContain('whereabouts_store_failing 1'),
    );
    other.exec('ROLLBACK');
    other.close();
    await eventually(async () => expect(await sojourns(admin, grace)).toHaveLength(1));
    expect((await admin.call('POST', '/api/people', { name: 'Bo', consent: null })).status).toBe(201);
  });
});

describe('folders and options', () => {
  test('the database is readable for its owner alone, also in a folder that was there before', async () => {
    server = await startTestServer();
    await server.stop();
    const dataDir = join(dirname(server.config.dataDir), 'shared');
    mkdirSync(dataDir);
    chmodSync(dataDir, 0o755);
    server = await startTestServer({ folder: dirname(server.config.dataDir), config: { dataDir } });
    for (const file of ['whereabouts.sqlite', 'whereabouts.sqlite-wal'].map((name) => join(dataDir, name)))
      if (existsSync(file)) expect(statSync(file).mode & 0o077).toBe(0);
  });

  test('a data folder that cannot be is told with its path', async () => {
    server = await startTestServer();
    const taken = join(server.config.camerasDir, 'taken');
    writeFileSync(taken, '');
    const starting = startTestServer({ config: { dataDir: join(taken, 'data') } });
    await expect(starting).rejects.toThrow(
      `Cannot write to ${join(taken, 'data')}: a file of that name is in the way. Free space or choose another folder with --data.`,
    );
  });

  test('an option nobody can use is named with what it should be', async () => {
    server = await startTestServer();
    expect(() => readConfig({ port: 'eighty' }, {})).toThrow(
      'Cannot start: --port or WHEREABOUTS_PORT is not usable. It should be a whole number from 0 to 65535.',
    );
    expect(() => readConfig({}, { LOG_LEVEL: 'loud' })).toThrow('LOG_LEVEL is not usable');
  });
});
