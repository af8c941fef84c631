import type { Readable } from 'node:stream';
import type { CameraSetup } from '../messages.ts';
import type { DecodedFrame } from '../pictures.ts';
import { CameraFault } from './cameraFault.ts';
import { ffmpegArguments } from './ffmpegArguments.ts';
import { createFramePool } from './framePool.ts';
import { createFrameQueue } from './frameQueue.ts';
import type { Attention } from './createUnitGate.ts';
import { type Gated, runGated } from './runGated.ts';
import { kindOf } from './sources.ts';
import { pairFrames } from './pairFrames.ts';
import { readFfmpegLog, readNewSize, subjectOf } from './readFfmpegLog.ts';
import { runFfmpeg, type Ffmpeg, type FfmpegEnd } from './runFfmpeg.ts';
import { splitPpm } from './splitPpm.ts';
import { splitY4m } from './splitY4m.ts';
import { startWatchdog, type Watchdog } from './startWatchdog.ts';

export type FrameStream = {
  /** The next frame; null at the end of a recording or after stop(). Throws a CameraFault. */
  next(): Promise<DecodedFrame | null>;
  /** Gives the buffers back; the frame must not be looked at afterwards. */
  release(frame: DecodedFrame): void;
  readonly framesDecoded: number;
  readonly framesDropped: number;
  stop(): Promise<void>;
};
export type FrameOptions = {
  now: () => number;
  ffmpegPath?: string;
  signal: AbortSignal;
  /** Asked with every compressed picture of a camera that can be gated; always attended when it is left out. */
  attention?: () => Attention;
};

/** Room for signing in and the first key frame, which some cameras send every ten seconds only. */
const firstFrameAfterMs = 12_000;
/** Frames of a recording that wait here; more wait inside ffmpeg. */
const readAhead = 2;
/** Pictures of one kind that wait for their partners: ffmpeg writes the two in turn. */
const unpairedMost = 3;
/** Per kind: one looked at, one waiting, one being filled, one more for the change-over. */
const spareBuffers = 4;

/** Starts ffmpeg on a camera or recording. Every failure comes out of next(). */
export function openFrames(setup: CameraSetup, options: FrameOptions): FrameStream {
  const stream = createStream(setup, options);
  try {
    stream.start();
  } catch (fault) {
    stream.queue.close(fault instanceof CameraFault ? fault : unreadable(setup, String(fault)));
  }
  const onAbort = () => void stream.stop();
  if (options.signal.aborted) onAbort();
  else options.signal.addEventListener('abort', onAbort, { once: true });
  return {
    next: () => stream.queue.next(),
    release: stream.release,
    get framesDecoded() {
      return stream.counts.decoded;
    },
    get framesDropped() {
      return stream.counts.dropped;
    },
    async stop() {
      options.signal.removeEventListener('abort', onAbort);
      await stream.stop();
    },
  };
}

