import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CameraSetup } from '../messages.ts';
import type { DecodedFrame } from '../pictures.ts';
import { CameraFault } from './cameraFault.ts';
import { openFrames, type FrameStream } from './openFrames.ts';
import { smallSizeOf } from './smallSize.ts';

let folder: string;
const clip = (name: string) => join(folder, name);
const base: CameraSetup = {
  cameraId: 'hall' as CameraSetup['cameraId'],
  name: 'hall',
  url: '',
  pace: 'everyFrame',
  activeFps: 5,
  idleFps: 1,
  detectWidthPx: 64,
  loop: false,
  stalledAfterMs: 5_000,
};

/** Each picture is one grey: frame n of the clip has brightness 16 + 2n, so any picture tells which frame it is. */
const counter = (size: string, fps: string, seconds: number) =>
  `color=black:s=${size}:r=${fps}:d=${seconds},format=yuv420p,geq=lum='16+2*N':cb=128:cr=128`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frames-'));
  const lossless = ['-c:v', 'ffv1'];
  await make(counter('320x180', '25', 4), [...lossless, clip('counter.mkv')]);
  await make(counter('320x180', '30000/1001', 3), [...lossless, clip('ntsc.mkv')]);
  await make(counter('320x180', '10', 1), [...lossless, clip('slow.mkv')]);
  await make('testsrc=s=321x241:r=10:d=1', ['-pix_fmt', 'yuv420p', ...lossless, clip('odd.mkv')]);
  await make('testsrc=s=540x960:r=5:d=1', [...lossless, clip('upright.mkv')]);
  // 4:3 as shown, by pixels twice as wide as high.
  await make('testsrc=s=240x360:r=5:d=1,setsar=2', [...lossless, clip('narrow.mkv')]);
  await make('color=white:s=320x180:r=10:d=1', [
    '-pix_fmt',
    'yuvj420p',
    '-c:v',
    'mjpeg',
    clip('fullRange.avi'),
  ]);
  await make('color=red:s=2560x1440:r=5:d=1,format=rgb24,scale=out_color_matrix=bt709,format=yuv420p', [
    ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', ...lossless],
    clip('large709.mkv'),
  ]);
  await make('sine=d=1', [clip('sound.wav')]);
  await writeFile(clip('broken.mp4'), 'no video at all '.repeat(500));
});
afterAll(() => rm(folder, { recursive: true }));

