/** One camera's life: connect, look at each frame, tell what was seen; when it fails, say why and try again, for ever. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createAnalyser, type Analyser } from './analyse.ts';
import { retryInMs } from './decode/backoff.ts';
import { CameraFault } from './decode/cameraFault.ts';
import type { Attention } from './decode/createUnitGate.ts';
import { type FrameStream, openFrames } from './decode/openFrames.ts';
import { subjectOf } from './decode/readFfmpegLog.ts';
import type { CameraSetup, EpochMs, FrameSize, FromWorker, Health, Infer } from './messages.ts';
import { createMotionGate } from './motion/createMotionGate.ts';
import { createPictureGuard, type PictureFault, type PictureGuard } from './motion/createPictureGuard.ts';
import { createRateControl, type RateControl } from './motion/createRateControl.ts';
import { pictureFault } from './motion/pictureFault.ts';
import { type AnalysisRate, lookEveryMs, wantsAnalysis } from './motion/wantsAnalysis.ts';
import type { DecodedFrame } from './pictures.ts';
import { createStats, type StatsCounter } from './stats.ts';
import { type InPicture, nobody } from './view/facesToCover.ts';
import type { Pictures } from './view/startPictures.ts';
import type { Zones } from './zones/createZones.ts';

export type CameraParts = {
  infer: Infer;
  pictures: Pick<Pictures, 'show' | 'wanted' | 'forget' | 'made'>;
  zones: Zones;
  send(message: FromWorker, transfer?: ArrayBuffer[]): void;
  signal: AbortSignal;
  /** Epoch ms. */
  clock(): number;
  /** 0 ≤ x < 1, for the jitter of retries. */
  random(): number;
};

/** What a camera keeps while its streams come and go. */
type Watch = CameraParts & {
  setup: CameraSetup;
  analyser: Analyser;
  stats: StatsCounter;
  guard: PictureGuard;
  /** Of the newest frame. */
  lastAtMs: EpochMs;
  lastAnalysedAtMs: EpochMs;
  moving: boolean;
  rate: RateControl;
};

const statsEveryMs = 1_000;
/** Where nothing moves and nobody is, this is how often a picture is analysed all the same. */
const emptyFps = 0.25;
/** Seeing for this long makes the next failure a first failure again. */
const steadyAfterMs = 10_000;
/** A network that fails so often in a row will fail at the next frame too, and a camera that is not analysed sees nobody. */
const failuresMax = 5;

export async function watchCamera(setup: CameraSetup, parts: CameraParts): Promise<void> {
  const stats = createStats(() => performance.now(), parts.pictures.made);
  const watch: Watch = {
    ...{ ...parts, setup, stats, analyser: createAnalyser(parts.infer, stats, parts.zones) },
    ...{ guard: createPictureGuard(), lastAtMs: 0, lastAnalysedAtMs: -Infinity },
    ...{ moving: true, rate: createRateControl(setup.activeFps) },
  };
  // By a timer, not by frames: a camera that sends none must be told to analyse none.
  const telling = setInterval(() => {
    parts.send({ kind: 'stats', atMs: timeOf(watch), stats: stats.take() });
  }, statsEveryMs);
  try {
    await keepWatching(watch);
  } finally {
    clearInterval(telling);
  }
}

