/** Goal: places are what the camera files and the people on the page say, together. Method: a real server; files written beside it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AreaDetails, Person } from '../../server/wire.ts';
import { type Client, codeOf, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

let server: TestServer;
let owner: Client;
beforeEach(async () => {
  server = await startTestServer();
  owner = await server.admin();
});
afterEach(() => server.remove());

const fileOf = (cameraId: string): string => join(server.config.camerasDir, `${cameraId}.yaml`);
const writeCamera = (cameraId: string, area: string): void =>
  writeFileSync(
    fileOf(cameraId),
    `# ${cameraId}\nname: ${cameraId}\narea: ${area} # there\nurl: rtsp://192.0.2.20/1\n`,
  );
const areas = async (client = owner): Promise<AreaDetails[]> =>
  (await client.call('GET', '/api/areas')).body as AreaDetails[];
const areaNamed = async (name: string, client = owner): Promise<AreaDetails | undefined> =>
  (await areas(client)).find((area) => area.name === name);
const add = async (name: string, parentId: string | null = null): Promise<AreaDetails> =>
  (await owner.call('POST', '/api/areas', { name, parentId })).body as AreaDetails;
const addPerson = async (name: string): Promise<string> =>
  ((await owner.call('POST', '/api/people', { name })).body as Person).personId;

test('an area that only a camera file names is there by itself, at the top, with its camera', async () => {
  writeCamera('gate', 'Lobby');
  await eventually(async () => expect(await areaNamed('Lobby')).toBeDefined());
  writeCamera('yard', 'Yard');
  await eventually(async () => expect(await areaNamed('Yard')).toBeDefined());
  expect((await areas()).map(({ name, parentId, cameras }) => [name, parentId, cameras])).toEqual([
    ['Lobby', null, [{ cameraId: 'gate', name: 'gate' }]],
    ['Yard', null, [{ cameraId: 'yard', name: 'yard' }]],
  ]);
});

test('renaming an area renames it in the camera files, comments kept, and makes no second one', async () => {
  writeCamera('gate', 'Lobby');
  await eventually(async () => expect(await areaNamed('Lobby')).toBeDefined());
  const lobby = await areaNamed('Lobby');
  const answer = await owner.call('PATCH', `/api/areas/${lobby?.areaId}`, { name: 'Entrance' });
  expect(answer.body).toMatchObject({ name: 'Entrance', cameras: [{ cameraId: 'gate' }] });
  expect(readFileSync(fileOf('gate'), 'utf8')).toBe(
    '# gate\nname: gate\narea: Entrance # there\nurl: rtsp://192.0.2.20/1\n',
  );
  // The folder's watcher tells of the file once more.
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect((await areas()).map(({ name }) => name)).toEqual(['Entrance']);
});

test('a broken camera file refuses the renaming, and nothing is changed', async () => {
  writeCamera('gate', 'Lobby');
  await eventually(async () => expect(await areaNamed('Lobby')).toBeDefined());
  writeFileSync(fileOf('gate'), 'name: [\n');
  await eventually(async () =>
    expect(JSON.stringify((await owner.call('GET', '/api/cameras')).body)).toContain('Cannot read'),
  );
  const lobby = await areaNamed('Lobby');
  const answer = await owner.call('PATCH', `/api/areas/${lobby?.areaId}`, { name: 'Entrance' });
  expect(codeOf(answer)).toBe('CAMERA_FILE_BROKEN');
  expect([readFileSync(fileOf('gate'), 'utf8'), (await areas()).map(({ name }) => name)]).toEqual([
    ...['name: [\n', ['Lobby']],
  ]);
});

test('areas nest, never in themselves, and names are taken once', async () => {
  const site = await add('Site');
  const floor = await add('Floor', site.areaId);
  const move = (areaId: string, parentId: string | null) =>
    owner.call('PATCH', `/api/areas/${areaId}`, { parentId });
  expect(codeOf(await move(site.areaId, floor.areaId))).toBe('NESTED_IN_ITSELF');
  expect(codeOf(await move(site.areaId, site.areaId))).toBe('NESTED_IN_ITSELF');
  expect(codeOf(await owner.call('POST', '/api/areas', { name: ' FLOOR' }))).toBe('NAME_TAKEN');
  expect((await move(floor.areaId, null)).body).toMatchObject({ name: 'Floor', parentId: null });
});

test('an area with cameras is not deleted; without, what lies in it moves up and its people are told', async () => {
  writeCamera('gate', 'Lobby');
  await eventually(async () => expect(await areaNamed('Lobby')).toBeDefined());
  const lobby = await areaNamed('Lobby');
  expect(codeOf(await owner.call('DELETE', `/api/areas/${lobby?.areaId}`, {}))).toBe('AREA_IN_USE');
  const site = await add('Site');
  const floor = await add('Floor', site.areaId);
  const room = await add('Room', floor.areaId);
  const ann = await addPerson('Ann');
  await owner.call('PUT', `/api/areas/${floor.areaId}/people`, { personIds: [ann] });
  expect(await areaNamed('Floor')).toMatchObject({ personIds: [ann] });
  const gone = await owner.call('DELETE', `/api/areas/${floor.areaId}`, {});
  expect(gone.body).toEqual({ movedUp: 1, people: 1 });
  expect(await areaNamed('Room')).toMatchObject({ areaId: room.areaId, parentId: site.areaId });
});

test('a camera is moved to an area by naming it in its file', async () => {
  writeCamera('gate', 'Lobby');
  const yard = await add('Yard');
  await eventually(async () => expect(await areaNamed('Lobby')).toBeDefined());
  const answer = await owner.call('PUT', `/api/areas/${yard.areaId}/cameras`, { cameraId: 'gate' });
  expect(answer.status).toBe(204);
  expect(readFileSync(fileOf('gate'), 'utf8')).toContain('area: Yard # there');
  expect(await areaNamed('Yard')).toMatchObject({ cameras: [{ cameraId: 'gate' }] });
});

test('a supervisor sees the own areas with what lies in them, and only the own people', async () => {
  const site = await add('Site');
  const floor = await add('Floor', site.areaId);
  const room = await add('Room', floor.areaId);
  const lead = await addPerson('Lead');
  const other = await addPerson('Other');
  await owner.call('PUT', `/api/areas/${floor.areaId}/people`, { personIds: [lead, other] });
  const supervisor = await server.signedInAs('supervisor', { personId: lead });
  expect((await areas(supervisor)).map(({ areaId, parentId }) => [areaId, parentId])).toEqual([
    [floor.areaId, null],
    [room.areaId, floor.areaId],
  ]);
  expect(await areaNamed('Floor', supervisor)).toMatchObject({ personIds: [lead] });
});

test('everybody of a large company may work in one area', async () => {
  const { areaId } = await add('Hall');
  const personIds = Array.from({ length: 10_000 }, () => crypto.randomUUID());
  const answer = await owner.call('PUT', `/api/areas/${areaId}/people`, { personIds });
  // Read as a whole; these people do not exist.
  expect(codeOf(answer)).toBe('NOT_FOUND');
});

test('a camera changed while its area gets another name keeps both changes', async () => {
  writeCamera('gate', 'Lobby');
  await eventually(async () => expect((await areaNamed('Lobby'))?.cameras).toHaveLength(1));
  const { areaId } = (await areaNamed('Lobby')) as AreaDetails;
  const [camera] = (await owner.call('GET', '/api/cameras')).body as Record<string, unknown>[];
  const renamed = owner.call('PATCH', `/api/areas/${areaId}`, { name: 'Entrance' });
  const changed = owner.call('PUT', '/api/cameras/gate', { ...camera, area: 'Entrance', name: 'Gate 2' });
  expect([(await renamed).status, (await changed).status]).toEqual([200, 200]);
  const text = readFileSync(fileOf('gate'), 'utf8');
  expect([/name: Gate 2/.test(text), /area: Entrance/.test(text)]).toEqual([true, true]);
});
