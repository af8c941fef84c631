/** The door for testing an address: opened as a camera would be, for one picture. */
import { openFrames } from './decode/openFrames.ts';
import { CameraFault } from './decode/cameraFault.ts';
import { readStreamLine, type SourceStream } from './decode/readStreamLine.ts';
import { stalled } from './decode/streamFaults.ts';
import type { BlindReason, CameraSetup, FrameSize } from './messages.ts';
import { encodeJpeg } from './view/encodeJpeg.ts';

export type TriedCamera =
  | {
      kind: 'seen';
      jpeg: Uint8Array;
      /** Of the frames that are analysed: at most 1920 long. */
      frame: FrameSize;
      /** What the source sends; null: ffmpeg did not tell. */
      source: SourceStream | null;
      firstPictureMs: number;
    }
  /** `detail` is the sentence a camera that cannot be seen has. */
  | { kind: 'blind'; reason: BlindReason; detail: string }
  /** Whoever asked has gone. */
  | { kind: 'stopped' };

export type Trial = {
  /** Ends it, and its ffmpeg. */
  signal: AbortSignal;
  withinMs: number;
  ffmpegPath?: string;
};

/** Resolves when the ffmpeg it needed has ended; never rejects for what a camera may do. */
export async function tryCamera(
  setup: CameraSetup,
  { signal, withinMs, ffmpegPath }: Trial,
): Promise<TriedCamera> {
  const startedMs = performance.now();
  const patience = AbortSignal.timeout(withinMs);
  let source: SourceStream | null = null;
  const frames = openFrames(setup, {
    now: () => Date.now(),
    signal: AbortSignal.any([signal, patience]),
    ...(ffmpegPath === undefined ? {} : { ffmpegPath }),
    onLine: (line) => void (source ??= readStreamLine(line)),
  });
  try {
    const frame = await frames.next();
    if (signal.aborted) return { kind: 'stopped' };
    if (frame === null) return blind(stalled(setup, withinMs, false));
    const firstPictureMs = Math.round(performance.now() - startedMs);
    const { width, height } = frame.full;
    return {
      kind: 'seen',
      jpeg: await encodeJpeg(frame.full),
      frame: { width, height },
      source,
      firstPictureMs,
    };
  } catch (error) {
    if (error instanceof CameraFault) return blind(error);
    throw error;
  } finally {
    await frames.stop();
  }
}

const blind = ({ reason, detail }: CameraFault): TriedCamera => ({ kind: 'blind', reason, detail });