describe('openFrames() on a recording', () => {
  test.each([
    ['counter.mkv', 25, 5],
    ['counter.mkv', 25, 10],
    ['ntsc.mkv', 30_000 / 1001, 5],
    ['slow.mkv', 10, 5],
  ])(
    'of %s at %f fps gives what was shown at n/%i s, both pictures of one frame',
    async (file, fps, activeFps) => {
      const frames = await seen(open({ url: clip(file), activeFps }));
      expect(frames.length).toBeGreaterThan(4);
      frames.forEach(({ index, atMs, fullGrey, smallGrey }, n) => {
        const shown = Math.floor((n / activeFps) * fps + 1e-6);
        expect({ index, atMs }).toEqual({ index: n, atMs: (n * 1000) / activeFps });
        expect(Math.abs((fullGrey - 16) / 2 - shown)).toBeLessThanOrEqual(1);
        // The next frame of the stream is at least 4.6 levels away; swscale rounds within 3.
        expect(Math.abs(smallGrey - ((fullGrey - 16) * 255) / 219)).toBeLessThan(3);
      });
    },
  );

  test('drops nothing, however slow the reader', async () => {
    const stream = open({ url: clip('counter.mkv'), activeFps: 25 });
    const frames = await seen(stream, 10);
    expect(frames.map(({ fullGrey }) => (fullGrey - 16) / 2)).toEqual(
      Array.from({ length: 100 }, (_, n) => n),
    );
    expect(stream).toMatchObject({ framesDecoded: 100, framesDropped: 0 });
  });

  test('uses its buffers again', async () => {
    const stream = open({ url: clip('counter.mkv'), activeFps: 25 });
    const buffers = new Set<Uint8Array>();
    for (let frame = await stream.next(); frame; frame = await stream.next()) {
      buffers.add(frame.full.data);
      stream.release(frame);
      stream.release(frame);
    }
    await stream.stop();
    expect(buffers.size).toBeLessThanOrEqual(6);
  });

  test('gives a small picture whose height is a multiple of 32', async () => {
    const [frame] = await seen(open({ url: clip('odd.mkv'), detectWidthPx: 128 }));
    expect(frame).toMatchObject({ full: [321, 241], small: [128, 96] });
  });

  test.each([
    ['large709.mkv', 48, [512, 288]],
    ['large709.mkv', 24, [1024, 576]],
    ['large709.mkv', 10, [1024, 576]],
    ['counter.mkv', 48, [256, 160]],
    ['counter.mkv', 10, [416, 224]],
    ['odd.mkv', 10, [416, 320]],
    ['upright.mkv', 20, [352, 640]],
    ['narrow.mkv', 48, [256, 192]],
  ])('chooses the small size of %s from a smallest face of %i px', async (name, smallestFacePx, size) => {
    const [frame] = await seen(open({ url: clip(name), detectWidthPx: { smallestFacePx } }));
    expect(frame).toMatchObject({ small: size });
    const [width = 0, height = 0] = frame?.full ?? [];
    expect(Object.values(smallSizeOf({ width, height }, { smallestFacePx }))).toEqual(size);
  });

  test('turns full-range pictures into limited range', async () => {
    const [frame] = await seen(open({ url: clip('fullRange.avi') }));
    expect(frame).toMatchObject({ fullGrey: 235, smallGrey: 255 });
  });

  test('scales large pictures down and turns BT.709 into BT.601', async () => {
    const stream = open({ url: clip('large709.mkv') });
    const frame = await stream.next();
    await stream.stop();
    expect(frame?.full).toMatchObject({ width: 1920, height: 1080 });
    const { data } = frame?.full ?? { data: new Uint8Array() };
    // Red is Y 81, U 90, V 240 in BT.601 and Y 63, U 102, V 240 in BT.709.
    const red = [data[0], data[1920 * 1080], data[1920 * 1080 * 1.25]].map((value) => value ?? 0);
    [81, 90, 240].forEach((value, plane) => expect(Math.abs((red[plane] ?? 0) - value)).toBeLessThan(3));
  });

  test.each([
    ['sound.wav', 'noVideo', 'it has no video'],
    ['broken.mp4', 'unreadable', 'it is no video that ffmpeg can read'],
    ['missing.mp4', 'notFound', 'there is no such file'],
  ])('says what is wrong with %s, again when asked again', async (file, reason, words) => {
    const stream = open({ url: clip(file) });
    const fault = await stream.next().catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(CameraFault);
    expect(fault).toMatchObject({ reason, detail: expect.stringContaining(words) as string });
    await expect(stream.next()).rejects.toBe(fault);
    await stream.stop();
  });
});

