/** Goal: a picture to keep and the following of a person are recorded, and refused to who may not. Method: a real server, a made-up camera. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { io as connect } from 'socket.io-client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AreaDetails, AuditEntry, AuditPage, Overview, Person, PersonView } from '../../server/wire.ts';
import {
  type Client,
  codeOf,
  eventually,
  faceOf,
  startTestServer,
  type TestServer,
} from '../helpers/testServer.ts';

const frame = { width: 640, height: 360 };
const jpeg = new Uint8Array([255, 216, 1, 2, 3]);
const desk =
  'zones:\n  - {kind: desk, name: Desk 4, points: [{x: 0, y: 0}, {x: 0.5, y: 0}, {x: 0.5, y: 1}, {x: 0, y: 1}]}\n';

let server: TestServer;
let owner: Client;
beforeEach(async () => {
  server = await startTestServer();
  owner = await server.admin();
  const file = `name: Hall\narea: Ground floor\nurl: webcam:0\n${desk}`;
  writeFileSync(join(server.config.camerasDir, 'hall.yaml'), file);
  await eventually(() => expect(server.cameras).toHaveLength(1));
  await eventually(async () => expect(await areas()).toHaveLength(1));
});
afterEach(() => server.remove());

const areas = async () => (await owner.call('GET', '/api/areas')).body as AreaDetails[];
const audits = async (action: string): Promise<AuditEntry[]> =>
  ((await owner.call('GET', `/api/audits?action=${action}`)).body as AuditPage).audits;
const sees = () =>
  server.cameras[0]?.say({ kind: 'health', atMs: Date.now(), health: { kind: 'seeing', frame } });
const snapshot = (client: Client) => client.call('GET', '/api/cameras/hall/snapshot');
const track = (client: Client, { personId }: Person) =>
  client.call('POST', `/api/people/${personId}/track`, {});

async function add(name: string, more: object = {}): Promise<Person> {
  const consent = { statement: 'I agree.' };
  return (await owner.call('POST', '/api/people', { name, consent, ...more })).body as Person;
}

/** On track 1, with the middle of the body at `x`. */
function see(embedding: Float32Array, x: number): void {
  const body = { x: x - 25, y: 10, width: 50, height: 100 };
  const quality = { widthPx: 140, sharpness: 300, turn: 0, quality: 0.9 };
  const face = { box: body, score: 0.9, quality, embedding, unusable: null };
  for (let left = 7; left >= 0; left--)
    server.cameras[0]?.say({
      kind: 'sightings',
      atMs: Date.now() - left * 10,
      frame,
      sightings: [{ trackId: 1, body, seen: true, face }],
    });
}

async function presenceOf({ personId }: Person): Promise<PersonView | undefined> {
  const page = connect(server.url, {
    transports: ['websocket'],
    extraHeaders: { cookie: owner.cookie() },
    forceNew: true,
  });
  const { people } = await new Promise<Overview>((resolve) => page.once('overview', resolve));
  page.disconnect();
  return people.find((person) => person.personId === personId);
}

test('a snapshot is the picture of the camera, and one line of the audit log', async () => {
  sees();
  const takenAtMs = Date.now();
  Object.assign(server.cameras[0] ?? {}, { snapshot: { atMs: takenAtMs, jpeg } });
  const answer = await snapshot(await server.viewer());
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect(answer.headers.get('cache-control')).toContain('no-store');
  const [row, ...others] = await audits('camera.snapshot');
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    subject: 'hall',
    userName: 'Vi',
    detail: { name: 'Hall', atMs: takenAtMs },
  });
});

test('a blind camera, or one that gives no picture, says so, and nothing is recorded', async () => {
  for (const health of ['starting', 'seeing'] as const) {
    if (health === 'seeing') sees();
    const answer = await snapshot(owner);
    expect([answer.status, codeOf(answer)]).toEqual([409, 'CAMERA_BLIND']);
  }
  server.cameras[0]?.say({
    kind: 'health',
    atMs: Date.now(),
    health: { kind: 'blind', reason: 'stalled', detail: 'No frame.', retryInMs: 1000 },
  });
  Object.assign(server.cameras[0] ?? {}, { snapshot: { atMs: 1, jpeg } });
  expect(codeOf(await snapshot(owner))).toBe('CAMERA_BLIND');
  expect(await audits('camera.snapshot')).toEqual([]);
});

