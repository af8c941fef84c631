/**
 * Goal: "not this person" takes a wrong name out of the record and keeps it from coming back, without keeping anybody's face; nothing is
 * learned otherwise. Method: a real server over HTTP, a made-up camera, and its database looked at from outside.
 */
import { dirname } from 'node:path';
import { io as connect, type Socket } from 'socket.io-client';
import { afterEach, describe, expect, test } from 'vitest';
import type { Knex } from 'knex';
import { ourNetworks } from '../../models/networkSpec.ts';
import type { SightedFace } from '../../pipeline/messages.ts';
import type { Overrides } from '../../server/createApp.ts';
import { openDatabase } from '../../server/database/openDatabase.ts';
import type {
  ClientToServer,
  Overview,
  Person,
  PersonView,
  Picture,
  ServerToClient,
  Sojourn,
} from '../../server/wire.ts';
import {
  type Client,
  codeOf,
  eventually,
  faceOf,
  noInference,
  startTestServer,
  type TestServer,
} from '../helpers/testServer.ts';

let server: TestServer;
let admin: Client;
let db: Knex;
const pages: Socket[] = [];
afterEach(async () => {
  for (const page of pages.splice(0)) page.disconnect();
  await server.remove();
});

const frame = { width: 640, height: 360 };
const body = { x: 10, y: 10, width: 50, height: 100 };
/** A face so far from the one that "face 1" enrols. */
const away = (distance: number) => faceOf(1 + (2 * Math.asin(distance / 2)) / 13);

async function start(folder?: string, more: Overrides = {}): Promise<void> {
  const overrides = { openDatabase: async (dataDir: string) => (db = await openDatabase(dataDir)), ...more };
  server = await startTestServer({ overrides, ...(folder === undefined ? {} : { folder }) });
  admin = await server.admin();
  server.cameras[0]?.say({ kind: 'health', atMs: Date.now(), health: { kind: 'seeing', frame } });
}

async function restart(more: Overrides = {}): Promise<void> {
  await server.stop();
  await start(dirname(server.config.dataDir), more);
}

async function enrol(name: string, photo: string): Promise<Person> {
  const consent = { statement: 'I agree.' };
  const person = (await admin.call('POST', '/api/people', { name, consent })).body as Person;
  await admin.upload(`/api/people/${person.personId}/photos`, [{ name: 'a.jpg', bytes: photo }]);
  return person;
}

async function office(): Promise<Person> {
  await start();
  const camera = { cameraId: 'hall', name: 'Hall', area: 'Ground floor', url: 'webcam:0' };
  await admin.call('POST', '/api/cameras', camera);
  server.cameras[0]?.say({ kind: 'health', atMs: Date.now(), health: { kind: 'seeing', frame } });
  return enrol('Grace', 'face 1');
}

/** A camera sees a face on a track, `times` in a row, until now or until so long ago. */
function see(trackId: number, embedding: Float32Array, times = 8, { camera = 0, agoMs = 0 } = {}): void {
  const quality = { widthPx: 140, sharpness: 300, turn: 0, quality: 0.9 };
  const face: SightedFace = { box: body, score: 0.9, quality, embedding, unusable: null };
  const sightings = [{ trackId, body, seen: true, face }];
  for (let left = times - 1; left >= 0; left--)
    server.cameras[camera]?.say({
      ...{ kind: 'sightings', atMs: Date.now() - agoMs - left * 10, frame },
      sightings,
    });
}

const read = async ({ personId }: Person) =>
  (await admin.call('GET', `/api/people/${personId}`)).body as Person;
const sojournsOf = async ({ personId }: Person) =>
  (await admin.call('GET', `/api/people/${personId}/sojourns?from=0&to=99999999999999`)).body as Sojourn[];
const correct = async (person: Person, said: object = {}) => {
  const sojourn = (await sojournsOf(person)).findLast((each) => each.correction === null);
  return admin.call('POST', `/api/people/${person.personId}/sojourns/${sojourn?.sojournId}/correction`, said);
};

function page(): Socket<ServerToClient, ClientToServer> {
  const opened: Socket<ServerToClient, ClientToServer> = connect(server.url, {
    transports: ['websocket'],
    extraHeaders: { cookie: admin.cookie() },
    forceNew: true,
  });
  pages.push(opened);
  return opened;
}
async function presenceOf({ personId }: Person): Promise<PersonView | undefined> {
  const opened = page();
  const { people } = await new Promise<Overview>((resolve) => opened.once('overview', resolve));
  opened.disconnect();
  return people.find((person) => person.personId === personId);
}
const becomes = (person: Person, state: PersonView['state']) =>
  eventually(async () => expect((await presenceOf(person))?.state).toBe(state));

