/** Goal: an address is tried before it is saved, by nobody else, and no test outlives who waits for it. Method: real ffmpeg on a made video. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CameraTest } from '../../server/wire.ts';
import { makeMovingVideo } from '../helpers/madeMedia.ts';
import { type Client, codeOf, eventually, startTestServer, type TestServer } from '../helpers/testServer.ts';

let folder: string;
let server: TestServer;
let admin: Client;
/** Accepts connections and says nothing, as a hanging camera does. */
let silent: Server;
let silentUrl: string;
let connections = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tried-'));
  makeMovingVideo(join(folder, 'yard.mp4'));
  writeFileSync(join(folder, 'secret.txt'), 'the key is under the mat');
  server = await startTestServer({ config: { cameraSecrets: { CAMERA_WHERE: folder } } });
  admin = await server.admin();
  silent = createServer(() => (connections += 1));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  silentUrl = `rtsp://admin:hunter2@127.0.0.1:${(silent.address() as AddressInfo).port}/s`;
});
afterAll(async () => {
  await server.remove();
  silent.close();
  rmSync(folder, { recursive: true, force: true });
});

const tryUrl = (url: string, cameraId: string | null = null, client = admin) =>
  client.call('POST', '/api/cameras/test', { url, cameraId });
/** ffmpegs of this process. */
const ffmpegs = (): number =>
  readdirSync('/proc').filter((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      return stat.includes('(ffmpeg)') && Number(stat.split(') ')[1]?.split(' ')[1]) === process.pid;
    } catch {
      return false;
    }
  }).length;
const none = () => expect.poll(ffmpegs, { timeout: 5_000 }).toBe(0);

describe('POST /api/cameras/test', () => {
  test('gives a picture, and what the stream is like', async () => {
    const { status, body } = await tryUrl(join(folder, 'yard.mp4'));
    const tried = body as Extract<CameraTest, { kind: 'seen' }>;
    expect([status, tried.kind]).toEqual([200, 'seen']);
    expect(tried.source).toEqual({ codec: 'h264', pixelFormat: 'yuv420p', width: 640, height: 360, fps: 10 });
    expect(tried.hints).toEqual([{ kind: 'lowResolution', reachM: 1.5 }]);
    expect(tried.firstPictureMs).toBeLessThan(10_000);
    const picture = await sharp(Buffer.from(tried.jpeg, 'base64')).metadata();
    expect([picture.format, picture.width, picture.height]).toEqual(['jpeg', 640, 360]);
    await none();
  });

  test('fills secrets in, and restores the password that the form masks', async () => {
    const where = '${CAMERA_WHERE}/yard.mp4';
    expect(codeOf(await tryUrl(where))).toBe('CAMERA_SECRET_ELSEWHERE');
    const file = `name: Yard\narea: A\nenabled: false\nurl: ${where}\n`;
    writeFileSync(join(server.config.camerasDir, 'yard.yaml'), file);
    await eventually(async () => expect((await tryUrl(where)).body).toMatchObject({ kind: 'seen' }));
    const url = 'rtsp://admin:hunter2@127.0.0.1:1/s';
    const camera = { cameraId: 'hall', name: 'Hall', area: 'A', url, enabled: false };
    await admin.call('POST', '/api/cameras', camera);
    const masked = 'rtsp://admin:•••@127.0.0.1:1/s';
    expect(codeOf(await tryUrl(masked))).toBe('INPUT_INVALID');
    const { body } = await tryUrl(masked, 'hall');
    expect(body).toEqual({
      kind: 'blind',
      detail: expect.stringMatching(
        /nothing answers at 127\.0\.0\.1:1\. .* in this form is right\.$/,
      ) as string,
      hints: [],
    });
  });

  test('says what is wrong in the words of the live page, and shows nothing of a file that is no video', async () => {
    const { body } = await tryUrl(join(folder, 'secret.txt'));
    expect(body).toMatchObject({
      kind: 'blind',
      detail: expect.stringContaining('Cannot open this camera') as string,
    });
    expect(JSON.stringify(body)).not.toContain('mat');
    expect(codeOf(await tryUrl('concat:/etc/passwd'))).toBe('INPUT_INVALID');
    expect(codeOf(await tryUrl('gopher://example.com/'))).toBe('INPUT_INVALID');
    expect(JSON.stringify((await tryUrl(join(folder, 'gone.mp4'))).body)).toContain('there is no such file');
  });

  test('opens nothing for who may not add cameras', async () => {
    const before = connections;
    for (const client of [await server.viewer(), server.client()])
      expect([401, 403]).toContain((await tryUrl(silentUrl, null, client)).status);
    expect([connections, ffmpegs()]).toEqual([before, 0]);
  });

  test('ends when nobody waits any more, and when the same user begins another', async () => {
    const before = connections;
    const gone = new AbortController();
    const headers = { cookie: admin.cookie(), 'content-type': 'application/json' };
    const body = JSON.stringify({ url: silentUrl, cameraId: null });
    const left = fetch(`${server.url}/api/cameras/test`, {
      method: 'POST',
      headers,
      body,
      signal: gone.signal,
    });
    const failed = expect(left).rejects.toThrow();
    await expect.poll(() => connections, { timeout: 8_000 }).toBe(before + 1);
    gone.abort();
    await failed;
    await none();
    const first = tryUrl(silentUrl);
    await expect.poll(() => connections, { timeout: 8_000 }).toBe(before + 2);
    const second = await tryUrl(join(folder, 'yard.mp4'));
    expect(codeOf(await first)).toBe('CAMERA_TEST_BUSY');
    expect(second.body).toMatchObject({ kind: 'seen' });
    await none();
  });

  test('gives up on a camera that is silent, in time and without its password', async () => {
    const startedMs = performance.now();
    const { body } = await tryUrl(silentUrl);
    expect(performance.now() - startedMs).toBeLessThan(12_000);
    expect(body).toMatchObject({
      kind: 'blind',
      detail: expect.stringContaining('Cannot open this camera') as string,
    });
    expect(JSON.stringify(body) + server.logged()).not.toContain('hunter2');
    await none();
  });
});
