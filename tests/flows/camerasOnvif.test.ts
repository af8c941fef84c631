/** Goal: cameras are found and asked, and nothing a device sends hurts the server. Method: made-up ONVIF cameras on 127.0.0.1. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageRoot } from '../../models/catalogue.ts';
import type * as asking from '../../server/cameras/onvif/askOnvif.ts';
import type { DiscoveredCamera, JobView } from '../../server/wire.ts';
import { type OnvifBehaviour, startOnvifCamera } from '../helpers/onvifCamera.ts';
import { type Client, codeOf, startTestServer, type TestServer } from '../helpers/testServer.ts';

/** Threads start only from built files on Node 20. */
const built = join(packageRoot(), 'dist/server/cameras/onvif/askOnvif.js');

let server: TestServer;
let admin: Client;
beforeAll(async () => {
  const { askOnvif } = (await import(pathToFileURL(built).href)) as typeof asking;
  server = await startTestServer({ overrides: { askOnvif } });
  admin = await server.admin();
});
afterAll(() => server?.remove());

async function withCamera(behaviour: OnvifBehaviour, use: (address: string) => Promise<void>): Promise<void> {
  const camera = await startOnvifCamera(behaviour);
  try {
    await use(camera.address);
  } finally {
    await camera.stop();
  }
}

async function discovered(): Promise<DiscoveredCamera[]> {
  const started = await admin.call('POST', '/api/cameras/discover', { network: 'lo' });
  const { jobId } = started.body as JobView;
  const job = async () => (await admin.call('GET', `/api/jobs/${jobId}`)).body as JobView;
  await expect.poll(async () => (await job()).state, { timeout: 10_000, interval: 100 }).not.toBe('running');
  const { state, result } = await job();
  expect([started.status, state]).toEqual([202, 'done']);
  return result as DiscoveredCamera[];
}

const streams = (address: string, user = '', password = '') =>
  admin.call('POST', '/api/cameras/onvif', { address, user, password });

test('the thread is built', () => expect(existsSync(built)).toBe(true));

describe('looking for cameras', { timeout: 30_000 }, () => {
  test('finds those of the chosen network, with their names and whether they are added already', async () => {
    const { body } = await admin.call('GET', '/api/cameras/networks');
    expect(body).toContainEqual({ name: 'lo', address: '127.0.0.1' });
    await withCamera({}, async (address) => {
      const found = { address, host: '127.0.0.1', name: 'Acme Eye', model: 'Eye 4' };
      expect(await discovered()).toEqual([{ ...found, cameraId: null }]);
      const camera = { name: 'Eye', area: 'A', url: 'rtsp://127.0.0.1/x', enabled: false };
      await admin.call('POST', '/api/cameras', { cameraId: 'eye', ...camera });
      expect(await discovered()).toEqual([{ ...found, cameraId: 'eye' }]);
    });
  });

  test.each(['broken', 'silence'] as const)(
    'a probe answered with %s is no camera and no failure',
    async (probe) => {
      await withCamera({ probe }, async () => expect(await discovered()).toEqual([]));
    },
  );

  test('can be cancelled, runs once a user, and knows only networks of this machine', async () => {
    const begin = (network: string) => admin.call('POST', '/api/cameras/discover', { network });
    expect(codeOf(await begin('no such'))).toBe('NOT_FOUND');
    const { jobId } = (await begin('lo')).body as JobView;
    expect(codeOf(await begin('lo'))).toBe('CAMERA_TEST_BUSY');
    await admin.call('DELETE', `/api/jobs/${jobId}`);
    await expect
      .poll(async () => ((await admin.call('GET', `/api/jobs/${jobId}`)).body as JobView).state)
      .toBe('cancelled');
  });
});

describe('the streams of a camera', { timeout: 30_000 }, () => {
  test('the main stream comes first, the smaller is marked, and no password comes along', async () => {
    await withCamera({ user: 'viewer', password: 'p@ss' }, async (address) => {
      const { status, body } = await streams(address, 'viewer', 'p@ss');
      expect([status, body]).toEqual([
        200,
        {
          ...{ manufacturer: 'Acme', model: 'Eye 4' },
          streams: [
            {
              ...{ name: 'main stream', url: 'rtsp://127.0.0.1:554/main', encoding: 'H264' },
              ...{ width: 1920, height: 1080, fps: 25, role: 'main' },
            },
            {
              ...{ name: 'sub stream', url: 'rtsp://127.0.0.1:554/sub', encoding: 'H264' },
              ...{ width: 640, height: 360, fps: 25, role: 'sub' },
            },
          ],
        },
      ]);
      const wrong = await streams(address, 'viewer', 'guess');
      expect([codeOf(wrong), JSON.stringify(wrong.body)]).toEqual([
        'ONVIF_FAILED',
        expect.stringContaining('refuses this user name') as string,
      ]);
    });
    expect(server.logged()).not.toContain('p@ss');
  });

  test.each([
    ['silence', 'did not answer in time'],
    ['noXml', 'does not answer as ONVIF cameras do'],
    ['otherXml', 'does not answer as ONVIF cameras do'],
    ['endless', 'sends without end'],
    ['slowParser', ''],
  ] as const)('a device that answers with %s costs a sentence and some seconds', async (answer, words) => {
    await withCamera({ answer }, async (address) => {
      const startedMs = performance.now();
      const asked = streams(address);
      // The server answers others meanwhile.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      const pingMs = performance.now();
      await admin.call('GET', '/api/health');
      expect(performance.now() - pingMs).toBeLessThan(1_000);
      const refused = await asked;
      expect(codeOf(refused)).toBe('ONVIF_FAILED');
      expect(JSON.stringify(refused.body)).toContain(words);
      expect(performance.now() - startedMs).toBeLessThan(20_000);
    });
  });

  test('an address where nothing listens, or that is none, is told', async () => {
    expect(JSON.stringify((await streams('127.0.0.1:1')).body)).toContain('nothing answers there');
    expect(codeOf(await streams('http://a:b@127.0.0.1/'))).toBe('INPUT_INVALID');
  });

  test('who may not add cameras reaches nothing', async () => {
    const viewer = await server.viewer();
    await withCamera({}, async (address) => {
      for (const [path, body] of [
        ['onvif', { address, user: '', password: '' }],
        ['discover', { network: null }],
      ] as const)
        expect(codeOf(await viewer.call('POST', `/api/cameras/${path}`, body))).toBe('NOT_ALLOWED');
    });
  });
});