describe('a guess', () => {
  test('is on the live picture as a guess, and nowhere else', async () => {
    const grace = await office();
    const opened = page();
    await new Promise<Overview>((resolve) => opened.once('overview', resolve));
    await becomes(grace, 'expected');
    const pictures: Picture[] = [];
    opened.on('picture', (picture, taken) => void (pictures.push(picture), taken()));
    opened.emit('watch', ['hall']);
    see(1, away(0.44));
    await eventually(() => {
      const tracks = [{ trackId: 1, body, face: null }];
      const jpeg = new Uint8Array([255, 216]);
      server.cameras[0]?.say({ kind: 'picture', atMs: Date.now(), frame, jpeg, tracks, analysed: true });
      expect(pictures.at(-1)?.boxes).toEqual([
        {
          ...{ trackId: 1, body, face: null, personId: null, name: null, likelyName: 'Grace' },
          ...{ outside: false, sinceMs: expect.any(Number) as number },
        },
      ]);
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await presenceOf(grace)).toMatchObject({ state: 'expected', lastSeenMs: null });
    expect(await sojournsOf(grace)).toEqual([]);
  });
});

describe('"not this person"', () => {
  test('takes the name from the living track and the sighting out of the count, and the record keeps both', async () => {
    const grace = await office();
    see(1, away(0.3));
    await becomes(grace, 'present');
    const before = await db('sojourns');
    const answer = await correct(grace, { why: 'A visitor' });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      cameraName: 'Hall',
      correction: { by: 'Ada', why: 'A visitor', actual: null },
    });
    expect(await presenceOf(grace)).toMatchObject({ state: 'expected', cameraId: null, lastSeenMs: null });
    // The same track, and a new one of the same face, a little nearer even.
    see(1, away(0.1), 20);
    see(2, away(0.28));
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect((await presenceOf(grace))?.state).toBe('expected');
    expect(await sojournsOf(grace)).toHaveLength(1);
    expect(await db('sojourns')).toEqual(before);
    expect(await db('audits').where({ action: 'person.sightingCorrected' })).toHaveLength(1);
    expect((await read(grace)).stricter).toMatchObject({
      limit: expect.closeTo(0.26, 2) as number,
      isStrictest: false,
      apartFrom: [],
    });
    // She herself is still recognised.
    see(3, away(0.05));
    await becomes(grace, 'present');
    expect((await sojournsOf(grace)).map(({ correction }) => correction?.by ?? null)).toEqual(['Ada', null]);
  });

  test('goes back to what the rest of the record says, also after a restart at the worst moment', async () => {
    const grace = await office();
    see(1, away(0.05), 8, { agoMs: 5_000 });
    await becomes(grace, 'present');
    server.cameras[0]?.say({ kind: 'trackEnded', atMs: Date.now(), trackId: 1 });
    const seen = await presenceOf(grace);
    await admin.call('POST', '/api/cameras', {
      cameraId: 'gate',
      name: 'Gate',
      area: 'Yard',
      url: 'webcam:1',
    });
    see(1, away(0.3), 8, { camera: 1 });
    await eventually(async () => expect((await presenceOf(grace))?.cameraName).toBe('Gate'));
    const stale = await db('presences').where({ personId: grace.personId }).first<object>();
    await correct(grace);
    expect(await presenceOf(grace)).toMatchObject({ cameraName: 'Hall', lastSeenMs: seen?.lastSeenMs });
    // As if the program had ended between the correction and the presence that follows from it.
    await server.stop();
    db = await openDatabase(server.config.dataDir);
    await db('presences').where({ personId: grace.personId }).update(stale);
    await db.destroy();
    await start(dirname(server.config.dataDir));
    expect(await presenceOf(grace)).toMatchObject({ cameraId: 'hall', lastSeenMs: seen?.lastSeenMs });
  });

  test('tells two enrolled people apart more clearly when it is said who it was, and leaves the limit', async () => {
    const grace = await office();
    const ben = await enrol('Ben', `face ${1 + 0.6 / 13}`);
    see(1, away(0.2));
    await becomes(grace, 'present');
    const answer = await correct(grace, { actualId: ben.personId });
    expect(answer.body).toMatchObject({ correction: { actual: 'Ben' } });
    expect((await read(grace)).stricter).toMatchObject({ limit: null, apartFrom: ['Ben'] });
    expect((await read(ben)).stricter).toMatchObject({ limit: null, apartFrom: ['Grace'] });
    see(2, away(0.2));
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect((await presenceOf(grace))?.state).toBe('expected');
    // Ben is erased: without him the limit has to hold.
    await admin.call('DELETE', `/api/people/${ben.personId}`);
    expect((await read(grace)).stricter).toMatchObject({
      apartFrom: [],
      // 0.16 would be too strict for her own face.
      limit: 0.2,
      isStrictest: true,
    });
    await admin.call('DELETE', `/api/people/${grace.personId}`);
    for (const table of ['corrections', 'negatives', 'sojourns']) expect(await db(table)).toEqual([]);
  });

  test('is said once a sighting, of a person who is there, and can be taken back for recognition', async () => {
    const grace = await office();
    see(1, away(0.3));
    await becomes(grace, 'present');
    expect(codeOf(await correct(grace, { actualId: grace.personId }))).toBe('INPUT_INVALID');
    expect(codeOf(await correct(grace, { actualId: 'nobody' }))).toBe('NOT_FOUND');
    const [{ sojournId = '' } = {}] = await sojournsOf(grace);
    await correct(grace);
    const again = `/api/people/${grace.personId}/sojourns/${sojournId}/correction`;
    expect(codeOf(await admin.call('POST', again, { why: 'A visitor' }))).toBe('CORRECTED_ALREADY');
    expect((await admin.call('POST', again, {})).status).toBe(201);
    expect(await db('corrections')).toHaveLength(1);
    const stricter = `/api/people/${grace.personId}/stricter`;
    expect((await admin.call('DELETE', stricter)).status).toBe(204);
    expect(codeOf(await admin.call('DELETE', stricter))).toBe('NOT_FOUND');
    see(2, away(0.3));
    await becomes(grace, 'present');
    expect((await sojournsOf(grace))[0]?.correction?.by).toBe('Ada');
  });
});

