/** Goal: what is known of people is right, shown to whom it concerns, and gone when it is erased. Method: a real server over HTTP. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../../server/database/openDatabase.ts';
import type { ConsentEvent, ErasureReceipt, Leave, Person, Problem } from '../../server/wire.ts';
import { type Client, codeOf, startTestServer, type TestServer } from '../helpers/testServer.ts';

let server: TestServer;
let admin: Client;
let db: Knex;
beforeEach(async () => {
  server = await startTestServer({
    overrides: { openDatabase: async (dataDir: string) => (db = await openDatabase(dataDir)) },
  });
  admin = await server.admin();
});
afterEach(() => server.remove());

const consent = { statement: 'Saya setuju.', locale: 'id' };
const add = async (name: string, more: object = {}): Promise<Person> =>
  (await admin.call('POST', '/api/people', { name, ...more })).body as Person;
const change = (person: Person, said: object) => admin.call('PATCH', `/api/people/${person.personId}`, said);
const read = async (person: Person, client = admin): Promise<Person> =>
  (await client.call('GET', `/api/people/${person.personId}`)).body as Person;
const listed = async (query = ''): Promise<string[]> =>
  ((await admin.call('GET', `/api/people${query}`)).body as Person[]).map(({ name }) => name);
const fieldsOf = ({ body }: { body: unknown }) => (body as Problem).error.fields;
const upload = (person: Person, ...photos: string[]) =>
  admin.upload(
    `/api/people/${person.personId}/photos`,
    photos.map((bytes, index) => ({ name: `${index}.jpg`, bytes })),
  );
const auditsOf = async (person: Person) =>
  (await db('audits').where({ subject: person.personId }).orderBy('atMs')).map(
    ({ action, detail }: { action: string; detail: string }) =>
      [action, JSON.parse(detail) as object] as const,
  );

describe('a record', () => {
  test('holds what was said, the phone number with its country', async () => {
    const boss = await add('Boss');
    const said = { code: 'K7', job: 'Guard', supervisorId: boss.personId, badge: '0042', badgeOnly: true };
    const person = await add('Grace', { ...said, phone: '0812-3456-7890', email: 'Grace@Example.com' });
    expect(person).toMatchObject({ ...said, phone: '+6281234567890', email: 'grace@example.com' });
    expect((await change(person, { job: '', badge: null })).body).toMatchObject({ job: null, badge: null });
  });

  test('is refused field by field', async () => {
    const grace = await add('Grace', { code: 'K7', badge: '42' });
    expect(
      fieldsOf(await admin.call('POST', '/api/people', { name: 'Bo', code: 'k7', badge: '42' })),
    ).toEqual({
      code: 'Grace has it',
      badge: 'Grace has it',
    });
    expect(fieldsOf(await change(grace, { teamId: 'nobody', areaIds: ['nowhere'] }))).toEqual({
      teamId: 'this team does not exist',
      areaIds: 'an area does not exist',
    });
    expect(
      Object.keys(fieldsOf(await change(grace, { phone: '12', email: 'x', name: 'a\nb' })) ?? {}),
    ).toEqual([...['name', 'phone', 'email']]);
    expect(await read(grace)).toMatchObject({ name: 'Grace', code: 'K7', teamId: null });
  });

  test('lets nobody be above themselves', async () => {
    const [a, b, c] = [await add('A'), await add('B'), await add('C')];
    expect(fieldsOf(await change(a, { supervisorId: a.personId }))).toEqual({
      supervisorId: 'nobody supervises themselves',
    });
    await change(b, { supervisorId: a.personId });
    await change(c, { supervisorId: b.personId });
    expect(fieldsOf(await change(a, { supervisorId: c.personId }))).toEqual({
      supervisorId: 'in a circle: A → C → B → A',
    });
  });

  test('leaves in the log what changed, without numbers that reach people', async () => {
    const person = await add('Grace', { phone: '+62811111111', job: 'Clerk' });
    await change(person, { phone: '+62822222222', job: 'Driver', badge: '42' });
    await change(person, { job: 'Driver' });
    const audits = await auditsOf(person);
    expect(audits).toEqual([
      ['person.added', { name: 'Grace' }],
      ['person.changed', { job: 'Clerk → Driver', phone: 'changed', badge: 'changed' }],
    ]);
    expect(JSON.stringify(audits)).not.toMatch(/628|42/);
  });
});

describe('deactivating', () => {
  test('takes a person out of lists, presence and recognition, and reactivating brings all back', async () => {
    const person = await add('Grace', { consent });
    await upload(person, 'face 1');
    const gallery = async () => ((await admin.call('GET', '/api/gallery')).body as { people: number }).people;
    expect(await gallery()).toBe(1);
    expect((await change(person, { deactivated: true })).body).toMatchObject({
      deactivatedAtMs: expect.any(Number) as number,
    });
    expect([await listed(), await listed('?deactivated=only'), await listed('?deactivated=all')]).toEqual([
      ...[[], ['Grace'], ['Grace']],
    ]);
    expect(await gallery()).toBe(0);
    await change(person, { deactivated: false });
    expect([await listed(), (await read(person)).samples.length, await gallery()]).toEqual([['Grace'], 1, 1]);
    expect((await auditsOf(person)).map(([action]) => action)).toEqual(
      expect.arrayContaining(['person.deactivated', 'person.reactivated']),
    );
  });
});

describe('who sees what', () => {
  test('a supervisor sees their own people, without phone, e-mail, badge, consent text and faces', async () => {
    const lead = await add('Lead');
    const own = await add('Own', {
      ...{
        supervisorId: lead.personId,
        phone: '+62811111111',
        email: 'own@example.com',
        badge: '42',
        consent,
      },
    });
    await upload(own, 'face 1');
    const other = await add('Other', { consent });
    const supervisor = await server.signedInAs('supervisor', { personId: lead.personId });
    const { body } = await supervisor.call('GET', '/api/people?deactivated=all');
    expect((body as Person[]).map(({ name }) => name)).toEqual(['Lead', 'Own']);
    expect(await read(own, supervisor)).toMatchObject({
      ...{ phone: null, email: null, badge: null, samples: [], outdatedSamples: [], stricter: null },
      consent: { statement: '', locale: 'id' },
    });
    expect(JSON.stringify(body)).not.toMatch(/628111|own@example|Saya/);
    expect(await read(own)).toMatchObject({ phone: '+62811111111', samples: [{ source: 'photo' }] });
    for (const path of ['', '/sojourns?from=0&to=1', '/leaves'])
      expect(codeOf(await supervisor.call('GET', `/api/people/${other.personId}${path}`))).toBe('NOT_YOURS');
    expect(codeOf(await supervisor.call('GET', `/api/people/${own.personId}/consents`))).toBe('NOT_ALLOWED');
    expect(codeOf(await supervisor.call('GET', '/api/people.csv'))).toBe('NOT_ALLOWED');
  });

  test('a viewer sees nobody’s record', async () => {
    expect(codeOf(await (await server.viewer()).call('GET', '/api/people'))).toBe('NOT_ALLOWED');
  });
});

describe('consent', () => {
  test('says who, when, which text and which language; withdrawing erases every face, and the history tells', async () => {
    const person = await add('Grace', { consent });
    await upload(person, 'face 1', 'face 2');
    const faces = await storedFaces();
    expect(faces.map(inFiles)).toEqual([true, true]);
    const path = `/api/people/${person.personId}`;
    expect((await admin.call('DELETE', `${path}/consent`)).body).toEqual({ samples: 2 });
    expect(await read(person)).toMatchObject({ consent: null, samples: [] });
    expect(faces.map(inFiles)).toEqual([false, false]);
    expect(codeOf(await admin.call('DELETE', `${path}/consent`))).toBe('NOT_FOUND');
    expect(codeOf(await upload(person, 'face 1'))).toBe('CONSENT_MISSING');
    await admin.call('POST', `${path}/consent`, { statement: 'I agree.' });
    const history = (await admin.call('GET', `${path}/consents`)).body as ConsentEvent[];
    expect(
      history.map(({ kind, by, statement, locale, samples }) => [kind, by, statement, locale, samples]),
    ).toEqual([
      ['given', 'Ada', 'Saya setuju.', 'id', 0],
      ['withdrawn', 'Ada', 'Saya setuju.', 'id', 2],
      ['given', 'Ada', 'I agree.', 'en', 0],
    ]);
  });

  test('the database itself refuses a face without consent, and one of a badge-only person', async () => {
    const [person, badged] = [await add('Grace', { consent }), await add('Bo', { badgeOnly: true })];
    const [given] = await db('consents').select<{ id: string; companyId: string }[]>('id', 'companyId');
    const sample = (personId: string, consentId: string) => ({
      ...{ id: `${personId}-x`, companyId: given?.companyId, personId, consentId, network: 'n' },
      ...{ embedding: Buffer.alloc(8), quality: 1, faceWidthPx: 90, createdAtMs: 1, source: 'photo' },
    });
    await expect(db('samples').insert(sample(person.personId, 'none'))).rejects.toThrow(/FOREIGN KEY/);
    await expect(db('samples').insert(sample(badged.personId, given?.id ?? ''))).rejects.toThrow(
      /badge-only/,
    );
    await db('samples').insert(sample(person.personId, given?.id ?? ''));
  });

  test('turning badge only on asks first, then erases faces and consent', async () => {
    const person = await add('Grace', { consent });
    await upload(person, 'face 1');
    const faces = await storedFaces();
    const asked = await change(person, { badgeOnly: true, job: 'Guard' });
    expect([asked.status, codeOf(asked)]).toEqual([409, 'CONFIRM_NEEDED']);
    expect(await read(person)).toMatchObject({ badgeOnly: false, job: null, samples: [{}] });
    expect((await change(person, { badgeOnly: true, confirm: true })).body).toMatchObject({
      ...{ badgeOnly: true, consent: null, samples: [] },
    });
    expect(faces.map(inFiles)).toEqual([false]);
    const path = `/api/people/${person.personId}`;
    expect(codeOf(await admin.call('POST', `${path}/consent`, consent))).toBe('BADGE_ONLY');
    expect(codeOf(await upload(person, 'face 1'))).toBe('BADGE_ONLY');
  });
});

describe('erasing', () => {
  test('answers a receipt that counts, and leaves no byte of the face, no name, and nobody linked', async () => {
    const person = await add('Grace Unmistakable', { consent });
    await upload(person, 'face 1', 'face 2');
    const faces = await storedFaces();
    expect(faces.map(inFiles)).toEqual([true, true]);
    await server.signedInAs('supervisor', { personId: person.personId });
    const { personId } = person;
    await admin.call('POST', `/api/people/${personId}/leaves`, { fromMs: 1, toMs: 2 });
    const { companyId } = (await db('people').first()) as { companyId: string };
    await db('sojourns').insert({
      ...{ id: 's', companyId, personId, cameraId: 'c', area: 'a', fromMs: 1, toMs: 2 },
      evidence: JSON.stringify({ score: 1, margin: 1, faces: 1, trackId: 1 }),
    });
    await db('corrections').insert({
      ...{ id: 'c', companyId, sojournId: 's', personId, why: '', recordedBy: 'Ada', atMs: 3 },
    });
    const notice = { companyId, subjectId: personId, name: person.name, detail: '', sinceMs: 1 };
    await db('notices').insert({ ...notice, id: 'n', kind: 'away' });
    await db('notices').insert({
      ...notice,
      id: 'other',
      kind: 'blindCamera',
      name: 'Hall',
      subjectId: 'hall',
    });
    const receipt = (await admin.call('DELETE', `/api/people/${personId}`)).body as ErasureReceipt;
    expect(receipt).toMatchObject({
      ...{ personId, name: 'Grace Unmistakable', by: 'Ada' },
      erased: { samples: 2, consents: 1, sojourns: 1, corrections: 1, notices: 1, leaves: 1 },
    });
    for (const table of ['people', 'samples', 'consents', 'sojourns', 'corrections', 'leaves', 'presences'])
      expect([table, await db(table)]).toEqual([table, []]);
    expect(await db('notices').pluck('id')).toEqual(['other']);
    expect(await db('users').whereNotNull('personId')).toEqual([]);
    const audits = await auditsOf(person);
    expect(audits.at(-1)).toEqual(['person.removed', { receiptId: receipt.receiptId, ...receipt.erased }]);
    expect(faces.map(inFiles)).toEqual([false, false]);
    expect(inFiles(Buffer.from('Grace Unmistakable'))).toBe(false);
  });
});

/** A part is enough: also half a face must not stay. */
const storedFaces = async (): Promise<Buffer[]> =>
  (await db('samples').pluck<Buffer[]>('embedding')).map((bytes) => bytes.subarray(0, 64));

