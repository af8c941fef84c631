/**
 * Goal: whatever a camera does, its thread says so within 5 s in a sentence, sees again within 10 s, and no other camera notices.
 * Method: real RTSP servers that are killed, stopped and fed with bad pictures; real threads, ffmpeg and inference.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { networksDir } from '../../../models/catalogue.ts';
import type { FromWorker } from '../../../pipeline/messages.ts';
import { watchCamera } from '../../../pipeline/watchCamera.ts';
import { createZones } from '../../../pipeline/zones/createZones.ts';
import { childrenOf, commandOf } from '../../../server/cli/soak/readProcess.ts';
import {
  type Blind,
  startInference,
  watchBuiltCamera,
  type WatchedCamera,
} from '../../helpers/builtCamera.ts';
import {
  rtspServerMissing,
  type RtspServer,
  type RtspStream,
  type RtspStreams,
  startRtspServer,
} from '../../helpers/rtspServer.ts';
import { waitUntil } from '../../helpers/waitUntil.ts';

const blindWithinMs = 5_000;
const backWithinMs = 10_000;
/** A server needs this to be there, and a camera to see through it for the first time. */
const patientlyMs = 30_000;

let folder: string;
let inference: Awaited<ReturnType<typeof startInference>>;
let gateServer: RtspServer;
let gate: WatchedCamera;
const clip = (name: string): string => join(folder, `${name}.mp4`);

