/** One camera's life: connect, look at each frame, tell what was seen; when it fails, say why and try again, for ever. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createAnalyser, type Analyser } from './analyse.ts';
import { retryInMs } from './decode/backoff.ts';
import { CameraFault } from './decode/cameraFault.ts';
import { type FrameStream, openFrames } from './decode/openFrames.ts';
import type { CameraSetup, FromWorker, Health, Infer } from './messages.ts';
import { createMotionGate } from './motion/createMotionGate.ts';
import { wantsAnalysis } from './motion/wantsAnalysis.ts';
import type { DecodedFrame } from './pictures.ts';
import { createStats, type StatsCounter } from './stats.ts';
import type { Pictures } from './view/startPictures.ts';

export type CameraParts = {
  infer: Infer;
  pictures: Pictures;
  send(message: FromWorker, transfer?: ArrayBuffer[]): void;
  signal: AbortSignal;
  /** Epoch ms. */
  clock(): number;
  /** 0 ≤ x < 1, for the jitter of retries. */
  random(): number;
};

/** Seeing for this long makes the next failure a first failure again. */
const steadyAfterMs = 10_000;

export async function watchCamera(setup: CameraSetup, parts: CameraParts): Promise<void> {
  const { signal, send } = parts;
  const report = (health: Health): void => send({ kind: 'health', atMs: parts.clock(), health });
  const stats = createStats();
  const analyser = createAnalyser(parts.infer, stats);
  report({ kind: 'starting' });
  for (let failures = 0; !signal.aborted;) {
    const stream = openFrames(setup, { now: parts.clock, signal });
    const startedMs = performance.now();
    const fault = await watchStream(setup, parts, stream, analyser, stats).then(endOf(setup), asFault(setup));
    await stream.stop();
    for (const trackId of analyser.end()) send({ kind: 'trackEnded', atMs: parts.clock(), trackId });
    if (signal.aborted) return;
    if (!fault)
      return send({ kind: 'finished', durationMs: durationOf(setup, stream), stats: stats.total(stream) });
    failures = performance.now() - startedMs > steadyAfterMs ? 1 : failures + 1;
    const delayMs = setup.pace === 'live' ? retryInMs(failures - 1, parts.random) : null;
    report({ kind: 'blind', reason: fault.reason, detail: fault.detail, retryInMs: delayMs });
    if (delayMs === null) return;
    await sleep(delayMs, undefined, { signal }).catch(() => undefined);
  }
}

/** Looks at frames until the stream ends; throws when it fails. */
async function watchStream(
  setup: CameraSetup,
  parts: CameraParts,
  stream: FrameStream,
  analyser: Analyser,
  stats: StatsCounter,
): Promise<void> {
  const gate = createMotionGate();
  let lastAnalysedAtMs = -Infinity;
  let seeing = false;
  for (let frame = await stream.next(); frame; frame = await stream.next()) {
    if (!seeing) tellSeeing(frame, parts);
    seeing = true;
    try {
      const { moving } = stats.time('motion', () => gate.look(frame.small, frame.atMs));
      stats.moving = moving;
      const due = wantsAnalysis({
        moving,
        lastAnalysedAtMs,
        atMs: frame.atMs,
        activeFps: setup.activeFps,
        idleFps: setup.idleFps,
      });
      const tracks = due ? await analyse(frame, parts, analyser) : analyser.predict(frame.atMs);
      if (due) lastAnalysedAtMs = frame.atMs;
      await parts.pictures.show(frame, tracks, due);
    } finally {
      stream.release(frame);
    }
    if (stats.due(parts.clock()))
      parts.send({ kind: 'stats', atMs: parts.clock(), stats: stats.take(stream, parts.clock()) });
  }
}

async function analyse(frame: DecodedFrame, { send }: CameraParts, analyser: Analyser) {
  const { sightings, ended, tracks } = await analyser.look(frame);
  const { width, height } = frame.full;
  for (const trackId of ended) send({ kind: 'trackEnded', atMs: frame.atMs, trackId });
  send(
    { kind: 'sightings', atMs: frame.atMs, frame: { width, height }, sightings },
    sightings.flatMap(({ face }) => (face?.embedding ? [face.embedding.buffer as ArrayBuffer] : [])),
  );
  return tracks;
}

function tellSeeing(frame: DecodedFrame, { send, clock }: CameraParts): void {
  const { width, height } = frame.full;
  send({ kind: 'health', atMs: clock(), health: { kind: 'seeing', frame: { width, height } } });
}

/** A recording may end; a camera may not. */
const endOf = (setup: CameraSetup) => (): CameraFault | null =>
  setup.pace === 'everyFrame'
    ? null
    : new CameraFault(
        'ended',
        `Camera "${setup.name}" stopped sending: the stream ended. It is tried again; check the camera if this repeats.`,
      );

const asFault =
  (setup: CameraSetup) =>
  (error: unknown): CameraFault => {
    if (error instanceof CameraFault) return error;
    const text = error instanceof Error ? error.message : String(error);
    return new CameraFault(
      'crashed',
      `Camera "${setup.name}" cannot be analysed: ${text}. It is tried again; please report this if it repeats.`,
    );
  };

const durationOf = (setup: CameraSetup, stream: FrameStream): number =>
  (stream.framesDecoded * 1000) / setup.activeFps;