/** Whether the database's files, while the server runs, hold these bytes. */
function inFiles(bytes: Buffer): boolean {
  const files = ['whereabouts.sqlite', 'whereabouts.sqlite-wal'];
  return files.some((file) => readFileSync(join(server.config.dataDir, file)).includes(bytes));
}

describe('leave', () => {
  test('is recorded by a supervisor, shows at once, and is taken back by HR', async () => {
    const lead = await add('Lead');
    const person = await add('Grace', { supervisorId: lead.personId });
    const supervisor = await server.signedInAs('supervisor', { personId: lead.personId });
    const path = `/api/people/${person.personId}/leaves`;
    const today = { fromMs: Date.now() - 1000, toMs: Date.now() + 3_600_000, why: 'Ill' };
    const added = await supervisor.call('POST', path, today);
    expect([added.status, added.body]).toMatchObject([
      201,
      { ...today, recordedBy: expect.any(String) as string },
    ]);
    expect((await supervisor.call('GET', path)).body).toEqual([added.body]);
    expect(fieldsOf(await admin.call('POST', path, { fromMs: 5, toMs: 5 }))).toEqual({
      toMs: 'must be after the beginning',
    });
    const one = `${path}/${(added.body as Leave).leaveId}`;
    expect(codeOf(await supervisor.call('DELETE', one))).toBe('NOT_ALLOWED');
    expect((await admin.call('DELETE', one)).status).toBe(204);
    expect((await admin.call('GET', path)).body).toEqual([]);
    expect((await auditsOf(person)).map(([action]) => action).slice(1)).toEqual([
      ...['person.leaveAdded', 'person.leaveRemoved'],
    ]);
  });
});

test('two thousand people are listed quickly', async () => {
  const { companyId } = await db('companies').first<{ companyId: string }>('id as companyId');
  for (let from = 0; from < 2000; from += 200)
    await db('people').insert(
      Array.from({ length: 200 }, (_, index) => ({
        ...{ id: `p${from + index}`, companyId, name: `Person ${from + index}`, createdAtMs: 1 },
      })),
    );
  const startedMs = performance.now();
  expect(await listed()).toHaveLength(2000);
  const tookMs = performance.now() - startedMs;
  console.log(`two thousand people listed in ${Math.round(tookMs)} ms`);
  // Many times more when every person looks through all rows of the others.
  expect(tookMs).toBeLessThan(10_000);
});