const missing = rtspServerMissing();
const title = `a camera over RTSP${missing ? ` (${missing})` : ''}`;
describe.skipIf(missing !== null)(title, { timeout: 90_000 }, () => {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'faults-'));
    await makeClip('moving', 'testsrc2=s=320x180:r=15:d=4');
    await makeClip('large', 'testsrc2=s=480x272:r=15:d=30');
    await makeClip('fast', 'testsrc2=s=320x180:r=150:d=4');
    await makeClip('long', 'testsrc2=s=320x180:r=15:d=12');
    await makeClip('black', 'color=black:s=320x180:r=15:d=5,noise=alls=3:allf=t');
    await makeClip('cloth', 'color=0x504840:s=320x180:r=15:d=6,noise=alls=3:allf=t,vignette');
    await makeClip('still', 'testsrc2=s=320x180:r=15:d=8,select=eq(n\\,0),loop=-1:1,fps=15', 8);
    inference = await startInference({ threads: 1, networksDir });
    gateServer = await startRtspServer({ streams: { gate: clip('moving') } });
    gate = watchBuiltCamera({ name: 'gate', url: gateServer.url('gate') }, inference);
    await gate.sees(patientlyMs);
  }, 90_000);
  afterAll(async () => {
    await gate.camera.stop();
    await gateServer.stop();
    await inference.stop();
    await rm(folder, { recursive: true });
  });

  test.concurrent('whose server is killed is blind, and back with the server', async (at) => {
    const { server, camera, serve } = await hall(at, clip('moving'));
    await camera.sees(patientlyMs);
    await server.stop();
    expectSentence(await camera.blind(blindWithinMs), /^Lost camera "hall": .* Check .*\.$/);
    await serve();
    await camera.sees(backWithinMs);
  });

  test.concurrent('whose server hangs is blind, and back when it goes on', async (at) => {
    const { server, camera } = await hall(at, clip('moving'));
    await camera.sees(patientlyMs);
    server.pause();
    const blind = await camera.blind(blindWithinMs);
    expectSentence(blind, /it sent no picture for 4 s\. Check its cable and network\.$/);
    server.resume();
    await camera.sees(backWithinMs);
  });

  test.concurrent('that refuses the password says so, and sees when it accepts it', async (at) => {
    const user = { user: 'admin', password: 'new' };
    const { server, camera, serve } = await hall(at, clip('moving'), user, ':old@');
    const blind = await camera.blind(blindWithinMs);
    expectSentence(blind, /RTSP answered 401\. Check the user name and password in cameras\/hall\.yaml\.$/);
    await server.stop();
    await serve({ ...user, password: 'old' });
    await camera.sees(backWithinMs);
  });

  test.concurrent('that has no such path says so, and sees when it has', async (at) => {
    const { server, camera, serve } = await hall(at, clip('moving'), { streams: {} });
    const blind = await camera.blind(blindWithinMs);
    expectSentence(blind, /answered 404\. Check the path after the host in cameras\/hall\.yaml\.$/);
    await server.stop();
    await serve({ streams: { hall: clip('moving') } });
    await camera.sees(backWithinMs);
  });

  test.concurrent('that changes its picture size is opened again in the new size', async (at) => {
    const { camera } = await hall(at, { files: [clip('moving'), clip('large')] });
    await camera.sees(patientlyMs);
    const blind = await camera.blind(patientlyMs);
    expectSentence(blind, /its picture changed to 480 × 272\. It is opened again in the new size\.$/);
    await camera.sees(backWithinMs);
    expect(camera.health()).toMatchObject({ frame: { width: 480, height: 272 } });
  });

  test.concurrent('whose ffmpeg is killed sees again', async (at) => {
    const { server, camera } = await hall(at, clip('moving'));
    await camera.sees(patientlyMs);
    const [pid] = childrenWith(`:${server.port}/`);
    process.kill(pid ?? 0, 'SIGKILL');
    expectSentence(await camera.blind(blindWithinMs), /^Lost camera "hall": /);
    await camera.sees(backWithinMs);
    expect(childrenWith(`:${server.port}/`)).toHaveLength(1);
  });

  test.concurrent('whose thread crashes sees again', async (at) => {
    const { server } = await serveHall(at, { streams: { hall: clip('moving') } });
    const ports = [breaking];
    const connect = (): MessagePort => (ports.shift() ?? (() => inference.connect()))();
    const camera = watchBuiltCamera({ name: 'hall', url: server.url('hall') }, { connect });
    at.onTestFinished(() => camera.camera.stop());
    const blind = await camera.blind(patientlyMs);
    expectSentence(blind, /^Camera "hall" stopped: its thread crashed .*It starts again by itself/);
    await camera.sees(backWithinMs);
  });

  test.concurrent('that sends 150 pictures a second is held back', async (at) => {
    const { camera } = await hall(at, clip('fast'));
    await camera.sees(patientlyMs);
    const before = camera.all('stats').length;
    await camera.until('told its figures', () => camera.all('stats').length >= before + 5, patientlyMs);
    const [first, last] = [camera.all('stats')[before], camera.all('stats')[before + 4]];
    const seconds = ((last?.heardMs ?? 0) - (first?.heardMs ?? 0)) / 1000;
    const decoded = (last?.message.stats.framesDecoded ?? 0) - (first?.message.stats.framesDecoded ?? 0);
    expect(decoded / seconds).toBeLessThan(6);
    expect(decoded / seconds).toBeGreaterThan(2);
    expect(camera.health().kind).toBe('seeing');
  });

  test.concurrent('whose stream is spoilt for seconds neither ends nor makes up people', async (at) => {
    const files = [clip('moving'), clip('moving'), clip('moving')];
    const { camera } = await hall(at, { files, damaged: [60, 120] });
    await camera.sees(patientlyMs);
    const sinceMs = performance.now();
    await camera.until('went through it', () => performance.now() - sinceMs > 9_000, 12_000);
    await camera.sees(backWithinMs);
    expect(camera.all('health').some(({ message }) => isCrash(message))).toBe(false);
    const tracks = new Set(
      camera.all('sightings').flatMap(({ message }) => message.sightings.map(({ trackId }) => trackId)),
    );
    expect(tracks.size).toBeLessThan(3);
  });

  test.concurrent('that shows black, and then a cloth over its lens, is blind while it does', async (at) => {
    const { camera } = await hall(at, { files: ['long', 'black', 'moving', 'cloth', 'moving'].map(clip) });
    await camera.sees(patientlyMs);
    await camera.until('is blind', () => camera.health().kind === 'blind', patientlyMs);
    expect(camera.health()).toMatchObject({ reason: 'black', retryInMs: null });
    expectSentence(camera.health() as Blind, /its picture is black\. Check the light/);
    await camera.sees(blindWithinMs + backWithinMs);
    await camera.until('is covered', () => camera.health().kind === 'blind', patientlyMs);
    expect(camera.health()).toMatchObject({ reason: 'covered' });
    expectSentence(camera.health() as Blind, /one even surface\. Check that nothing covers its lens/);
    await camera.sees(blindWithinMs + backWithinMs);
    const [sees, black, back, covered] = camera.all('health').slice(1);
    // The pictures begin when the camera opens the stream: 12 s of scene, 5 black, 4 of scene, 6 covered.
    expect((black?.heardMs ?? 0) - (sees?.heardMs ?? 0)).toBeLessThan(12_000 + blindWithinMs);
    expect((covered?.heardMs ?? 0) - (back?.heardMs ?? 0)).toBeLessThan(4_000 + blindWithinMs);
  });

  test.concurrent('that repeats one picture is blind after two minutes of it, until it moves', async (at) => {
    const { server } = await serveHall(at, { streams: { hall: { files: [clip('still'), clip('moving')] } } });
    const health: string[] = [];
    const stopping = new AbortController();
    const startedMs = performance.now();
    const setup = { ...gate.setup, name: 'hall', url: server.url('hall') };
    const watching = watchCamera(setup, {
      infer: inference.infer,
      pictures: { show: () => Promise.resolve(), wanted: () => false, forget: () => {}, made: () => 0 },
      zones: createZones([]),
      send: (said: FromWorker) =>
        said.kind === 'health' &&
        health.push(said.health.kind === 'blind' ? said.health.reason : said.health.kind),
      signal: stopping.signal,
      // A minute a second: what is timed by frames comes sooner.
      clock: () => 1e12 + Math.round((performance.now() - startedMs) * 60),
      random: () => 0,
    });
    await waitUntil('it moves', () => health.length > 3, patientlyMs).finally(() => stopping.abort());
    await watching;
    expect(health.slice(0, 4)).toEqual(['starting', 'seeing', 'frozen', 'seeing']);
  });

  test('leaves every other camera as it is', () => {
    expect(gate.all('health').map(({ message }) => message.health.kind)).toEqual(['starting', 'seeing']);
    expect(gate.longestGapMs(gate.all('health')[1]?.heardMs ?? 0)).toBeLessThan(4_000);
  });
});

