/** One camera through its real thread, as built: everything it tells, and what it does when something fails. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { networksDir, packageRoot } from '../../models/catalogue.ts';
import { startPool } from '../../pipeline/inference/startPool.ts';
import type { CameraId, CameraSetup, FromWorker, ToInference } from '../../pipeline/messages.ts';
import type * as startCameraModule from '../../pipeline/startCamera.ts';
import type * as startInferenceModule from '../../pipeline/startInference.ts';
import { inferenceOn } from '../../pipeline/startInference.ts';
import { waitUntil } from '../helpers/waitUntil.ts';

const built = (file: string): string => pathToFileURL(join(packageRoot(), 'dist', 'pipeline', file)).href;
const { startCamera } = (await import(built('startCamera.js'))) as typeof startCameraModule;
const { startInference } = (await import(built('startInference.js'))) as typeof startInferenceModule;

type Kind = FromWorker['kind'];
type Said<K extends Kind> = Extract<FromWorker, { kind: K }>;
type Connect = startCameraModule.CameraOwner['inference']['connect'];

const run = promisify(execFile);
const patiently = 20_000;
const framesOfFaces = 10;
let folder: string;
let inference: startInferenceModule.Inference;
const path = (name: string): string => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'camera-'));
  inference = await startInference({ threads: 2, networksDir });
  const pictures = join(packageRoot(), 'node_modules/@vladmandic/human/assets/samples.jpg');
  // One man of its strip of pictures.
  const man = 'crop=212:120:326:4,scale=640:360,setsar=1,format=yuv420p';
  await ffmpeg(['-f', 'lavfi', '-i', 'testsrc=s=320x180:r=10:d=2', path('moving.mp4')]);
  await ffmpeg(['-loop', '1', '-r', '5', '-t', '2', '-i', pictures, '-vf', man, path('man.mp4')]);
});
afterAll(async () => {
  await inference.stop();
  await rm(folder, { recursive: true });
});

/** Every camera of a test is stopped after it, whatever became of the test. */
const cameras: startCameraModule.Camera[] = [];
afterEach(async () => {
  await Promise.all(cameras.splice(0).map((camera) => camera.stop()));
});

function open(file: string, change: Partial<CameraSetup> = {}, connect: Connect = () => inference.connect()) {
  const messages: FromWorker[] = [];
  const setup: CameraSetup = {
    cameraId: 'hall' as CameraId,
    name: 'hall',
    url: file.includes('://') ? file : path(file),
    pace: 'live',
    activeFps: 5,
    idleFps: 1,
    detectWidthPx: 320,
    loop: true,
    stalledAfterMs: 5_000,
    ...change,
  };
  const camera = startCamera(setup, { inference: { connect }, onMessage: (said) => messages.push(said) });
  cameras.push(camera);
  const all = <K extends Kind>(kind: K): Said<K>[] =>
    messages.filter((message): message is Said<K> => message.kind === kind);
  /** Resolves when `count` messages of a kind have come. */
  const until = async <K extends Kind>(kind: K, count = 1): Promise<Said<K>[]> => {
    await waitUntil(`${count} × ${kind} came`, () => all(kind).length >= count, patiently);
    return all(kind);
  };
  const health = (): string[] => all('health').map((said) => said.health.kind);
  return { camera, messages, all, until, health };
}

const everyFrame = { pace: 'everyFrame', loop: false } as const;

describe('startCamera() on a recording', () => {
  it('tells of every frame, with embeddings intact, and then that it finished', async () => {
    const { messages, all, until } = open('man.mp4', { ...everyFrame, detectWidthPx: 512 });
    const [finished] = await until('finished');
    const frame = { width: 640, height: 360 };
    expect(messages.slice(0, 2)).toEqual([
      { kind: 'health', atMs: 0, health: { kind: 'starting' } },
      { kind: 'health', atMs: 0, health: { kind: 'seeing', frame } },
    ]);
    expect(messages.at(-1)).toBe(finished);
    expect(finished).toMatchObject({
      durationMs: 2_000,
      stats: { framesDecoded: framesOfFaces, framesAnalysed: framesOfFaces, framesDropped: 0 },
    });
    expect(all('sightings').map(({ atMs }) => atMs)).toEqual(
      Array.from({ length: framesOfFaces }, (_, n) => n * 200),
    );

    const sightings = all('sightings').flatMap((said) => said.sightings);
    const faces = sightings.flatMap(({ face }) => (face ? [face] : []));
    const embeddings = faces.flatMap(({ embedding }) => (embedding ? [embedding] : []));
    expect(embeddings.length).toBeGreaterThan(0);
    for (const embedding of embeddings) {
      expect(embedding).toBeInstanceOf(Float32Array);
      expect(embedding).toHaveLength(128);
      expect(Math.hypot(...embedding)).toBeGreaterThan(1);
      expect(Math.hypot(...embedding)).toBeLessThan(2);
    }
    for (const face of faces) expect(face.embedding === null).toBe(face.unusable !== null);

    const followed = new Set(sightings.map(({ trackId }) => trackId));
    expect(new Set(all('trackEnded').map(({ trackId }) => trackId))).toEqual(followed);
    for (const { atMs } of all('trackEnded')) expect(atMs).toBeLessThanOrEqual(1_800);
  });

  it('shows every frame to one who watches, and waits for each to be taken', async () => {
    const { camera, messages, all, until } = open('moving.mp4', everyFrame);
    camera.watch(true);
    await until('picture');
    expect(all('finished')).toEqual([]);
    let shown = 0;
    await waitUntil(
      'it finished',
      () => {
        expect(all('picture').length - shown).toBeLessThanOrEqual(1);
        if (all('picture').length > shown) {
          shown++;
          camera.pictureTaken();
        }
        return all('finished').length > 0;
      },
      patiently,
    );
    const analysed = all('sightings').map(({ atMs }) => atMs);
    expect(all('picture').map(({ atMs }) => atMs)).toEqual(analysed);
    expect(messages.at(-1)).toMatchObject({ kind: 'finished', stats: { framesDropped: 0 } });
  });

  it('says why it cannot be read, and nothing after that', async () => {
    const { messages, until } = open('missing.mp4', everyFrame);
    const [failed] = await until('failed');
    expect(failed?.message).toContain('there is no such file');
    expect(messages.at(-1)).toBe(failed);
  });
});

