/** Goal: a hundred failures leave nothing behind. Method: real threads and ffmpegs that are killed and stopped, /proc counted before and after. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networksDir } from '../../../models/catalogue.ts';
import { openFrames } from '../../../pipeline/decode/openFrames.ts';
import type { CameraId, CameraSetup } from '../../../pipeline/messages.ts';
import { childrenOf, commandOf, readProcess } from '../../../server/cli/soak/readProcess.ts';
import { startInference, watchBuiltCamera } from '../../helpers/builtCamera.ts';
import { encodeForRtsp, rtspServerMissing, startRtspServer } from '../../helpers/rtspServer.ts';
import { waitUntil } from '../../helpers/waitUntil.ts';

const cycles = 100;
/** So many at once, each in a lane of its own: it waits for ffmpeg most of the time. */
const lanes = 4;
/** Opening a camera takes most of a second, so these are fewer. */
const gatedCycles = 20;
/** The first ones load code, grow pools and size the heap. */
const warmUp = 20;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leaks-'));
  await promisify(execFile)('ffmpeg', [
    ...[
      '-v',
      'error',
      '-nostdin',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=s=128x72:r=10:d=4',
      join(folder, 'tiny.mp4'),
    ],
  ]);
});
afterAll(() => rm(folder, { recursive: true }));

const ffmpegs = (): number[] =>
  childrenOf(process.pid).filter((pid) => commandOf(pid).some((word) => word.includes(folder)));

/** Timers and threads end in their own time. */
async function counted() {
  await waitUntil('every ffmpeg is gone', () => ffmpegs().length === 0, 10_000);
  for (let i = 0; i < 3; i++) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { files = 0, threads = 0, memoryMb = 0 } = readProcess(process.pid) ?? {};
  const { heapUsed, external } = process.memoryUsage();
  return { files, threads, memoryMb, heapMb: (heapUsed + external) / 2 ** 20 };
}

async function inLanes(count: number, cycle: (n: number) => Promise<void>): Promise<void> {
  const lane = async (first: number): Promise<void> => {
    for (let n = first; n < count; n += lanes) await cycle(n);
  };
  await Promise.all(Array.from({ length: lanes }, (_, first) => lane(first)));
}

async function expectNothingLeft(
  cycle: (n: number) => Promise<void>,
  [first, then] = [warmUp, cycles],
): Promise<void> {
  await inLanes(first, cycle);
  const before = await counted();
  await inLanes(then, cycle);
  const after = await counted();
  expect(after.files - before.files).toBeLessThanOrEqual(2);
  expect(after.threads - before.threads).toBeLessThanOrEqual(1);
  expect(after.heapMb - before.heapMb).toBeLessThan(5);
  // What the allocator keeps for the next threads is no leak, but it does not grow with their number either.
  expect(after.memoryMb - before.memoryMb).toBeLessThan(60);
}

const setup = (): CameraSetup => ({
  ...{
    cameraId: 'hall' as CameraId,
    name: 'hall',
    url: join(folder, 'tiny.mp4'),
    pace: 'live',
    activeFps: 10,
  },
  ...{ idleFps: 1, detectWidthPx: 64, loop: true, stalledAfterMs: 4_000 },
});

describe.skipIf(!existsSync('/proc/self/fd'))(`${cycles} times over`, { timeout: 120_000 }, () => {
  test('openFrames() leaves nothing when its ffmpeg is killed or it is stopped', async () => {
    await expectNothingLeft(async (n) => {
      const stream = openFrames(setup(), { now: Date.now, signal: new AbortController().signal });
      // Another lane may kill it before its first picture.
      const frame = await stream.next().catch(() => null);
      if (frame) stream.release(frame);
      if (n % 2) {
        for (const pid of ffmpegs()) kill(pid);
        while (await stream.next().catch(() => null));
      }
      await stream.stop();
    });
  });

  test('startCamera() leaves nothing when it is stopped, wherever it is', async () => {
    const inference = await startInference({ threads: 1, networksDir });
    try {
      await expectNothingLeft(async (n) => {
        const camera = watchBuiltCamera({ ...setup(), name: `hall ${n}` }, inference);
        if (n % 5 === 0) await camera.sees(20_000);
        if (n % 5 === 1) await camera.until('has begun', () => camera.heard.length > 0, 20_000);
        if (n % 10 === 0) ffmpegs().forEach(kill);
        await camera.camera.stop();
      });
    } finally {
      await inference.stop();
    }
  });
});

const missing = rtspServerMissing();
const gatedTitle = `${gatedCycles} times over a gated camera${missing ? ` (${missing})` : ''}`;
describe.skipIf(missing !== null || !existsSync('/proc/self/fd'))(gatedTitle, { timeout: 120_000 }, () => {
  test('openFrames() leaves nothing when one of its two ffmpegs is killed', async () => {
    const clip = join(folder, 'rtsp.mp4');
    await encodeForRtsp([join(folder, 'tiny.mp4')], clip);
    const server = await startRtspServer({ streams: { hall: clip } });
    const attention = () => ({ attended: true, fps: 10, lookEveryMs: 2_200 });
    const { signal } = new AbortController();
    const gated = { ...setup(), url: server.url('hall'), loop: false };
    const halves = (word: string): number[] =>
      childrenOf(process.pid).filter((pid) => commandOf(pid).includes(word));
    try {
      await expectNothingLeft(
        async (n) => {
          const stream = openFrames(gated, { now: Date.now, signal, attention });
          // Another lane may kill it before its first picture.
          const frame = await stream.next().catch(() => null);
          if (frame) stream.release(frame);
          halves(n % 2 ? 'framecrc' : 'ivf').forEach(kill);
          while (await stream.next().catch(() => null));
          await stream.stop();
        },
        [lanes, gatedCycles],
      );
      await waitUntil(
        'both halves are gone',
        () => halves('framecrc').length + halves('ivf').length === 0,
        10_000,
      );
    } finally {
      await server.stop();
    }
  });
});

/** It may have ended by itself since it was found. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    return;
  }
}