const childrenWith = (text: string): number[] =>
  childrenOf(process.pid).filter((pid) => commandOf(pid).some((word) => word.includes(text)));

type At = { onTestFinished(end: () => Promise<void>): void };

async function hall(at: At, stream: RtspStream, more: Partial<RtspStreams> = {}, password?: string) {
  const { server, serve } = await serveHall(at, { streams: { hall: stream }, ...more });
  const url = password ? server.url('hall').replace(/:[^:@]*@/, password) : server.url('hall');
  const camera = watchBuiltCamera({ name: 'hall', url }, inference);
  at.onTestFinished(() => camera.camera.stop());
  return { server, camera, serve };
}

/** `serve` starts another server in the place of the first. */
async function serveHall(at: At, wanted: RtspStreams) {
  const server = await startRtspServer(wanted);
  at.onTestFinished(() => server.stop());
  const serve = async (change: Partial<RtspStreams> = {}): Promise<void> => {
    const again = await startRtspServer({ ...wanted, ...change, port: server.port });
    at.onTestFinished(() => again.stop());
  };
  return { server, serve };
}

/** A message no thread understands: the thread throws and ends. */
function breaking(): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.once('message', () => port1.postMessage(null));
  return port2;
}

const isCrash = ({ health }: Extract<FromWorker, { kind: 'health' }>): boolean =>
  health.kind === 'blind' && health.reason === 'crashed';

function expectSentence(blind: Blind, sentence: RegExp): void {
  expect(blind.detail).toMatch(sentence);
  expect(blind.detail).not.toMatch(/admin|:old@/);
}

async function makeClip(name: string, source: string, seconds = 60): Promise<void> {
  await promisify(execFile)('ffmpeg', [
    ...[
      '-v',
      'error',
      '-nostdin',
      '-y',
      '-f',
      'lavfi',
      '-i',
      source,
      '-t',
      String(seconds),
      '-pix_fmt',
      'yuv420p',
    ],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '15', '-bf', '0', '-threads', '1', clip(name)],
  ]);
}
