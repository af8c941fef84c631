/** One run: so many cameras for so long, and what they took and gave. */
import { setTimeout as sleep } from 'node:timers/promises';
import { availableParallelism } from 'node:os';
import { networksDir } from '../../../../models/catalogue.ts';
import type { CameraSetup, CameraStats, FromWorker } from '../../../../pipeline/messages.ts';
import { startCamera, type Camera } from '../../../../pipeline/startCamera.ts';
import { startInference, type Inference } from '../../../../pipeline/startInference.ts';
import { parseCameraFile } from '../../../cameras/cameraFile.ts';
import { cameraSetup } from '../../../cameras/cameraSetup.ts';
import { crossings, durationMs, framesPerSecond, keyFrameEveryS } from './crossings.ts';
import { judgeRun, percentile, type RunRecord } from './judgeRun.ts';
import { playStreams, type Streams } from './playStreams.ts';
import { busyMsOfMachine, cpuMsOfThreads, cpuMsOf, ffmpegsOfThis, pssMbOf, threadsOfThis } from './usage.ts';

export type Stages = {
  decode: number;
  motion: number;
  detect: number;
  embed: number;
  track: number;
  rest: number;
};
export type CameraRun = {
  count: number;
  skippedShare: number;
  p50Ms: number;
  p95Ms: number;
  memoryMbPerCamera: number;
  /** Of the processor time all stages took; they add up to 1. */
  cpuShare: Stages;
  /** Cores busy with it all, with the RTSP server, and with whatever else ran meanwhile. */
  cores: number;
  serverCores: number;
  otherCores: number;
  /** From a picture's time stamp to its sightings. */
  analysisP50Ms: number;
  analysisP95Ms: number;
  /** A run of both detectors, by the clock. */
  detectMs: number;
  faces: number;
  missed: number;
  baseMb: number;
};

export type RunOptions = { file: string; seconds: number };

/** After the last camera's first picture, until networks, ffmpegs and the motion gates have settled. */
const warmUpMs = 5_000;
const allSeeWithinMs = 30_000;
/** Between two starts, so that not all sign in at once. */
const startEveryMs = 120;

export async function runCount(count: number, { file, seconds }: RunOptions): Promise<CameraRun> {
  const threadsBefore = threadsOfThis();
  const inference = await startInference({ threads: availableParallelism(), networksDir });
  const inferenceThreads = threadsOfThis().filter((thread) => !threadsBefore.includes(thread));
  const baseMb = pssMbOf([process.pid]);
  const record: RunRecord = { sent: [], heard: [], fromMs: Infinity, toMs: -Infinity };
  const paths = Array.from({ length: count }, (_, index) => `camera-${index + 1}`);
  const streams = await playStreams(
    file,
    Object.fromEntries(paths.map((path, index) => [path, firstPicture(index, count)])),
    crossings.map((crossing) => crossing.firstPicture),
    (sent) => record.sent.push(sent),
  );
  const stats = new Map<string, CameraStats>();
  const seeing = new Set<string>();
  const cameras: Camera[] = [];
  try {
    for (const path of paths) {
      cameras.push(watch(path, streams, inference, { record, stats, seeing }));
      await sleep(startEveryMs);
    }
    for (const endMs = Date.now() + allSeeWithinMs; seeing.size < count && Date.now() < endMs;)
      await sleep(200);
    await sleep(warmUpMs);
    record.fromMs = Date.now();
    const before = measure(inference, inferenceThreads, streams.pid, stats);
    await sleep(seconds * 1000);
    record.toMs = Date.now();
    const after = measure(inference, inferenceThreads, streams.pid, stats);
    const memoryMb = pssMbOf([process.pid, ...ffmpegsOfThis()]);
    return told(count, record, before, after, { baseMb, memoryMb });
  } finally {
    await Promise.all(cameras.map((camera) => camera.stop()));
    await inference.stop();
    await streams.stop();
  }
}

/**
 * Spread over the play, so that the same share of cameras has people at any moment; each at a key frame, since the server
 * answers nobody while it waits for one.
 */
const firstPicture = (index: number, count: number): number =>
  Math.floor(((index / count) * (durationMs / 1000)) / keyFrameEveryS) * keyFrameEveryS * framesPerSecond;