function createStream(setup: CameraSetup, options: FrameOptions) {
  const { now, ffmpegPath = 'ffmpeg', attention } = options;
  const live = setup.pace === 'live';
  const counts = { decoded: 0, dropped: 0 };
  const pools = { small: createFramePool(spareBuffers), full: createFramePool(spareBuffers) };
  const lent = new WeakSet<DecodedFrame>();
  /** The one that decodes. */
  let ffmpeg: Ffmpeg | null = null;
  let gated: Gated | null = null;
  let watchdog: Watchdog | null = null;

  function release(frame: DecodedFrame): void {
    if (!lent.delete(frame)) return;
    pools.small.give(frame.small.data);
    pools.full.give(frame.full.data);
  }

  const queue = createFrameQueue({
    newestOnly: live,
    taken: () => steer(),
    dropped(frame) {
      counts.dropped += 1;
      release(frame);
    },
  });

  const stampMs = (index: number): number | null =>
    live ? (gated ? null : now()) : (index * 1000) / setup.activeFps;
  const pairs = pairFrames(stampMs, (frame) => {
    counts.decoded += 1;
    lent.add(frame);
    watchdog?.fed();
    queue.put(frame);
  });

  /** A recording waits until its frames were looked at; a camera is always read. */
  function steer(): void {
    if (!ffmpeg) return;
    const full = !live && queue.length >= readAhead;
    const { small: smalls, full: fulls } = pairs.waiting();
    flow(ffmpeg.small, !full && smalls < unpairedMost);
    flow(ffmpeg.full, !full && fulls < unpairedMost);
  }

  function fail(fault: CameraFault): void {
    queue.close(fault);
    void gated?.stop();
    void ffmpeg?.stop();
  }

  function onLine(line: string): void {
    const size = live ? readNewSize(line) : null;
    if (size) fail(resized(setup, size));
  }

  function start(): void {
    if (attention && live && kindOf(setup).startsWith('rtsp')) startGated(attention);
    else startPlain();
    watchdog = startWatchdog({
      patienceMs: () => patienceMs(setup, counts.decoded),
      listening: () => live || queue.wanted,
      onSilence: (silentMs) => fail(stalled(setup, silentMs, counts.decoded > 0)),
    });
  }

  function startPlain(): void {
    const plain = runFfmpeg(ffmpegPath, ffmpegArguments(setup), onLine);
    read(plain);
    void plain.ended.then((end) => ended(end, plain.lines));
  }

  function startGated(gate: () => Attention): void {
    const mine = runGated({
      ...{ ffmpegPath, setup, now, attention: gate, onLine, onDecoder: read, onStamp: pairs.addStamp },
      onAlive: () => watchdog?.fed(),
      onSkipped: () => (counts.dropped += 1),
      onUnreadable: (problem) => fail(unreadable(setup, problem)),
      onOtherCodec() {
        gated = null;
        void mine.stop();
        startPlain();
      },
    });
    gated = mine;
    void mine.ended.then((end) => {
      if (gated !== mine) return;
      ended(end, mine.lines());
      void mine.stop();
    });
  }

  /** Pictures come out of this one. */
  function read(decoder: Ffmpeg): void {
    ffmpeg = decoder;
    const small = splitPpm(pools.small.take, pairs.addSmall);
    const full = splitY4m(pools.full.take, pairs.addFull);
    const guarded = (push: (chunk: Uint8Array) => void) => (chunk: Uint8Array) => {
      try {
        push(chunk);
        steer();
      } catch (error) {
        fail(unreadable(setup, String(error)));
      }
    };
    decoder.small.on('data', guarded(small.push));
    decoder.full.on('data', guarded(full.push));
  }

  function ended(end: FfmpegEnd, lines: readonly string[]): void {
    watchdog?.stop();
    const seen = counts.decoded > 0;
    const complete = !live && end.kind === 'exited' && end.code === 0 && seen;
    queue.close(complete ? null : faultOf(setup, end, lines, seen));
  }

  async function stop(): Promise<void> {
    queue.close(null);
    watchdog?.stop();
    await Promise.all([gated?.stop(), ffmpeg?.stop()]);
  }

  return { queue, counts, release, start, stop };
}

function faultOf(setup: CameraSetup, end: FfmpegEnd, lines: readonly string[], seen: boolean): CameraFault {
  if (end.kind === 'notStarted') return notStarted(setup, end.error);
  const { reason, sentence } = readFfmpegLog(lines, setup, seen);
  return new CameraFault(reason, sentence);
}

function notStarted(setup: CameraSetup, error: Error): CameraFault {
  const missing = 'code' in error && error.code === 'ENOENT';
  const state = missing ? 'ffmpeg is not installed' : `ffmpeg cannot be started (${error.message})`;
  const remedy = 'Install ffmpeg 5.1 or later and see that it is in the PATH.';
  return new CameraFault('ffmpegMissing', `Cannot open ${subjectOf(setup)}: ${state}. ${remedy}`);
}

const patienceMs = ({ stalledAfterMs }: CameraSetup, framesDecoded: number): number =>
  framesDecoded > 0 ? stalledAfterMs : Math.max(stalledAfterMs, firstFrameAfterMs);

function stalled(setup: CameraSetup, silentMs: number, seen: boolean): CameraFault {
  const seconds = Math.round(silentMs / 1000);
  const text = seen
    ? `Lost ${subjectOf(setup)}: it sent no picture for ${seconds} s. Check its cable and network.`
    : `Cannot open ${subjectOf(setup)}: it was reached but sent no picture for ${seconds} s. Restart the camera.`;
  return new CameraFault('stalled', text);
}

function resized(setup: CameraSetup, { width, height }: { width: number; height: number }): CameraFault {
  const state = `its picture changed to ${width} × ${height}`;
  return new CameraFault('ended', `Lost ${subjectOf(setup)}: ${state}. It is opened again in the new size.`);
}

function unreadable(setup: CameraSetup, problem: string): CameraFault {
  const remedy = 'Install ffmpeg 5.1 or later.';
  return new CameraFault('unreadable', `Cannot read ${subjectOf(setup)}: ${problem}. ${remedy}`);
}

function flow(pipe: Readable, open: boolean): void {
  if (open === pipe.isPaused()) void (open ? pipe.resume() : pipe.pause());
}
