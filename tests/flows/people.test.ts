/** Goal: faces are stored with consent, told apart photo by photo, and erased for good. Method: a real server over HTTP. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import knex from 'knex';
import type { ErasureReceipt, Person, PhotoResult } from '../../server/wire.ts';
import { type Client, codeOf, startTestServer, type TestServer } from '../helpers/testServer.ts';

let server: TestServer;
let admin: Client;
beforeEach(async () => {
  server = await startTestServer();
  admin = await server.admin();
});
afterEach(() => server.remove());

const consent = { statement: 'I agree that my face is recognised at work.' };

async function add(name: string, given: object | null = consent): Promise<Person> {
  return (await admin.call('POST', '/api/people', { name, consent: given })).body as Person;
}
async function upload(person: Person, ...photos: string[]): Promise<PhotoResult[]> {
  const files = photos.map((bytes, index) => ({ name: `${index}.jpg`, bytes }));
  return (await admin.upload(`/api/people/${person.personId}/photos`, files)).body as PhotoResult[];
}
const read = async ({ personId }: Person): Promise<Person> =>
  (await admin.call('GET', `/api/people/${personId}`)).body as Person;

describe('consent', () => {
  test('no face is stored before consent is recorded, and then it is', async () => {
    const person = await add('Grace', null);
    const path = `/api/people/${person.personId}`;
    const refused = await admin.upload(`${path}/photos`, [{ name: 'a.jpg', bytes: 'face 1' }]);
    expect([refused.status, codeOf(refused)]).toEqual([422, 'CONSENT_MISSING']);
    const given = (await admin.call('POST', `${path}/consent`, consent)).body as Person;
    expect(given.consent).toMatchObject({ recordedBy: 'Ada' });
    expect(await upload(person, 'face 1')).toMatchObject([{ file: '0.jpg', accepted: true }]);
  });

  test('an empty statement is no consent', async () => {
    const answer = await admin.call('POST', '/api/people', { name: 'Bo', consent: { statement: '  ' } });
    expect(codeOf(answer)).toBe('INPUT_INVALID');
  });
});

describe('photos', () => {
  test('each photo gets its own answer, and a bad one loses none of the good ones', async () => {
    const person = await add('Grace');
    const results = await upload(person, 'face 1', 'nobody', 'crowd', 'blur', 'not a picture', 'face 2');
    expect(results.map((result) => (result.accepted ? 'accepted' : result.code))).toEqual([
      'accepted',
      'PHOTO_FACELESS',
      'PHOTO_CROWDED',
      'PHOTO_POOR',
      'PHOTO_UNREADABLE',
      'accepted',
    ]);
    expect(results[3]).toMatchObject({
      message:
        'Cannot use 3.jpg: the face is blurred. Use a sharp picture, looking at the camera, face at least 90 px wide.',
    });
    expect((await read(person)).samples).toMatchObject([
      { quality: 0.8, faceWidthPx: 140 },
      { quality: 0.8, faceWidthPx: 140 },
    ]);
  });

  test('a photo that is too large is refused alone', async () => {
    const person = await add('Grace');
    const files = [
      { name: 'größe.jpg', bytes: Buffer.alloc(15 * 1024 * 1024 + 1) },
      { name: 'b.jpg', bytes: 'face 2' },
    ];
    const { body } = await admin.upload(`/api/people/${person.personId}/photos`, files);
    expect(body).toMatchObject([
      { file: 'größe.jpg', accepted: false, code: 'PHOTO_TOO_LARGE' },
      { file: 'b.jpg', accepted: true },
    ]);
  });

  test('more than twenty photos at once, or none, are refused with the reason', async () => {
    const person = await add('Grace');
    const path = `/api/people/${person.personId}/photos`;
    const many = Array.from({ length: 21 }, (_, index) => ({ name: `${index}.jpg`, bytes: 'face 1' }));
    expect(codeOf(await admin.upload(path, many))).toBe('INPUT_INVALID');
    expect(codeOf(await admin.upload(path, []))).toBe('INPUT_INVALID');
    expect((await read(person)).samples).toEqual([]);
  });

  test('nearly the same photo again is refused with a hint, or takes the place of a poorer one', async () => {
    const person = await add('Grace');
    const results = await upload(person, 'face 1', 'face 1 0.7', 'face 1 0.9');
    expect(results).toMatchObject([
      { accepted: true, replaced: false },
      {
        code: 'PHOTO_SAME',
        message:
          'Cannot use 1.jpg: it shows nearly the same as a photo that is kept. Use one with the head turned another way, or in other light.',
      },
      { accepted: true, replaced: true },
    ]);
    expect((await read(person)).samples).toMatchObject([{ quality: 0.9 }]);
  });

  test('the photo itself is nowhere in the data folder', async () => {
    await upload(await add('Grace'), `face 1 0.8 ${'never stored '.repeat(50)}`);
    for (const file of ['whereabouts.sqlite', 'whereabouts.sqlite-wal'])
      expect(readFileSync(join(server.config.dataDir, file), 'latin1')).not.toContain('never stored');
  });
});

describe('names', () => {
  test('a name is trimmed and unique, however it is capitalised', async () => {
    expect(await add('  Élodie  ')).toMatchObject({ name: 'Élodie' });
    const answer = await admin.call('POST', '/api/people', { name: 'élodie', consent: null });
    expect([answer.status, codeOf(answer)]).toEqual([409, 'NAME_TAKEN']);
    const long = await admin.call('POST', '/api/people', { name: 'x'.repeat(101), consent: null });
    expect(long.body).toMatchObject({ error: { fields: { name: 'at most 100 characters' } } });
  });

  test('ten concurrent enrolments of one name make one person', async () => {
    const tries = Array.from({ length: 10 }, () =>
      admin.call('POST', '/api/people', { name: 'Grace', consent: null }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(9).fill(409)]);
  });

  test('a person is renamed, also only in capitals, and never to the name of another', async () => {
    const grace = await add('grace');
    await add('Bo');
    const rename = (name: string) => admin.call('PATCH', `/api/people/${grace.personId}`, { name });
    expect((await rename('Grace')).body).toMatchObject({ name: 'Grace' });
    expect(codeOf(await rename('BO'))).toBe('NAME_TAKEN');
  });
});

describe('forgetting', () => {
  test('a removed person leaves no face, consent, presence or name, only that it was done', async () => {
    const person = await add('Grace Unmistakable');
    await upload(person, 'face 1');
    await admin.call('PATCH', `/api/people/${person.personId}`, { name: 'Grace Unmistakable II' });
    const receipt = (await admin.call('DELETE', `/api/people/${person.personId}`)).body as ErasureReceipt;
    expect(receipt).toMatchObject({ name: 'Grace Unmistakable II', by: 'Ada' });
    expect(codeOf(await admin.call('GET', `/api/people/${person.personId}`))).toBe('NOT_FOUND');
    await server.stop();
    const filename = join(server.config.dataDir, 'whereabouts.sqlite');
    const db = knex({ client: 'better-sqlite3', connection: { filename }, useNullAsDefault: true });
    for (const table of ['people', 'samples', 'consents', 'presences', 'sojourns'])
      expect(await db(table)).toEqual([]);
    const audits = await db('audits').where({ subject: person.personId, action: 'person.removed' });
    expect(audits).toHaveLength(1);
    await db.destroy();
    expect(readFileSync(filename, 'latin1')).not.toContain('Grace Unmistakable');
  });

  test('one sample is forgotten, the others stay', async () => {
    const person = await add('Grace');
    await upload(person, 'face 1', 'face 2');
    const [first, second] = (await read(person)).samples;
    const path = `/api/people/${person.personId}/samples/${first?.sampleId}`;
    expect((await admin.call('DELETE', path)).status).toBe(204);
    expect((await read(person)).samples).toEqual([second]);
    expect(codeOf(await admin.call('DELETE', path))).toBe('NOT_FOUND');
  });
});

test('people and their faces outlive a restart', async () => {
  const person = await add('Grace');
  await upload(person, 'face 1');
  await server.stop();
  server = await startTestServer({ folder: server.config.dataDir.replace(/\/data$/, '') });
  admin = await server.admin();
  expect((await read(person)).samples).toHaveLength(1);
});

test('a viewer may see where somebody was, and asks with times that make sense', async () => {
  const person = await add('Grace');
  const viewer = await server.viewer();
  const path = `/api/people/${person.personId}/sojourns`;
  expect((await viewer.call('GET', `${path}?from=0&to=9999999999999`)).body).toEqual([]);
  expect(codeOf(await viewer.call('GET', `${path}?from=yesterday&to=1`))).toBe('INPUT_INVALID');
  expect(codeOf(await viewer.call('GET', '/api/people/nobody/sojourns?from=0&to=1'))).toBe('NOT_FOUND');
});
