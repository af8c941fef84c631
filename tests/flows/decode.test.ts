/** openFrames against real servers: what a camera does, and how it fails. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSocketServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FrameOptions, openFrames, type FrameStream } from '../../pipeline/decode/openFrames.ts';
import type { CameraSetup } from '../../pipeline/messages.ts';
import { encodeForRtsp, rtspServerMissing, startRtspServer, type RtspServer } from '../helpers/rtspServer.ts';

let folder: string;
let clip: string;
/** The same in H.265. */
let modernClip: string;
/** Real cameras have such passwords. */
const password = 'p@ss/w#rd:%?';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'decode-'));
  const source = join(folder, 'source.mkv');
  await ffmpeg(['-f', 'lavfi', '-i', 'testsrc=s=320x180:r=15:d=2', '-c:v', 'ffv1', source]);
  clip = join(folder, 'clip.mp4');
  await encodeForRtsp([source, source], clip);
  modernClip = join(folder, 'modern.mp4');
  const modern = ['-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];
  await ffmpeg(['-i', source, ...modern, '-x265-params', 'log-level=none:keyint=15:bframes=0', modernClip]);
});
afterAll(() => rm(folder, { recursive: true }));

const missing = rtspServerMissing();
describe.skipIf(missing !== null)(`openFrames() on an RTSP camera${missing ? ` (${missing})` : ''}`, () => {
  let server: RtspServer;
  beforeAll(async () => {
    server = await startRtspServer({ streams: { hall: clip }, user: 'admin', password });
  });
  afterAll(() => server.stop());

  test('sees it, past the end of the looped clip', async () => {
    const stream = open(server.url('hall'));
    const frames = await take(stream, 30);
    await stream.stop();
    expect(frames.at(-1)?.index).toBeGreaterThanOrEqual(29);
    const spanMs = (frames.at(-1)?.atMs ?? 0) - (frames[0]?.atMs ?? 0);
    const fps = ((frames.at(-1)?.index ?? 0) * 1000) / spanMs;
    expect(fps).toBeGreaterThan(3);
    expect(fps).toBeLessThan(6);
  });

  test('says that the password is wrong, and shows none', async () => {
    const url = server.url('hall').replace(/:[^:@]*@/, ':wr0ng@');
    await expect(take(open(url), 1)).rejects.toMatchObject({
      reason: 'signInRefused',
      detail:
        'Cannot open camera "hall": RTSP answered 401. Check the user name and password in cameras/hall.yaml.',
    });
  });

  test('says that there is no such path', async () => {
    await expect(take(open(server.url('attic')), 1)).rejects.toMatchObject({ reason: 'notFound' });
  });

  test('says that it fell silent, and sees it again afterwards', async () => {
    const stream = open(server.url('hall'), { stalledAfterMs: 1_500 });
    await take(stream, 3);
    server.pause();
    await expect(take(stream, 100)).rejects.toMatchObject({ reason: 'stalled' });
    server.resume();
    await stream.stop();
    const again = open(server.url('hall'));
    await expect(take(again, 2)).resolves.toHaveLength(2);
    await again.stop();
  });

  test('says that it went away, and then that nothing answers', async () => {
    const mortal = await startRtspServer({ streams: { hall: clip } });
    const stream = open(mortal.url('hall'));
    await take(stream, 3);
    await mortal.stop();
    await expect(take(stream, 100)).rejects.toMatchObject({ reason: 'ended' });
    await expect(take(open(mortal.url('hall')), 1)).rejects.toMatchObject({ reason: 'unreachable' });
  });

  test.each(['hall', 'modern'])(
    'decodes key frames of %s only while nobody attends, and everything as soon as somebody does',
    async (path) => {
      const gated = await startRtspServer({ streams: { hall: clip, modern: modernClip } });
      const attention = { attended: false, fps: 5, lookEveryMs: 2_200 };
      const stream = open(gated.url(path), {}, () => attention);
      const idle = await take(stream, 3);
      attention.attended = true;
      const startedMs = Date.now();
      const active = await take(stream, 8);
      await stream.stop();
      await gated.stop();
      // A key frame comes every second; every second one is enough.
      expect((idle[2]?.atMs ?? 0) - (idle[1]?.atMs ?? 0)).toBeGreaterThan(1_500);
      // The newest picture at once, not the one after the next key frame; each with the time it came.
      expect((active[0]?.atMs ?? 0) - startedMs).toBeLessThan(500);
      const fps = 7_000 / ((active[7]?.atMs ?? 0) - (active[0]?.atMs ?? 0));
      expect(fps).toBeGreaterThan(4);
      expect(fps).toBeLessThan(6);
      expect(active[0]?.full).toMatchObject({ width: 320, height: 180 });
    },
    20_000,
  );

  test('serves several cameras from one server at once', async () => {
    const streams = [open(server.url('hall')), open(server.url('hall'))];
    const frames = await Promise.all(streams.map((stream) => take(stream, 5)));
    await Promise.all(streams.map((stream) => stream.stop()));
    expect(frames.map((of) => of.length)).toEqual([5, 5]);
  });
});

