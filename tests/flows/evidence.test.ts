/** Goal: pictures of arrival and departure are kept only while the company wants that. Method: a real server, a made-up camera and a moved clock. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Knex } from 'knex';
import { openDatabase } from '../../server/database/openDatabase.ts';
import type { EvidencePicture, SettingEffect, Sojourn } from '../../server/wire.ts';
import { handClock } from '../helpers/handClock.ts';
import {
  type Client,
  codeOf,
  eventually,
  faceOf,
  startTestServer,
  type TestServer,
} from '../helpers/testServer.ts';

const frame = { width: 640, height: 360 };
const day = '2026-11-20';
const dayMs = 24 * 60 * 60 * 1000;
let server: TestServer;
let owner: Client;
let clock: ReturnType<typeof handClock>;
let personId = '';
let db: Knex;

beforeEach(async () => {
  clock = handClock();
  server = await startTestServer({
    overrides: { clock, openDatabase: async (dataDir) => (db = await openDatabase(dataDir)) },
  });
  owner = await server.admin();
  writeFileSync(join(server.config.camerasDir, 'hall.yaml'), 'name: Hall\narea: Hall\nurl: webcam:0\n');
  await eventually(() => expect(server.cameras).toHaveLength(1));
  const said = { name: 'Ann', consent: { statement: 'I agree.' } };
  personId = ((await owner.call('POST', '/api/people', said)).body as { personId: string }).personId;
  for (const quality of ['0.8', '0.9'])
    await owner.upload(`/api/people/${personId}/photos`, [{ name: 'a.jpg', bytes: `face 1 ${quality}` }]);
  server.cameras[0]?.say({ kind: 'health', atMs: clock.now(), health: { kind: 'seeing', frame } });
});
afterEach(() => server.remove());

const keep = (keepsEvidence: boolean) => owner.call('PATCH', '/api/settings', { keepsEvidence });
const kept = async () =>
  (await owner.call('GET', `/api/people/${personId}/evidence?date=${day}`)).body as EvidencePicture[];

function see(trackId = 1, at = 0): void {
  const body = { x: 10, y: 10, width: 50, height: 100 };
  const quality = { widthPx: 140, sharpness: 300, turn: 0, quality: 0.9 };
  const face = { box: body, score: 0.9, quality, embedding: faceOf(1), unusable: null };
  const sightings = [{ trackId, body, seen: true, face }];
  const camera = server.cameras[at];
  Object.assign(camera ?? {}, { snapshot: { atMs: clock.now(), jpeg: new Uint8Array([255, 216, 1]) } });
  for (let left = 7; left >= 0; left--)
    camera?.say({ kind: 'sightings', atMs: clock.now() - left * 10, frame, sightings });
}

test('off nothing is kept; on the first and the last, others hidden; off again all are deleted', async () => {
  see();
  expect(await kept()).toEqual([]);
  expect((await keep(true)).status).toBe(200);
  see();
  await eventually(async () => expect(await kept()).toHaveLength(1));
  expect(server.cameras[0]?.clear).toEqual({ only: [1] });
  clock.advance(61_000);
  see();
  await eventually(async () =>
    expect((await kept()).map(({ kind }) => kind)).toEqual(['firstIn', 'lastOut']),
  );
  const [first] = await kept();
  const shown = await owner.call('GET', `/api/evidence/${first?.pictureId}`);
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  await keep(false);
  await eventually(async () => expect(await kept()).toEqual([]));
});

test('of two cameras that name one person, no picture is kept of the one that presence does not believe', async () => {
  writeFileSync(join(server.config.camerasDir, 'yard.yaml'), 'name: Yard\narea: Yard\nurl: webcam:1\n');
  await eventually(() => expect(server.cameras).toHaveLength(2));
  server.cameras[1]?.say({ kind: 'health', atMs: clock.now(), health: { kind: 'seeing', frame } });
  see();
  await keep(true);
  see(1, 1);
  expect(server.cameras[1]?.clear).toBeNull();
  see();
  await eventually(async () => expect(await kept()).toHaveLength(1));
  expect(server.cameras[0]?.clear).toEqual({ only: [1] });
});

/** On; one picture is kept. */
async function keepOne(): Promise<EvidencePicture> {
  await keep(true);
  see();
  await eventually(async () => expect(await kept()).toHaveLength(1));
  return (await kept())[0] as EvidencePicture;
}
const rows = () => db('evidence_pictures').select<{ id: string }[]>('id');
/** What a new one would have needed is long done by then. */
const nothingComes = async () => {
  const before = await rows();
  see();
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await rows()).toEqual(before);
};
const preview = async (changes: object) =>
  ((await owner.call('POST', '/api/settings/preview', { changes })).body as { effects: SettingEffect[] })
    .effects;