describe('startCamera() on a camera', () => {
  it('sees, and tells its figures', async () => {
    const { until, health } = open('moving.mp4');
    const figures = (await until('stats', 3)).map(({ stats }) => stats);
    expect(health()).toEqual(['starting', 'seeing']);
    expect(figures.at(-1)?.analysesPerSecond).toBeGreaterThan(0);
    expect(figures.at(-1)?.moving).toBe(true);
    expect(figures.at(-1)?.stageMs.detect).toBeGreaterThan(0);
    const decoded = figures.map(({ framesDecoded }) => framesDecoded);
    expect(decoded).toEqual(decoded.toSorted((a, b) => a - b));
  });

  it('sends pictures only while watched, and one at a time', async () => {
    const { camera, all, until } = open('moving.mp4');
    await until('sightings', 3);
    expect(all('picture')).toEqual([]);
    camera.watch(true);
    const [picture] = await until('picture');
    expect([...(picture?.jpeg.subarray(0, 2) ?? [])]).toEqual([0xff, 0xd8]);
    expect(picture?.frame).toEqual({ width: 320, height: 180 });
    const analyses = all('sightings').length;
    await until('sightings', analyses + 3);
    expect(all('picture')).toHaveLength(1);
    camera.pictureTaken();
    await until('picture', 2);
    camera.watch(false);
    camera.pictureTaken();
    // Those already on their way when it was told.
    await until('sightings', all('sightings').length + 2);
    const shown = all('picture').length;
    await until('sightings', all('sightings').length + 3);
    expect(all('picture')).toHaveLength(shown);
  });

  it('tries a camera that was never there again until it is', async () => {
    const { all, until, health } = open('late.mp4');
    await until('health', 2);
    const blind = all('health')[1]?.health;
    expect(blind).toMatchObject({ kind: 'blind', reason: 'notFound' });
    expect(blind?.kind === 'blind' && blind.retryInMs).toBeGreaterThan(0);
    await copyFile(path('moving.mp4'), path('late.mp4'));
    await waitUntil('it sees', () => health().at(-1) === 'seeing', patiently);
  });

  it('counts on over reconnections', async () => {
    const { until, all, health } = open('moving.mp4', { loop: false });
    await waitUntil(
      'it sees again',
      () => health().filter((kind) => kind === 'seeing').length > 1,
      patiently,
    );
    await until('stats', all('stats').length + 1);
    const decoded = all('stats').map(({ stats }) => stats.framesDecoded);
    expect(decoded).toEqual(decoded.toSorted((a, b) => a - b));
    expect(decoded.at(-1)).toBeGreaterThan(8);
    expect(all('health')[2]?.health).toMatchObject({ kind: 'blind', reason: 'ended' });
  });
});

describe('startCamera() when its thread breaks', () => {
  /** A message no thread understands: the thread throws and ends. */
  const breaking = (): MessagePort => {
    const { port1, port2 } = new MessageChannel();
    port1.once('message', () => port1.postMessage(null));
    return port2;
  };

  it('says so, leaves no ffmpeg, starts another, is watched as before and counts on', async () => {
    const ports = [breaking];
    const { camera, all, until, health } = open('moving.mp4', {}, () =>
      (ports.shift() ?? (() => inference.connect()))(),
    );
    camera.watch(true);
    await waitUntil('it crashed', () => health().includes('blind'), patiently);
    const blind = all('health').find((said) => said.health.kind === 'blind')?.health;
    expect(blind).toMatchObject({ reason: 'crashed' });
    expect(blind?.kind === 'blind' && blind.detail).toMatch(
      /^Camera "hall" stopped: .*starts again by itself/,
    );
    await waitUntil('its ffmpeg ended', async () => (await ffmpegs()).length === 0, patiently);
    await waitUntil('it sees again', () => health().at(-1) === 'seeing', patiently);
    await until('picture');
    await until('stats');
  });
});

