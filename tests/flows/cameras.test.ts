/** Goal: camera files are the truth, and no mistake in one touches another. Method: a real server and folder, made-up cameras. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CameraStats, Health } from '../../pipeline/messages.ts';
import {
  type Client,
  codeOf,
  eventually,
  type FakeCamera,
  startTestServer,
  type TestServer,
} from '../helpers/testServer.ts';

let server: TestServer;
let admin: Client;
beforeEach(async () => {
  server = await startTestServer({ config: { cameraSecrets: { CAMERA_HALL_PASSWORD: 'p@ss' } } });
  admin = await server.admin();
});
afterEach(() => server.remove());

const text = (name: string, more = ''): string => `name: ${name}\narea: Ground floor\nurl: webcam:0\n${more}`;
const write = (file: string, content: string): void =>
  writeFileSync(join(server.config.camerasDir, file), content);
const running = (): FakeCamera[] => server.cameras.filter((camera) => camera.running);
const names = (): string[] => running().map(({ setup }) => setup.name);

type Listed = { cameraId: string; name: string; url?: string; error?: string };
const list = async (client = admin): Promise<Listed[]> =>
  (await client.call('GET', '/api/cameras')).body as Listed[];

describe('files', () => {
  test('a file added, changed and removed starts, restarts and ends its camera', async () => {
    write('hall.yaml', text('Hall'));
    await eventually(() => expect(names()).toEqual(['Hall']));
    write('hall.yaml', text('Great hall'));
    await eventually(() => expect(names()).toEqual(['Great hall']));
    rmSync(join(server.config.camerasDir, 'hall.yaml'));
    await eventually(() => expect(names()).toEqual([]));
    expect(server.cameras).toHaveLength(2);
    expect(await list()).toEqual([]);
  });

  test('a broken file says where, keeps its camera running, and leaves the others alone', async () => {
    write('hall.yaml', text('Hall'));
    write('gate.yaml', text('Gate'));
    await eventually(() => expect(names().sort()).toEqual(['Gate', 'Hall']));
    write('hall.yaml', text('Hall', 'fps: 99\n'));
    await eventually(async () =>
      expect((await list()).find(({ cameraId }) => cameraId === 'hall')?.error).toBe(
        'Cannot read hall.yaml: line 4, column 6: "fps" should be a number from 1 to 30. Correct the file; the other cameras go on.',
      ),
    );
    expect(names().sort()).toEqual(['Gate', 'Hall']);
    write('hall.yaml', text('Hall', 'fps: 9\n'));
    await eventually(() =>
      expect(
        running()
          .map(({ setup }) => setup.activeFps)
          .sort(),
      ).toEqual([5, 9]),
    );
    expect((await list()).map(({ error }) => error)).toEqual([undefined, undefined]);
    expect(server.cameras).toHaveLength(3);
  });

  test('a file that never was right is a blind camera on the live page', async () => {
    write('hall.yaml', 'name: Hall\n');
    await eventually(async () => {
      const { body } = await admin.call('GET', '/api/health');
      expect(body).toMatchObject({ cameras: { blind: 1 } });
    });
    expect(await list()).toMatchObject([
      { cameraId: 'hall', error: expect.stringContaining('is missing') as string },
    ]);
  });

  test('a setting nobody knows is named with its place', async () => {
    write('hall.yaml', text('Hall', 'passwort: x\n'));
    await eventually(async () =>
      expect((await list())[0]?.error).toContain('line 4, column 1: "passwort" is not a setting'),
    );
  });

  test('of two files of one camera the first runs, the second is told, and takes over when the first goes', async () => {
    write('hall.yaml', text('Hall'));
    await eventually(() => expect(names()).toEqual(['Hall']));
    write('hall.yml', text('Other hall'));
    await eventually(async () =>
      expect((await list()).map(({ error }) => error)).toEqual([
        'Cannot read hall.yml: hall.yaml is the same camera. Correct the file; the other cameras go on.',
      ]),
    );
    expect(names()).toEqual(['Hall']);
    rmSync(join(server.config.camerasDir, 'hall.yaml'));
    await eventually(() => expect(names()).toEqual(['Other hall']));
    expect((await list())[0]?.error).toBeUndefined();
  });

  test('a folder that is not there is made, and cameras added later are found', async () => {
    await server.stop();
    const folder = dirname(server.config.dataDir);
    const camerasDir = join(folder, 'not', 'yet');
    server = await startTestServer({ folder, config: { camerasDir } });
    expect((await (await server.admin()).call('GET', '/api/health')).body).toMatchObject({
      cameras: { seeing: 0, blind: 0, starting: 0 },
    });
    write('hall.yaml', text('Hall'));
    await eventually(() => expect(names()).toEqual(['Hall']));
  });

  test('a comment or an area changed does not interrupt the camera', async () => {
    write('hall.yaml', text('Hall'));
    await eventually(() => expect(names()).toEqual(['Hall']));
    write('hall.yaml', `# seen from the door\n${text('Hall').replace('Ground floor', 'First floor')}`);
    await eventually(async () => expect(await list()).toMatchObject([{ area: 'First floor' }]));
    expect(server.cameras).toHaveLength(1);
  });

  test('a camera turned off does not run', async () => {
    write('hall.yaml', text('Hall'));
    await eventually(() => expect(names()).toEqual(['Hall']));
    write('hall.yaml', text('Hall', 'enabled: false\n'));
    await eventually(() => expect(names()).toEqual([]));
  });

  test('a secret is filled in from the environment, and a missing one is named', async () => {
    write('hall.yaml', text('Hall').replace('webcam:0', 'rtsp://admin:${CAMERA_HALL_PASSWORD}@10.0.0.5/s'));
    write('gate.yaml', text('Gate').replace('webcam:0', 'rtsp://admin:${CAMERA_GATE_PASSWORD}@10.0.0.6/s'));
    await eventually(() => expect(running()).toHaveLength(1));
    expect(running()[0]?.setup.url).toBe('rtsp://admin:p%40ss@10.0.0.5/s');
    await eventually(async () =>
      expect((await list())[0]?.error).toContain('CAMERA_GATE_PASSWORD is not set'),
    );
    expect((await list())[1]?.url).toBe('rtsp://admin:${CAMERA_HALL_PASSWORD}@10.0.0.5/s');
  });

  test('the cameras of the folder run again after a restart', async () => {
    write('hall.yaml', text('Hall'));
    await server.stop();
    expect(running()).toEqual([]);
    server = await startTestServer({ folder: server.config.dataDir.replace(/\/data$/, '') });
    expect(names()).toEqual(['Hall']);
  });
});

describe('the cameras page', () => {
  const camera = {
    cameraId: 'hall',
    name: 'Hall',
    area: 'Ground floor',
    url: 'rtsp://admin:hunter2@10.0.0.5/s',
  };
  const stored = (): string => readFileSync(join(server.config.camerasDir, 'hall.yaml'), 'utf8');

  test('a camera added runs at once; its password is masked, kept on saving, and never logged', async () => {
    const added = await admin.call('POST', '/api/cameras', camera);
    expect([added.status, (added.body as Listed).url]).toEqual([201, 'rtsp://admin:•••@10.0.0.5/s']);
    expect(running()[0]?.setup.url).toBe(camera.url);
    const change = { ...camera, name: 'Great hall', url: 'rtsp://admin:•••@10.0.0.5/s2' };
    expect((await admin.call('PUT', '/api/cameras/hall', change)).status).toBe(200);
    expect(running().map(({ setup }) => setup)).toMatchObject([
      { name: 'Great hall', url: 'rtsp://admin:hunter2@10.0.0.5/s2' },
    ]);
    expect(stored()).toContain('hunter2');
    expect(server.logged()).not.toContain('hunter2');
    expect(readdirSync(server.config.camerasDir)).toEqual(['hall.yaml']);
  });

  test('comments of the file survive saving', async () => {
    write('hall.yaml', `# Key at the porter's.\n${text('Hall')}`);
    await eventually(() => expect(names()).toEqual(['Hall']));
    await admin.call('PUT', '/api/cameras/hall', { ...camera, url: 'webcam:1' });
    expect(stored()).toContain("# Key at the porter's.");
    expect(running().map(({ setup }) => setup.url)).toEqual(['webcam:1']);
  });

  test('a viewer sees the cameras without their addresses', async () => {
    await admin.call('POST', '/api/cameras', camera);
    const [seen] = await list(await server.viewer());
    expect(seen).toMatchObject({ cameraId: 'hall', name: 'Hall' });
    expect(seen).not.toHaveProperty('url');
  });

  test('ten people adding one camera at once add it once', async () => {
    const tries = Array.from({ length: 10 }, (_, index) =>
      admin.call('POST', '/api/cameras', { ...camera, name: `Hall ${index}` }),
    );
    const statuses = (await Promise.all(tries)).map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(9).fill(409)]);
    expect(running()).toHaveLength(1);
  });

  test('an address that leaves the folder reaches no file', async () => {
    write('../outside.yaml', text('Outside'));
    for (const id of ['..%2Foutside', '%2e%2e%2foutside', '..', 'outside%00']) {
      const answer = await admin.call('DELETE', `/api/cameras/${id}`);
      expect(['INPUT_INVALID', 'NOT_FOUND']).toContain(codeOf(answer));
    }
    expect(readdirSync(dirname(server.config.camerasDir))).toContain('outside.yaml');
  });

  test('what is typed stays text: no YAML comes out of a name, no other setting either', async () => {
    const name = 'Hall"\nurl: file:///etc/passwd\n# ${HOME} <img src=x onerror=alert(1)>';
    const added = await admin.call('POST', '/api/cameras', { ...camera, name });
    expect(added.body).toMatchObject({ name, url: 'rtsp://admin:•••@10.0.0.5/s' });
    expect(running()[0]?.setup).toMatchObject({ name, url: camera.url });
    const { headers } = await admin.call('GET', '/api/cameras');
    expect(headers.get('content-type')).toContain('application/json');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('what cannot work is refused and changes nothing', async () => {
    const code = async (change: object) =>
      codeOf(await admin.call('POST', '/api/cameras', { ...camera, ...change }));
    expect(await code({ cameraId: '../hall' })).toBe('INPUT_INVALID');
    expect(await code({ fps: 1000 })).toBe('INPUT_INVALID');
    expect(await code({ url: 'concat:/etc/passwd' })).toBe('INPUT_INVALID');
    expect(await code({ url: 'rtsp://admin:•••@10.0.0.5/s' })).toBe('INPUT_INVALID');
    expect(await code({ url: 'rtsp://a:${CAMERA_NOT_SET}@10.0.0.5/s' })).toBe('CAMERA_SECRET_MISSING');
    expect(readdirSync(server.config.camerasDir)).toEqual([]);
    expect((await admin.call('POST', '/api/cameras', camera)).status).toBe(201);
    expect(await code({ cameraId: 'HALL' })).toBe('NAME_TAKEN');
    expect(codeOf(await admin.call('PUT', '/api/cameras/gate', camera))).toBe('NOT_FOUND');
  });

  test('a removed camera ends, and its file is gone', async () => {
    await admin.call('POST', '/api/cameras', camera);
    expect((await admin.call('DELETE', '/api/cameras/hall')).status).toBe(204);
    expect(running()).toEqual([]);
    expect(readdirSync(server.config.camerasDir)).toEqual([]);
  });
});

describe('what cameras tell', () => {
  const say = (health: Health): void => server.cameras[0]?.say({ kind: 'health', atMs: 1000, health });
  const stats: CameraStats = {
    framesDecoded: 50,
    framesAnalysed: 40,
    framesDropped: 10,
    analysesFailed: 0,
    analysesPerSecond: 5,
    analysesWanted: 5,
    analysesGranted: 5,
    analysesSkipped: 0,
    picturesMade: 7,
    stageMs: { motion: 1, detect: 1, track: 1, embed: 1 },
    busyMs: { motion: 1, detect: 1, track: 1, embed: 1 },
    moving: true,
  };

  test('health and numbers are counted, by camera', async () => {
    write('hall.yaml', text('Hall'));
    await eventually(() => expect(names()).toEqual(['Hall']));
    const health = async () => ((await admin.call('GET', '/api/health')).body as { cameras: object }).cameras;
    expect(await health()).toEqual({ seeing: 0, blind: 0, starting: 1 });
    say({ kind: 'seeing', frame: { width: 1280, height: 720 } });
    expect(await health()).toEqual({ seeing: 1, blind: 0, starting: 0 });
    server.cameras[0]?.say({ kind: 'stats', atMs: 1000, stats });
    say({ kind: 'blind', reason: 'stalled', detail: 'No frame.', retryInMs: 1000 });
    expect(await health()).toEqual({ seeing: 0, blind: 1, starting: 0 });
    const { body } = await admin.call('GET', '/api/metrics');
    expect(body).toContain('whereabouts_camera_frames_total{camera="hall"} 50');
    expect(body).toContain('whereabouts_camera_drops_total{camera="hall"} 10');
    expect(body).toContain('whereabouts_camera_pictures_made_total{camera="hall"} 7');
    expect(body).toContain('whereabouts_camera_blind{camera="hall"} 1');
  });
});