test('a correction that was stored but not followed is followed when it is said again', async () => {
  const grace = await office();
  see(1, away(0.3));
  await becomes(grace, 'present');
  const path = `/api/people/${grace.personId}/sojourns/${(await sojournsOf(grace))[0]?.sojournId}/correction`;
  await db.schema.renameTable('samples', 'hidden');
  expect((await admin.call('POST', path, {})).status).toBe(500);
  await db.schema.renameTable('hidden', 'samples');
  expect((await presenceOf(grace))?.state).toBe('present');
  const answer = await admin.call('POST', path, {});
  expect(answer).toMatchObject({ status: 201, body: { correction: { by: 'Ada', actual: null } } });
  expect((await presenceOf(grace))?.state).toBe('expected');
  expect((await read(grace)).stricter).toMatchObject({ limit: expect.closeTo(0.26, 2) as number });
});

test('the real person, who came on the heels of a stranger, keeps her name and her limit', async () => {
  const grace = await office();
  see(1, away(0.36), 8, { agoMs: 20_000 });
  see(2, away(0.23));
  await becomes(grace, 'present');
  const stays = await sojournsOf(grace);
  expect(stays).toHaveLength(2);
  const path = `/api/people/${grace.personId}/sojourns/${stays[0]?.sojournId}/correction`;
  expect((await admin.call('POST', path, {})).status).toBe(201);
  expect(await presenceOf(grace)).toMatchObject({ state: 'present', sinceMs: stays[1]?.fromMs });
  see(2, away(0.23), 1);
  await becomes(grace, 'present');
  expect(await sojournsOf(grace)).toHaveLength(2);
  expect((await read(grace)).stricter).toMatchObject({ limit: expect.closeTo(0.32, 2) as number });
});

test('a sighting that another recogniser judged is corrected, and teaches this one nothing', async () => {
  const grace = await office();
  see(1, away(0.3));
  await becomes(grace, 'present');
  const recognition = { ...ourNetworks.recognition, id: 'another' };
  await restart({ inference: { ...noInference, networks: { ...ourNetworks, recognition } } });
  expect((await correct(grace)).status).toBe(201);
  expect(await db('negatives')).toEqual([]);
  // So is one that does not say whose it is, as older versions stored them.
  await restart();
  see(1, away(0.3));
  await becomes(grace, 'present');
  await server.stop();
  db = await openDatabase(server.config.dataDir);
  const evidence = JSON.stringify({ score: 0.7, margin: 0.3, faces: 8, trackId: 1 });
  await db('sojourns').update({ evidence });
  await db.destroy();
  await start(dirname(server.config.dataDir));
  expect((await correct(grace)).status).toBe(201);
  expect(await db('negatives')).toEqual([]);
});

test('nothing is learned from what the cameras see', async () => {
  const grace = await office();
  await enrol('Ben', 'face 1.08');
  const learned = async () => [await db('samples'), await db('consents'), await db('negatives')];
  const before = await learned();
  for (let i = 0; i < 400; i++) see(1 + (i >> 4), away((i % 9) / 10), 3);
  await becomes(grace, 'present');
  await eventually(async () => expect((await sojournsOf(grace)).length).toBeGreaterThan(0));
  expect(await learned()).toEqual(before);
  expect((await read(grace)).samples).toHaveLength(1);
});

test('faces of another recogniser are kept, told, and never compared', async () => {
  const grace = await office();
  const recognition = { ...ourNetworks.recognition, id: 'another' };
  await restart({ inference: { ...noInference, networks: { ...ourNetworks, recognition } } });
  expect(server.logged()).toContain('enrolled with another recogniser and are not compared');
  expect(await read(grace)).toMatchObject({ samples: [], outdatedSamples: [{ faceWidthPx: 140 }] });
  see(1, away(0));
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect((await presenceOf(grace))?.state).toBe('expected');
  // Enrolled again as somebody who looks different to this one.
  await admin.upload(`/api/people/${grace.personId}/photos`, [{ name: 'b.jpg', bytes: 'face 1.08' }]);
  see(2, faceOf(1.08));
  await becomes(grace, 'present');
  await restart();
  expect(await read(grace)).toMatchObject({ samples: [{}], outdatedSamples: [{}] });
  const stored = await db('samples').pluck('network');
  expect(stored.sort()).toEqual(['another', ourNetworks.recognition.id]);
});