test('they go with the person', async () => {
  const { pictureId } = await keepOne();
  await owner.call('DELETE', `/api/people/${personId}`);
  expect((await owner.call('GET', `/api/evidence/${pictureId}`)).status).toBe(404);
  expect(await rows()).toEqual([]);
});

test('they go with the consent, and none follows', async () => {
  const { pictureId } = await keepOne();
  expect((await owner.call('DELETE', `/api/people/${personId}/consent`)).status).toBe(200);
  expect(await rows()).toEqual([]);
  expect((await owner.call('GET', `/api/evidence/${pictureId}`)).status).toBe(404);
  clock.advance(61_000);
  await nothingComes();
});

test('a sighting that was somebody else takes its picture along; the true arrival is kept in its place', async () => {
  const { pictureId } = await keepOne();
  const path = `/api/people/${personId}/sojourns`;
  clock.advance(1_000);
  let wrong: Sojourn | undefined;
  await eventually(async () => {
    [wrong] = (await owner.call('GET', `${path}?from=0&to=99999999999999`)).body as Sojourn[];
    expect(wrong).toBeDefined();
  });
  const corrected = await owner.call('POST', `${path}/${wrong?.sojournId}/correction`, { why: 'A visitor' });
  expect(corrected.status).toBe(201);
  expect(await rows()).toEqual([]);
  clock.advance(61_000);
  see(2);
  await eventually(async () => expect(await kept()).toMatchObject([{ kind: 'firstIn' }]));
  expect((await kept())[0]?.pictureId).not.toBe(pictureId);
});

test('after the days that were set they are deleted, not sooner; a preview says how many', async () => {
  expect(await preview({ keepsEvidence: true })).toEqual([{ kind: 'evidenceOn' }]);
  await keepOne();
  expect(await preview({ keepsEvidence: false })).toEqual([{ kind: 'evidenceOff', count: 1 }]);
  await owner.call('PATCH', '/api/settings', { evidenceKeptDays: 3 });
  clock.advance(2.5 * dayMs);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await rows()).toHaveLength(1);
  // The session ended meanwhile.
  owner = await server.admin();
  expect(await preview({ evidenceKeptDays: 2 })).toEqual([{ kind: 'evidenceDeleted', count: 1 }]);
  clock.advance(dayMs);
  await eventually(async () => expect(await rows()).toEqual([]));
});

test('what was kept when the program ended before deleting is deleted at the next start', async () => {
  await keepOne();
  await db('settings').where({ key: 'keepsEvidence' }).delete();
  await server.stop();
  server = await startTestServer({
    folder: dirname(server.config.dataDir),
    overrides: { clock, openDatabase: async (dataDir) => (db = await openDatabase(dataDir)) },
  });
  await eventually(async () => expect(await rows()).toEqual([]));
});

test('of somebody known by badge alone none is kept', async () => {
  await keepOne();
  const made = await owner.call('PATCH', `/api/people/${personId}`, { badgeOnly: true, confirm: true });
  expect(made.status).toBe(200);
  expect(await rows()).toEqual([]);
  clock.advance(61_000);
  await nothingComes();
});

test('while monitoring is paused none is kept, and afterwards they are again', async () => {
  await keep(true);
  const pause = await owner.call('POST', '/api/pauses', {
    ...{ subject: 'person', subjectId: personId, why: 'A fire drill' },
  });
  expect(pause.status).toBe(201);
  clock.advance(1_000);
  await nothingComes();
  clock.advance(60_000);
  await owner.call('POST', `/api/pauses/${(pause.body as { pauseId: string }).pauseId}/end`, {});
  clock.advance(10_000);
  see();
  await eventually(async () => expect(await kept()).toHaveLength(1));
});

test('a supervisor of others is refused both the list and the picture; reading is written down', async () => {
  const { pictureId } = await keepOne();
  const read = () => db('audits').where({ action: 'person.evidenceRead', subject: personId });
  const before = (await read()).length;
  const other = await server.signedInAs('supervisor');
  const list = await other.call('GET', `/api/people/${personId}/evidence?date=${day}`);
  const shown = await other.call('GET', `/api/evidence/${pictureId}`);
  expect([list, shown].map((each) => [each.status, codeOf(each)])).toEqual([
    [403, 'NOT_YOURS'],
    [403, 'NOT_YOURS'],
  ]);
  expect(await read()).toHaveLength(before);
  await owner.call('GET', `/api/evidence/${pictureId}`);
  expect((await read()).length).toBeGreaterThan(0);
});

test('the metrics say how many had to wait', async () => {
  const { body } = await owner.call('GET', '/api/metrics');
  expect(body).toContain('whereabouts_evidence_put_off_total 0');
});