describe('openFrames() on the web', () => {
  let server: Server;
  const children: ChildProcess[] = [];
  const url = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${path}`;
  beforeAll(async () => {
    await ffmpeg([
      '-i',
      clip,
      '-c',
      'copy',
      '-hls_time',
      '1',
      '-hls_list_size',
      '0',
      join(folder, 'live.m3u8'),
    ]);
    server = createServer((request, response) => void answer(request, response, children));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    children.forEach((child) => child.kill('SIGKILL'));
    server.closeAllConnections();
    server.close();
  });

  test.each(['mjpeg', 'live.m3u8', 'clip.mp4'])('sees %s', async (path) => {
    const stream = open(url(path));
    const frames = await take(stream, 4);
    await stream.stop();
    expect(frames.map(({ full }) => [full.width, full.height])).toEqual(frames.map(() => [320, 180]));
  });

  test('holds back a stream that sends a second of pictures at once', async () => {
    const stream = open(url('live0.ts'));
    await expect(take(stream, 100)).rejects.toMatchObject({ reason: 'ended' });
    expect(stream.framesDecoded).toBeGreaterThan(0);
    expect(stream.framesDecoded).toBeLessThan(8);
  });

  test('refuses a playlist that names local files', async () => {
    await expect(take(open(url('evil.m3u8')), 1)).rejects.toMatchObject({ name: 'CameraFault' });
  });

  test.each([
    ['401', 'signInRefused'],
    ['404', 'notFound'],
    ['500', 'unreachable'],
    ['text', 'unreachable'],
  ])('says what is wrong when /%s answers', async (path, reason) => {
    await expect(take(open(url(path)), 1)).rejects.toMatchObject({ reason });
  });
});

test('openFrames() sees an RTMP stream', async () => {
  const port = await freePort();
  const address = `rtmp://127.0.0.1:${port}/live/hall`;
  const sender = spawn('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-re', '-stream_loop', '-1', '-i', clip, '-c', 'copy', '-f', 'flv'],
    ...['-listen', '1', address],
  ]);
  try {
    const stream = await untilAnswered(address);
    await expect(take(stream, 3)).resolves.toHaveLength(3);
    await stream.stop();
  } finally {
    sender.kill('SIGKILL');
  }
});

/** The sender listens a moment after it was started. */
async function untilAnswered(address: string): Promise<FrameStream> {
  for (let tries = 0; ; tries++) {
    const stream = open(address);
    const failed = await take(stream, 1).then(
      () => null,
      (error: Error) => error,
    );
    if (failed === null) return stream;
    await stream.stop();
    if (tries > 20) throw failed;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  children: ChildProcess[],
): Promise<void> {
  const name = basename(request.url ?? '');
  if (name === 'mjpeg') return sendMjpeg(response, children);
  if (name === 'text') return void response.end('hello '.repeat(1000));
  if (name === 'evil.m3u8') {
    return void response.end(
      `#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\nfile://${clip}\n#EXT-X-ENDLIST\n`,
    );
  }
  const exists =
    /^(live\d*\.(m3u8|ts)|clip\.mp4)$/.test(name) && (await stat(join(folder, name)).catch(() => null));
  if (exists) return void createReadStream(join(folder, name)).pipe(response);
  response.writeHead(Number(name) || 404).end();
}

/** As web cameras do: one JPEG after the other in an answer that never ends. */
function sendMjpeg(response: ServerResponse, children: ChildProcess[]): void {
  const sender = spawn('ffmpeg', [
    ...['-v', 'error', '-nostdin', '-re', '-stream_loop', '-1', '-i', clip],
    ...['-c:v', 'mjpeg', '-f', 'mpjpeg', '-boundary_tag', 'camera', 'pipe:1'],
  ]);
  children.push(sender);
  response.writeHead(200, { 'Content-Type': 'multipart/x-mixed-replace;boundary=camera' });
  sender.stdout.pipe(response);
  response.on('close', () => sender.kill('SIGKILL'));
}

function open(
  url: string,
  change: Partial<CameraSetup> = {},
  attention?: FrameOptions['attention'],
): FrameStream {
  const setup: CameraSetup = {
    cameraId: 'hall' as CameraSetup['cameraId'],
    name: 'hall',
    url,
    pace: 'live',
    activeFps: 5,
    idleFps: 1,
    detectWidthPx: 128,
    loop: false,
    stalledAfterMs: 5_000,
    ...change,
  };
  const signal = new AbortController().signal;
  return openFrames(setup, { now: Date.now, signal, ...(attention ? { attention } : {}) });
}

/** A stream that fails has stopped by itself. */
async function take(stream: FrameStream, count: number) {
  const frames = [];
  while (frames.length < count) {
    const frame = await stream.next();
    if (!frame) break;
    frames.push(frame);
  }
  return frames;
}

async function freePort(): Promise<number> {
  const server = createSocketServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function ffmpeg(parameters: string[]): Promise<void> {
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...parameters]);
}