describe('startCamera() when a network fails', () => {
  /** Real inference, but `isRefused` decides by the number of the request. */
  const refusing =
    (isRefused: (requestId: number) => boolean): Connect =>
    () => {
      const { port1, port2 } = new MessageChannel();
      const real = inference.connect();
      port1.on('message', (asked: ToInference) => {
        if (isRefused(asked.requestId)) port1.postMessage({ requestId: asked.requestId, error: 'It broke.' });
        else real.postMessage(asked);
      });
      real.on('message', (answer) => port1.postMessage(answer));
      port1.on('close', () => real.close());
      return port2;
    };

  it('counts the failure and goes on', async () => {
    const { until, health } = open(
      'moving.mp4',
      {},
      refusing((id) => id % 3 === 0),
    );
    const figures = await until('stats', 3);
    expect(health()).toEqual(['starting', 'seeing']);
    expect(figures.at(-1)?.stats.analysesFailed).toBeGreaterThan(1);
    expect(figures.at(-1)?.stats.framesAnalysed).toBeGreaterThan(1);
  });

  it('says that it is blind when every analysis fails, and tries again', async () => {
    const { all, health } = open(
      'moving.mp4',
      {},
      refusing(() => true),
    );
    await waitUntil(
      'it tried twice',
      () => health().filter((kind) => kind === 'blind').length > 1,
      patiently,
    );
    expect(all('health')[2]?.health).toMatchObject({
      reason: 'crashed',
      detail: 'Cannot analyse camera "hall": It broke. It is tried again; report this if it repeats.',
    });
  });
});

describe('startCamera() when an inference thread breaks', () => {
  const breaksAtFirstRequest = `
    const { parentPort } = require('node:worker_threads');
    parentPort.on('message', () => { throw new Error('thread broke'); });
    parentPort.postMessage({ kind: 'ready' });`;

  it('sees on as if nothing had happened', async () => {
    const lines: string[] = [];
    const workerData = { networksDir, networks: ['face', 'person', 'recognition'] };
    const broken = (): Worker => new Worker(breaksAtFirstRequest, { eval: true });
    const sound = (): Worker => new Worker(new URL(built('inference/inferenceThread.js')), { workerData });
    let spawned = 0;
    const spawn = (): Worker => (spawned++ === 0 ? broken() : sound());
    const pool = inferenceOn(await startPool({ threads: 1, spawn, log: (line) => lines.push(line) }));
    const { camera, until, health } = open('moving.mp4', {}, () => pool.connect());
    const figures = (await until('stats', 4)).map(({ stats }) => stats);
    expect(lines).toEqual(['An inference thread ended (thread broke); starting another.']);
    expect(health()).toEqual(['starting', 'seeing']);
    expect(figures.at(-1)?.framesAnalysed).toBeGreaterThan(1);
    expect(figures.at(-1)?.analysesFailed).toBe(0);
    await camera.stop();
    await pool.stop();
  });
});

describe('stop()', () => {
  const silentServer = createServer();
  beforeAll(async () => {
    silentServer.listen(0, '127.0.0.1');
    await once(silentServer, 'listening');
  });
  afterAll(() => silentServer.close());
  const silent = (): string => `rtsp://127.0.0.1:${(silentServer.address() as AddressInfo).port}/hall`;
  const unanswering: Connect = () => new MessageChannel().port2;

  it.each([
    ['at once', () => open('moving.mp4'), 'health'],
    ['while it sees', () => open('moving.mp4'), 'sightings'],
    ['while it connects', () => open(silent()), 'health'],
    ['while it waits to try again', () => open('nowhere.mp4'), 'health'],
    ['while a network does not answer', () => open('moving.mp4', {}, unanswering), 'health'],
    ['while a picture is not taken', () => watched(open('moving.mp4', everyFrame)), 'picture'],
  ] as const)('%s ends the thread and its ffmpeg', async (when, start, kind) => {
    const { camera, messages, until, health } = start();
    if (when !== 'at once') await until(kind);
    if (when.includes('try again')) await until('health', 2);
    if (when.includes('answer')) await waitUntil('it sees', () => health().includes('seeing'), patiently);
    const connecting = when.includes('connects');
    if (connecting) await waitUntil('ffmpeg runs', async () => (await ffmpegs()).length > 0, patiently);
    await camera.stop();
    expect(await ffmpegs()).toEqual([]);
    const said = messages.length;
    await camera.stop();
    expect(messages).toHaveLength(said);
  });

  const watched = (opened: ReturnType<typeof open>): ReturnType<typeof open> => {
    opened.camera.watch(true);
    return opened;
  };
});

/** Our own ffmpegs: children of this process. One that ended and was never waited for counts too: it keeps its number. */
async function ffmpegs(): Promise<string[]> {
  const { stdout } = await run('ps', ['-eo', 'ppid=,pid=,comm=']);
  return stdout.split('\n').filter((line) => new RegExp(`^\\s*${process.pid}\\s+\\d+\\s+ffmpeg`).test(line));
}

async function ffmpeg(parameters: string[]): Promise<void> {
  await run('ffmpeg', ['-v', 'error', '-nostdin', '-y', ...parameters]);
}
