import type { Readable } from 'node:stream';
import type { CameraSetup } from '../messages.ts';
import type { DecodedFrame } from '../pictures.ts';
import { CameraFault } from './cameraFault.ts';
import { ffmpegArguments } from './ffmpegArguments.ts';
import { createFramePool } from './framePool.ts';
import { createFrameQueue, type FrameQueue } from './frameQueue.ts';
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
export type FrameOptions = { now: () => number; ffmpegPath?: string; signal: AbortSignal };

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
    stream.start(ffmpegArguments(setup));
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

function createStream(setup: CameraSetup, { now, ffmpegPath = 'ffmpeg' }: FrameOptions) {
  const live = setup.pace === 'live';
  const counts = { decoded: 0, dropped: 0 };
  const pools = { small: createFramePool(spareBuffers), full: createFramePool(spareBuffers) };
  const lent = new WeakSet<DecodedFrame>();
  let ffmpeg: Ffmpeg | null = null;
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

  const stampMs = live ? () => now() : (index: number) => (index * 1000) / setup.activeFps;
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
    void ffmpeg?.stop();
  }

  function start(parameters: string[]): void {
    ffmpeg = runFfmpeg(ffmpegPath, parameters, (line) => {
      const size = live ? readNewSize(line) : null;
      if (size) fail(resized(setup, size));
    });
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
    ffmpeg.small.on('data', guarded(small.push));
    ffmpeg.full.on('data', guarded(full.push));
    watchdog = startWatchdog({
      patienceMs: () => patienceMs(setup, counts.decoded),
      listening: () => live || queue.wanted,
      onSilence: (silentMs) => fail(stalled(setup, silentMs, counts.decoded > 0)),
    });
    void closeWhenEnded(setup, ffmpeg, watchdog, queue, counts);
  }

  async function stop(): Promise<void> {
    queue.close(null);
    watchdog?.stop();
    await ffmpeg?.stop();
  }

  return { queue, counts, release, start, stop };
}

async function closeWhenEnded(
  setup: CameraSetup,
  ffmpeg: Ffmpeg,
  watchdog: Watchdog,
  queue: FrameQueue,
  counts: { decoded: number },
): Promise<void> {
  const end = await ffmpeg.ended;
  watchdog.stop();
  const complete =
    setup.pace === 'everyFrame' && end.kind === 'exited' && end.code === 0 && counts.decoded > 0;
  queue.close(complete ? null : faultOf(setup, end, ffmpeg.lines, counts.decoded > 0));
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