async function keepWatching(watch: Watch): Promise<void> {
  const { setup, signal, send, stats } = watch;
  report(watch, { kind: 'starting' });
  for (let failures = 0; !signal.aborted;) {
    watch.moving = true;
    const attention = () => attentionOf(watch);
    const stream = openFrames(setup, { now: watch.clock, signal, attention });
    stats.follow(stream);
    const startedMs = performance.now();
    const fault = await watchStream(watch, stream).then(() => null, asFault(setup));
    await stream.stop();
    endTracks(watch);
    if (signal.aborted) return;
    if (!fault)
      return send({ kind: 'finished', durationMs: durationOf(setup, stream), stats: stats.total() });
    failures = performance.now() - startedMs > steadyAfterMs ? 1 : failures + 1;
    const delayMs = setup.pace === 'live' ? retryInMs(failures - 1, watch.random) : null;
    report(watch, { kind: 'blind', reason: fault.reason, detail: fault.detail, retryInMs: delayMs });
    if (delayMs === null) return send({ kind: 'failed', message: fault.detail });
    await sleep(delayMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Looks at frames until the stream ends; throws when it fails. */
async function watchStream(watch: Watch, stream: FrameStream): Promise<void> {
  const { pictures, stats } = watch;
  const gate = createMotionGate();
  const missed = createMissed(watch, stream);
  watch.lastAnalysedAtMs = -Infinity;
  let failures = 0;
  let told: PictureFault | null | undefined;
  let before: DecodedFrame | null = null;
  try {
    for (let frame = await stream.next(); frame; frame = await stream.next()) {
      // The one before was the newest until now, and may have been asked for.
      const last = before;
      before = frame;
      watch.lastAtMs = frame.atMs;
      watch.zones.paint(frame);
      const fault = faultIn(watch, frame);
      if (fault !== told) tellSight(watch, frame.full, fault);
      told = fault;
      const moving = fault === null && stats.time('motion', () => gate.look(frame.small, frame.atMs)).moving;
      const looked = fault === null ? await lookAt(watch, frame, moving, missed) : notLooked;
      failures = looked.failure ? failures + 1 : looked.due ? 0 : failures;
      if (looked.failure && failures >= failuresMax) throw looked.failure;
      await pictures.show(frame, looked.people, looked.due && !looked.failure);
      if (last) stream.release(last);
    }
  } finally {
    pictures.forget();
    if (before) stream.release(before);
  }
}

type Looked = { people: InPicture; due: boolean; failure: Error | null };
const notLooked: Looked = { people: nobody, due: false, failure: null };

/** A recording may begin with black and show a slide for minutes; nobody is told of that. */
function faultIn({ setup, guard, zones }: Watch, { small, atMs }: DecodedFrame): PictureFault | null {
  return setup.pace === 'live' ? guard.look(small, atMs, zones.painted) : null;
}

async function lookAt(
  watch: Watch,
  frame: DecodedFrame,
  moving: boolean,
  missed: ReturnType<typeof createMissed>,
): Promise<Looked> {
  const { analyser, stats } = watch;
  stats.moving = watch.moving = moving;
  const wanted = rateOf(watch);
  stats.rate = ratesOf(wanted, watch.rate);
  const due = wantsAnalysis(wanted);
  if (!due) return { people: analyser.predict(frame.atMs), due, failure: null };
  watch.lastAnalysedAtMs = frame.atMs;
  return { due, ...(await missed.during(() => analyse(watch, frame))) };
}

function tellSight(watch: Watch, { width, height }: FrameSize, fault: PictureFault | null): void {
  if (fault === null) return report(watch, { kind: 'seeing', frame: { width, height } });
  watch.stats.moving = watch.moving = false;
  endTracks(watch);
  const { detail } = pictureFault(fault, watch.setup);
  report(watch, { kind: 'blind', reason: fault, detail, retryInMs: null });
}

function endTracks({ analyser, lastAtMs, send }: Watch): void {
  for (const trackId of analyser.end()) send({ kind: 'trackEnded', atMs: lastAtMs, trackId });
}

/** Counts the analyses a busy machine leaves out, and tells the rate control. Recordings wait instead. */
function createMissed({ setup, stats, rate }: Watch, stream: FrameStream) {
  let dropped = stream.framesDropped;
  return {
    async during<T>(analysis: () => Promise<T>): Promise<T> {
      if (setup.pace !== 'live') return analysis();
      const startedMs = performance.now();
      const result = await analysis();
      const endedMs = performance.now();
      const missed = stats.moving ? stream.framesDropped - dropped : 0;
      dropped = stream.framesDropped;
      // What was not even asked for was left out as well.
      if (stats.moving) stats.skipped(missed + setup.activeFps / rate.granted() - 1);
      rate.analysed({ atMs: endedMs, tookMs: endedMs - startedMs, missed });
      return result;
    },
  };
}

function ratesOf(
  { moving, activeFps, idleFps }: AnalysisRate,
  rate: RateControl,
): { wanted: number; granted: number } {
  const wanted = moving ? activeFps : Math.min(idleFps, activeFps);
  return { wanted, granted: Math.min(wanted, rate.granted()) };
}

/** Which of the camera's pictures must be decoded. */
const attentionOf = (watch: Watch): Attention => ({
  attended: watch.moving || watch.pictures.wanted(),
  // Who watches sees every frame; what is analysed of them is less.
  fps: watch.pictures.wanted() ? watch.setup.activeFps : watch.rate.granted(),
  lookEveryMs: lookEveryMs(rateOf(watch)),
});

/** As of the newest frame. */
const rateOf = (watch: Watch): AnalysisRate => ({
  ...{ activeFps: watch.setup.activeFps, idleFps: idleFpsOf(watch), grantedFps: watch.rate.granted() },
  ...{ moving: watch.moving, lastAnalysedAtMs: watch.lastAnalysedAtMs, atMs: watch.lastAtMs },
});

const idleFpsOf = (watch: Watch): number =>
  isEmpty(watch) ? Math.min(emptyFps, watch.setup.idleFps) : watch.setup.idleFps;

/** Recordings are for their result, not for saving: there no place counts as empty. */
const isEmpty = ({ setup, analyser }: Watch): boolean => setup.pace === 'live' && !analyser.following();

async function analyse(
  { analyser, send }: Watch,
  frame: DecodedFrame,
): Promise<{ people: InPicture; failure: Error | null }> {
  const { sightings, ended, people, failure } = await analyser.look(frame);
  const { width, height } = frame.full;
  for (const trackId of ended) send({ kind: 'trackEnded', atMs: frame.atMs, trackId });
  if (!failure)
    send(
      { kind: 'sightings', atMs: frame.atMs, frame: { width, height }, sightings },
      sightings.flatMap(({ face }) => (face?.embedding ? [face.embedding.buffer as ArrayBuffer] : [])),
    );
  return { people, failure };
}

function report(watch: Watch, health: Health): void {
  watch.send({ kind: 'health', atMs: timeOf(watch), health });
}

/** A recording's time stands still where its last frame was. */
const timeOf = ({ setup, clock, lastAtMs }: Watch): EpochMs => (setup.pace === 'live' ? clock() : lastAtMs);

const asFault =
  (setup: CameraSetup) =>
  (error: unknown): CameraFault => {
    if (error instanceof CameraFault) return error;
    const text = (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
    const remedy = setup.pace === 'live' ? 'It is tried again; report this if it repeats.' : 'Report this.';
    return new CameraFault('crashed', `Cannot analyse ${subjectOf(setup)}: ${text}. ${remedy}`);
  };

const durationOf = (setup: CameraSetup, stream: FrameStream): number =>
  (stream.framesDecoded * 1000) / setup.activeFps;
