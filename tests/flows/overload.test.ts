/** More cameras than the machine can follow: everybody gets the same, nothing piles up, and the page says so until it is over. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPool } from '../../pipeline/inference/startPool.ts';
import type { CameraId, FromWorker } from '../../pipeline/messages.ts';
import { watchCamera } from '../../pipeline/watchCamera.ts';
import { createZones } from '../../pipeline/zones/createZones.ts';
import { freshStatus, type Status, statusAfter, viewOf } from '../../server/cameras/status.ts';
import { waitUntil } from '../helpers/waitUntil.ts';

const count = 6;
let folder: string;
let clip: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'overload-'));
  clip = join(folder, 'moving.mp4');
  const source = ['-f', 'lavfi', '-i', 'testsrc2=s=320x180:r=10:d=4'];
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-nostdin', ...source, '-pix_fmt', 'yuv420p', clip]);
});
afterAll(() => rm(folder, { recursive: true }));

/** A network thread that finds nobody and takes as long as the first number of its shared memory says. */
const slowThread = `
  const { parentPort, workerData } = require('node:worker_threads');
  const tookMs = new Int32Array(workerData);
  parentPort.on('message', ({ kind, request }) => {
    if (kind === 'stop') return parentPort.close();
    const empty = (count) => Array.from({ length: count }, () => ({ dims: [0], data: new Float32Array() }));
    const answer = { outputs: { face: empty(4), person: empty(2) }, pixels: request.pixels };
    setTimeout(() => parentPort.postMessage({ kind: 'answer', answer, runMs: {} }), tookMs[0]);
  });
  parentPort.postMessage({ kind: 'ready' });`;

test('a busy machine gives every camera the same share, keeps no queue, and says so until it is over', async () => {
  const tookMs = new Int32Array(new SharedArrayBuffer(4));
  tookMs[0] = 100;
  const spawn = () => new Worker(slowThread, { eval: true, workerData: tookMs.buffer });
  const pool = await startPool({ threads: 1, spawn, log: () => undefined });
  const statuses = Array.from({ length: count }, (): Status => freshStatus(0));
  const stopping = new AbortController();
  const watching = statuses.map((_, index) =>
    watchCamera(setupOf(index), {
      infer: (request) => pool.run(index + 1, request),
      pictures: { show: () => Promise.resolve(), wanted: () => false, forget: () => {}, made: () => 0 },
      zones: createZones([]),
      send: (message: FromWorker) =>
        (statuses[index] = statusAfter(statuses[index] ?? freshStatus(0), message, Date.now())),
      signal: stopping.signal,
      clock: Date.now,
      random: () => 0.5,
    }),
  );
  const reasons = () =>
    statuses.map((status) => viewOf({ ...entry, cameraId: 'hall' }, status, { demo: false })?.busy ?? null);
  const analysed = () => statuses.map(({ stats }) => stats?.framesAnalysed ?? 0);
  let queuedMost = 0;
  const looking = setInterval(() => (queuedMost = Math.max(queuedMost, pool.stats().queued)), 20);

  await waitUntil('every camera says so', () => reasons().every((reason) => reason !== null), 15_000);
  expect(reasons()[0]).toMatch(/^This machine is busy: [0-4]\.\d of 5 analyses a second\.$/);
  const before = analysed();
  await new Promise((resolve) => setTimeout(resolve, 6_000));
  const shares = analysed().map((now, index) => now - (before[index] ?? 0));
  // Ten a second in all, among six.
  const fair = shares.reduce((sum, share) => sum + share, 0) / count;
  expect(fair).toBeGreaterThan(5);
  for (const share of shares) expect(Math.abs(share - fair)).toBeLessThanOrEqual(Math.max(3, fair * 0.3));
  expect(queuedMost).toBeLessThanOrEqual(count);
  expect(statuses.every(({ stats }) => (stats?.analysesSkipped ?? 0) > 0)).toBe(true);

  tookMs[0] = 2;
  await waitUntil('none says so', () => reasons().every((reason) => reason === null), 20_000);
  clearInterval(looking);
  stopping.abort();
  await Promise.all(watching);
  await pool.stop();
}, 60_000);

const entry = { camera: null, error: null, brokenSinceMs: 0 };

const setupOf = (index: number) => ({
  cameraId: `camera-${index}` as CameraId,
  name: `camera ${index}`,
  url: clip,
  pace: 'live' as const,
  activeFps: 5,
  idleFps: 1,
  detectWidthPx: 128,
  loop: true,
  stalledAfterMs: 10_000,
});