test('a supervisor takes snapshots of the own areas and follows the own people, and no others', async () => {
  sees();
  Object.assign(server.cameras[0] ?? {}, { snapshot: { atMs: Date.now(), jpeg } });
  const [lead, other] = [await add('Lead'), await add('Other')];
  const own = await add('Own', { supervisorId: lead.personId });
  const supervisor = await server.signedInAs('supervisor', { personId: lead.personId });
  for (const refused of [
    await snapshot(supervisor),
    await track(supervisor, other),
    await track(server.client(), own),
  ])
    expect(['NOT_YOURS', 'SIGN_IN_NEEDED']).toContain(codeOf(refused));
  expect([...(await audits('camera.snapshot')), ...(await audits('person.tracked'))]).toEqual([]);

  const [floor] = await areas();
  await owner.call('PUT', `/api/areas/${floor?.areaId}/people`, { personIds: [own.personId] });
  expect((await snapshot(supervisor)).status).toBe(200);
  // Presence hears of new people a moment later.
  await eventually(async () => expect((await track(supervisor, own)).status).toBe(204));
  expect(await audits('camera.snapshot')).toMatchObject([{ userName: 'The supervisor' }]);
  expect(await audits('person.tracked')).toMatchObject([
    { subject: own.personId, userName: 'The supervisor' },
  ]);
});

test('a snapshot for a supervisor may show the faces of the own people, one for who sees everybody all with a name', async () => {
  sees();
  Object.assign(server.cameras[0] ?? {}, { snapshot: { atMs: Date.now(), jpeg } });
  const lead = await add('Lead');
  const [own, other] = [await add('Own', { supervisorId: lead.personId }), await add('Other')];
  const supervisor = await server.signedInAs('supervisor', { personId: lead.personId });
  const [floor] = await areas();
  await owner.call('PUT', `/api/areas/${floor?.areaId}/people`, { personIds: [own.personId] });
  for (const [person, clear] of [
    [other, []],
    [own, [1]],
  ] as const) {
    const photos = `/api/people/${person.personId}/photos`;
    const seed = person === own ? 1 : 2;
    await owner.upload(photos, [{ name: 'a.jpg', bytes: `face ${seed}` }]);
    server.cameras[0]?.say({ kind: 'trackEnded', atMs: Date.now(), trackId: 1 });
    see(faceOf(seed), 100);
    await eventually(async () => expect((await presenceOf(person))?.state).toBe('present'));
    expect((await snapshot(supervisor)).status).toBe(200);
    expect(server.cameras[0]?.clear).toEqual(clear);
  }
  await snapshot(owner);
  expect(server.cameras[0]?.clear).toBeNull();
});

test('following somebody records where they were at that moment; nobody else is followed', async () => {
  sees();
  const grace = await add('Grace');
  await owner.upload(`/api/people/${grace.personId}/photos`, [{ name: 'a.jpg', bytes: 'face 1' }]);
  see(faceOf(1), 100);
  await eventually(async () => expect((await presenceOf(grace))?.state).toBe('present'));
  expect((await track(owner, grace)).status).toBe(204);
  expect(await audits('person.tracked')).toMatchObject([
    { subject: grace.personId, detail: { cameraId: 'hall' } },
  ]);
  expect((await track(owner, { personId: 'nobody' } as Person)).status).toBe(404);
  expect(await audits('person.tracked')).toHaveLength(1);
});

test('who is at a desk of the camera is there, and no longer when they walk off', async () => {
  sees();
  const grace = await add('Grace');
  await owner.upload(`/api/people/${grace.personId}/photos`, [{ name: 'a.jpg', bytes: 'face 1' }]);
  see(faceOf(1), 100);
  await eventually(async () =>
    expect(await presenceOf(grace)).toMatchObject({ state: 'present', spot: 'Desk 4' }),
  );
  see(faceOf(1), 500);
  await eventually(async () =>
    expect(await presenceOf(grace)).toMatchObject({ state: 'present', spot: null }),
  );
});
