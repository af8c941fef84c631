import type { Readable } from 'node:stream';
import type { CameraSetup } from '../messages.ts';
import type { DecodedFrame } from '../pictures.ts';
import { CameraFault } from './cameraFault.ts';
import { createFramePool } from './framePool.ts';
import { createFrameQueue } from './frameQueue.ts';
import { pairFrames } from './pairFrames.ts';
import { readNewSize } from './readFfmpegLog.ts';
import type { Ffmpeg, FfmpegEnd } from './runFfmpeg.ts';
import { splitPpm } from './splitPpm.ts';
import { splitY4m } from './splitY4m.ts';
import { type Decoding, type DecodingOptions, startDecoding } from './startDecoding.ts';
import { startWatchdog, type Watchdog } from './startWatchdog.ts';
import { faultOf, resized, stalled, unreadable } from './streamFaults.ts';

export type FrameStream = {
  /** The next frame; null at the end of a recording or after stop(). Throws a CameraFault. */
  next(): Promise<DecodedFrame | null>;
  /** Gives the buffers back; the frame must not be looked at afterwards. */
  release(frame: DecodedFrame): void;
  readonly framesDecoded: number;
  readonly framesDropped: number;
  stop(): Promise<void>;
};
export type FrameOptions = DecodingOptions & {
  signal: AbortSignal;
  /** Everything ffmpeg says of itself. */
  onLine?: (line: string) => void;
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

/** Frames on loan: counted, queued for whoever looks at them, their buffers taken back. */
function createLoans(live: boolean, taken: () => void) {
  const counts = { decoded: 0, dropped: 0 };
  const pools = { small: createFramePool(spareBuffers), full: createFramePool(spareBuffers) };
  const lent = new WeakSet<DecodedFrame>();

  function release(frame: DecodedFrame): void {
    if (!lent.delete(frame)) return;
    pools.small.give(frame.small.data);
    pools.full.give(frame.full.data);
  }

  const queue = createFrameQueue({
    newestOnly: live,
    taken,
    dropped(frame) {
      counts.dropped += 1;
      release(frame);
    },
  });

  function lend(frame: DecodedFrame): void {
    counts.decoded += 1;
    lent.add(frame);
    queue.put(frame);
  }

  return { counts, pools, queue, lend, release };
}

function createStream(setup: CameraSetup, options: FrameOptions) {
  const live = setup.pace === 'live';
  const { counts, pools, queue, lend, release } = createLoans(live, () => steer());
  /** The one that decodes. */
  let ffmpeg: Ffmpeg | null = null;
  let decoding: Decoding | null = null;
  let watchdog: Watchdog | null = null;

  const stampMs = (index: number): number | null =>
    live ? (decoding?.stamps() ? null : options.now()) : (index * 1000) / setup.activeFps;
  const pairs = pairFrames(stampMs, (frame) => {
    watchdog?.fed();
    lend(frame);
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
    void decoding?.stop();
  }

  function onLine(line: string): void {
    options.onLine?.(line);
    const size = live ? readNewSize(line) : null;
    if (size) fail(resized(setup, size));
  }

  function start(): void {
    decoding = startDecoding(setup, options, {
      ...{ onDecoder: read, onStamp: pairs.addStamp, onLine, onEnded },
      onAlive: () => watchdog?.fed(),
      onAsked: () => watchdog?.asked(),
      onSkipped: () => (counts.dropped += 1),
      onUnreadable: (problem) => fail(unreadable(setup, problem)),
    });
    watchdog = startWatchdog({
      patienceMs: () => patienceMs(setup, counts.decoded),
      listening: () => live || queue.wanted,
      onSilence: (silentMs) => fail(stalled(setup, silentMs, counts.decoded > 0)),
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

  function onEnded(end: FfmpegEnd, lines: readonly string[]): void {
    watchdog?.stop();
    const seen = counts.decoded > 0;
    const complete = !live && end.kind === 'exited' && end.code === 0 && seen;
    queue.close(complete ? null : faultOf(setup, end, lines, seen));
  }

  async function stop(): Promise<void> {
    queue.close(null);
    watchdog?.stop();
    await decoding?.stop();
  }

  return { queue, counts, release, start, stop };
}

const patienceMs = ({ stalledAfterMs }: CameraSetup, framesDecoded: number): number =>
  framesDecoded > 0 ? stalledAfterMs : Math.max(stalledAfterMs, firstFrameAfterMs);

function flow(pipe: Readable, open: boolean): void {
  if (open === pipe.isPaused()) void (open ? pipe.resume() : pipe.pause());
}
