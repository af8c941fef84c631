/** Goal: many photos, and "this is …", teach faces only as they should. Method: a real server over HTTP with a made-up camera. */
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SightedFace } from '../../pipeline/messages.ts';
import type { EnrolResult, JobView, Person, TrackEnrolment } from '../../server/wire.ts';
import {
  type Client,
  codeOf,
  eventually,
  faceOf,
  startTestServer,
  type TestServer,
} from '../helpers/testServer.ts';

let server: TestServer;
let admin: Client;
beforeEach(async () => {
  server = await startTestServer();
  admin = await server.admin();
});
afterEach(() => server.remove());

const consent = { statement: 'I agree.' };
const add = async (name: string, more: object = { consent }): Promise<Person> =>
  (await admin.call('POST', '/api/people', { name, ...more })).body as Person;
const read = async ({ personId }: Person): Promise<Person> =>
  (await admin.call('GET', `/api/people/${personId}`)).body as Person;

async function ended({ body }: { body: unknown }): Promise<JobView> {
  const { jobId } = body as JobView;
  for (;;) {
    const job = (await admin.call('GET', `/api/jobs/${jobId}`)).body as JobView;
    if (job.state !== 'running') return job;
    await sleep(10);
  }
}

/** Of an upload that says how large it is; what would follow is not sent. */
const statusOfUpload = (path: string, bytes: number | null): Promise<number | undefined> =>
  new Promise((resolve) => {
    const type = 'multipart/form-data; boundary=x';
    const length = bytes === null ? { 'transfer-encoding': 'chunked' } : { 'content-length': bytes };
    const headers = { cookie: admin.cookie(), 'content-type': type, ...length };
    const asked = request(server.url + path, { method: 'POST', headers }, (answer) => {
      resolve(answer.statusCode);
      asked.destroy();
    });
    asked.on('error', () => undefined);
    asked.flushHeaders();
  });

describe('many photos', () => {
  test('of one person are learned as work that tells of every photo', async () => {
    const person = await add('Grace');
    const photos = ['face 1', 'face 1', 'nobody', ...Array.from({ length: 30 }, () => 'crowd')];
    const files = photos.map((bytes, index) => ({ name: `${index}.jpg`, bytes }));
    const job = await ended(await admin.upload(`/api/people/${person.personId}/photos?job=1`, files));
    expect(job).toMatchObject({ kind: 'enrol', state: 'done', done: 33, total: 33 });
    const { people } = job.result as EnrolResult;
    const told = people[0]?.photos.map((photo) => (photo.accepted ? 'accepted' : photo.code));
    expect(told?.slice(0, 4)).toEqual(['accepted', 'PHOTO_SAME', 'PHOTO_FACELESS', 'PHOTO_CROWDED']);
    expect((await read(person)).samples).toHaveLength(1);
  });

  test('of several people go to those whose name or code the folder bears', async () => {
    const [grace, bo] = [await add('Grace'), await add('Bo', { code: 'K2' })];
    const files = [
      { name: 'people/grace/1.jpg', bytes: 'face 1' },
      { name: 'k2/1.jpg', bytes: 'face 2' },
      { name: '../Mallory/1.jpg', bytes: 'face 3' },
    ];
    const { result } = await ended(await admin.upload('/api/people/photos', files));
    expect(result).toMatchObject({
      people: [
        { personId: grace.personId, photos: [{ accepted: true }] },
        { personId: bo.personId, photos: [{ accepted: false, code: 'CONSENT_MISSING' }] },
      ],
      unmatched: [{ file: '../Mallory/1.jpg' }],
    });
    expect((await read(bo)).samples).toEqual([]);
  });

  test('more than the server can hold, or than a job takes, are refused', async () => {
    const person = await add('Grace');
    const path = `/api/people/${person.personId}/photos?job=1`;
    const many = Array.from({ length: 201 }, (_, index) => ({ name: `${index}.jpg`, bytes: 'face 1' }));
    expect(codeOf(await admin.upload(path, many))).toBe('INPUT_INVALID');
    expect(await statusOfUpload(path, 300 * 1024 * 1024)).toBe(413);
    // Neither does one that does not say how long it will be, nor one that is answered at once.
    expect(await statusOfUpload(path, null)).toBe(413);
    expect(await statusOfUpload(path.replace('?job=1', ''), 300 * 1024 * 1024)).toBe(413);
    expect((await read(person)).samples).toEqual([]);
  });
});

describe('"this is …"', () => {
  const frame = { width: 640, height: 360 };
  const body = { x: 10, y: 10, width: 50, height: 100 };
  const say = (trackId: number, personId: string) =>
    admin.call('POST', `/api/cameras/hall/tracks/${trackId}/person`, { personId });

  function see(trackId: number, embedding: Float32Array, quality = 0.9): void {
    const measured = { widthPx: 140, sharpness: 300, turn: 0, quality };
    const face: SightedFace = { box: body, score: 0.9, quality: measured, embedding, unusable: null };
    for (let left = 7; left >= 0; left--)
      server.cameras[0]?.say({
        ...{ kind: 'sightings', atMs: Date.now() - left * 10, frame },
        sightings: [{ trackId, body, seen: true, face }],
      });
  }

  beforeEach(async () => {
    const camera = { cameraId: 'hall', name: 'Hall', area: 'Ground floor', url: 'webcam:0' };
    await admin.call('POST', '/api/cameras', camera);
    await eventually(() => expect(server.cameras.length).toBe(1));
    server.cameras[0]?.say({ kind: 'health', atMs: Date.now(), health: { kind: 'seeing', frame } });
  });

  test('makes good faces of an unknown track samples, names the track, and cannot be said twice', async () => {
    const person = await add('Grace');
    see(1, faceOf(1));
    const answer = await say(1, person.personId);
    expect(answer.body).toMatchObject({
      samples: [{ quality: 0.9, faceWidthPx: 140, source: 'track' }],
      known: 7,
    } satisfies { samples: object[]; known: TrackEnrolment['known'] });
    expect((await read(person)).samples).toMatchObject([{ source: 'track' }]);
    see(1, faceOf(1));
    expect(codeOf(await say(1, person.personId))).toBe('TRACK_UNUSABLE');
  });

  test('is refused without consent, without a clear face, of nobody, and of badge-only people', async () => {
    const [grace, bo] = [await add('Grace', {}), await add('Bo')];
    const badged = await add('Cy', { badgeOnly: true });
    see(1, faceOf(1));
    see(2, faceOf(2), 0.1);
    expect(codeOf(await say(1, grace.personId))).toBe('CONSENT_MISSING');
    expect(codeOf(await say(1, badged.personId))).toBe('BADGE_ONLY');
    expect(codeOf(await say(2, bo.personId))).toBe('TRACK_UNUSABLE');
    expect(codeOf(await say(9, bo.personId))).toBe('NOT_FOUND');
    expect(codeOf(await say(1, 'nobody'))).toBe('NOT_FOUND');
  });

  test('is refused when the face looks like somebody else, and says who', async () => {
    const [grace, bo] = [await add('Grace'), await add('Bo')];
    await admin.upload(`/api/people/${grace.personId}/photos`, [{ name: 'a.jpg', bytes: 'face 1' }]);
    // Too far for a name by so few faces, too near for another's.
    see(1, faceOf(1 + (2 * Math.asin(0.4 / 2)) / 13), 0.31);
    const answer = await say(1, bo.personId);
    expect([answer.status, codeOf(answer)]).toEqual([409, 'LOOKS_LIKE_OTHER']);
    expect(JSON.stringify(answer.body)).toContain('it looks like Grace');
  });
});