function watch(
  path: string,
  streams: Streams,
  inference: Inference,
  { record, stats, seeing }: { record: RunRecord; stats: Map<string, CameraStats>; seeing: Set<string> },
): Camera {
  const onMessage = (message: FromWorker): void => {
    if (message.kind === 'stats') stats.set(path, message.stats);
    if (message.kind === 'health' && message.health.kind === 'seeing') seeing.add(path);
    if (message.kind === 'health' && message.health.kind === 'blind') console.error(message.health.detail);
    if (message.kind !== 'sightings') return;
    const recognisable = message.sightings.some(({ face }) => face?.embedding);
    record.heard.push({ path, atMs: message.atMs, heardAtMs: Date.now(), recognisable });
  };
  return startCamera(setupOf(path, streams.url(path)), { inference, onMessage });
}

/** What a camera gets whose file leaves everything to the defaults. */
function setupOf(path: string, url: string): CameraSetup {
  const text = JSON.stringify({ name: path, area: 'Entrance', url });
  return cameraSetup(parseCameraFile(`${path}.yaml`, text), url, '');
}

/** Milliseconds of processor time; `detect` and `embed` by the clock, and only how they compare is used. */
type Measure = Record<
  | 'machine'
  | 'detections'
  | 'server'
  | 'own'
  | 'decode'
  | 'networks'
  | 'detect'
  | 'embed'
  | 'motion'
  | 'track',
  number
>;

function measure(
  inference: Inference,
  threads: string[],
  server: number,
  stats: Map<string, CameraStats>,
): Measure {
  const { totalMs } = inference.stats();
  const busyMs = (stage: 'motion' | 'track'): number =>
    [...stats.values()].reduce((sum, each) => sum + each.busyMs[stage], 0);
  return {
    detections: [...stats.values()].reduce((sum, each) => sum + each.framesAnalysed, 0),
    machine: busyMsOfMachine(),
    own: cpuMsOf([process.pid]),
    server: cpuMsOf([server]),
    decode: cpuMsOf(ffmpegsOfThis()),
    networks: cpuMsOfThreads(threads),
    detect: (totalMs.face ?? 0) + (totalMs.person ?? 0),
    embed: totalMs.recognition ?? 0,
    motion: busyMs('motion'),
    track: busyMs('track'),
  };
}

function told(
  count: number,
  record: RunRecord,
  before: Measure,
  after: Measure,
  { baseMb, memoryMb }: { baseMb: number; memoryMb: number },
): CameraRun {
  const { faces, missed, due, run, latenciesMs, analysisMs } = judgeRun(record);
  const ms = (stage: keyof Measure): number => after[stage] - before[stage];
  const [decode, motion, track] = [ms('decode'), ms('motion'), ms('track')];
  const detect = (ms('networks') * ms('detect')) / (ms('detect') + ms('embed'));
  const embed = ms('networks') - detect;
  const total = decode + ms('own');
  const rest = Math.max(0, ms('own') - ms('networks') - motion - track);
  const parts = { decode, motion, detect, embed, track, rest };
  const whole = Object.values(parts).reduce((sum, part) => sum + part, 0);
  const share = (part: keyof Stages): number => parts[part] / whole;
  return {
    count,
    skippedShare: due > 0 ? Math.max(0, 1 - run / due) : 1,
    p50Ms: percentile(latenciesMs, 0.5),
    p95Ms: percentile(latenciesMs, 0.95),
    memoryMbPerCamera: (memoryMb - baseMb) / count,
    cpuShare: {
      decode: share('decode'),
      motion: share('motion'),
      detect: share('detect'),
      embed: share('embed'),
      track: share('track'),
      rest: share('rest'),
    },
    cores: total / (record.toMs - record.fromMs),
    serverCores: ms('server') / (record.toMs - record.fromMs),
    otherCores: Math.max(0, ms('machine') - total - ms('server')) / (record.toMs - record.fromMs),
    analysisP50Ms: percentile(analysisMs, 0.5),
    analysisP95Ms: percentile(analysisMs, 0.95),
    detectMs: ms('detect') / Math.max(1, ms('detections')),
    faces,
    missed,
    baseMb,
  };
}