describe('openFrames() on a camera', () => {
  test('gives the newest frame and counts those it replaced', async () => {
    const stream = open({ url: clip('counter.mkv'), pace: 'live', loop: true, activeFps: 20 });
    const first = await stream.next();
    await sleep(700);
    const second = await stream.next();
    const [decoded, dropped] = [stream.framesDecoded, stream.framesDropped];
    await stream.stop();
    expect(first?.index).toBe(0);
    expect(second?.index).toBeGreaterThan(5);
    expect(dropped).toBe(decoded - 2);
    expect((second?.atMs ?? 0) - (first?.atMs ?? 0)).toBeGreaterThan(300);
  });

  test('gives a source that is slower than wanted as it is, no frame twice', async () => {
    const frames = await seen(open({ url: clip('slow.mkv'), pace: 'live', activeFps: 30 }), 0, 10);
    const numbers = frames.map(({ fullGrey }) => (fullGrey - 16) / 2);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('says that the stream ended', async () => {
    const stream = open({ url: clip('odd.mkv'), pace: 'live' });
    await expect(seen(stream)).rejects.toMatchObject({ reason: 'ended' });
  });

  test('says that ffmpeg is missing', async () => {
    const stream = open({ url: clip('odd.mkv'), pace: 'live' }, clip('no-ffmpeg'));
    await expect(stream.next()).rejects.toMatchObject({ reason: 'ffmpegMissing' });
    await stream.stop();
  });

  test('says what is wrong with an address', async () => {
    const stream = open({ url: 'ftp://cam/x', pace: 'live' });
    await expect(stream.next()).rejects.toMatchObject({ reason: 'notFound' });
    await stream.stop();
  });

  test('gives up on a stream that changes its size, so that the next one is right', async () => {
    await make('testsrc=s=320x180:r=10:d=1', ['-c:v', 'libx264', '-bf', '0', clip('a.ts')]);
    await make('testsrc=s=160x120:r=10:d=1', ['-c:v', 'libx264', '-bf', '0', clip('b.ts')]);
    const { stdout } = await promisify(execFile)('cat', [clip('a.ts'), clip('b.ts')], { encoding: 'buffer' });
    await writeFile(clip('resized.ts'), stdout);
    const stream = open({ url: clip('resized.ts'), pace: 'live' });
    await expect(seen(stream)).rejects.toMatchObject({
      reason: 'ended',
      detail: 'Lost camera "hall": its picture changed to 160 × 120. It is opened again in the new size.',
    });
  });

  test('stops an ffmpeg that does not want to stop, and next() then gives null', async () => {
    const stubborn = clip('stubborn.sh');
    await writeFile(stubborn, '#!/bin/sh\ntrap "" TERM\nwhile :; do sleep 0.1; done\n');
    await chmod(stubborn, 0o755);
    const stream = open({ url: clip('odd.mkv'), pace: 'live' }, stubborn);
    const waiting = stream.next();
    await stream.stop();
    expect(await waiting).toBeNull();
    expect(await stream.next()).toBeNull();
  });

  test('stops when its signal says so', async () => {
    const abort = new AbortController();
    const setup = { ...base, url: clip('counter.mkv'), pace: 'live' as const, loop: true };
    const stream = openFrames(setup, { now: Date.now, signal: abort.signal });
    expect(await stream.next()).not.toBeNull();
    abort.abort();
    await stream.stop();
    await expect(seen(stream)).resolves.toEqual(expect.any(Array));
  });
});

function open(change: Partial<CameraSetup>, ffmpegPath = 'ffmpeg'): FrameStream {
  return openFrames(
    { ...base, ...change },
    { now: Date.now, ffmpegPath, signal: new AbortController().signal },
  );
}

/** What a test looks at of each frame, up to `most` of them, `pauseMs` spent on each; the stream is stopped. */
async function seen(stream: FrameStream, pauseMs = 0, most = Infinity) {
  const frames = [];
  try {
    for (let frame = await stream.next(); frame; frame = await stream.next()) {
      frames.push(facts(frame));
      stream.release(frame);
      if (pauseMs > 0) await sleep(pauseMs);
      if (frames.length === most) break;
    }
    return frames;
  } finally {
    await stream.stop();
  }
}

function facts({ index, atMs, full, small }: DecodedFrame) {
  const fullGrey = full.data[0] ?? 0;
  const smallGrey = small.data[0] ?? 0;
  return {
    index,
    atMs,
    full: [full.width, full.height],
    small: [small.width, small.height],
    fullGrey,
    smallGrey,
  };
}

async function make(source: string, output: string[]): Promise<void> {
  await promisify(execFile)('ffmpeg', [
    '-v',
    'error',
    '-nostdin',
    '-y',
    '-f',
    'lavfi',
    '-i',
    source,
    ...output,
  ]);
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
