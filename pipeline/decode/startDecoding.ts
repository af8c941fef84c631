/** Which ffmpegs a source needs: one that does everything, or two with a gate between them where the codec allows it. */
import type { CameraSetup, EpochMs } from '../messages.ts';
import type { Attention } from './createUnitGate.ts';
import { ffmpegArguments } from './ffmpegArguments.ts';
import { type Gated, runGated } from './runGated.ts';
import { type Ffmpeg, type FfmpegEnd, runFfmpeg } from './runFfmpeg.ts';
import { kindOf } from './sources.ts';

export type DecodingOptions = {
  now: () => EpochMs;
  ffmpegPath?: string;
  /** Asked with every compressed picture of a camera that can be gated; always attended when it is left out. */
  attention?: () => Attention;
};

export type DecodingEvents = {
  /** Pictures come out of this one's pipes. */
  onDecoder(decoder: Ffmpeg): void;
  /** When the next picture had arrived; only where `stamps()`. */
  onStamp(atMs: EpochMs): void;
  /** What ffmpeg says of itself. */
  onLine(line: string): void;
  /** The source sends, though no picture is due. */
  onAlive(): void;
  /** A picture was left out because the decoder has too much to do. */
  onSkipped(): void;
  onUnreadable(problem: string): void;
  onEnded(end: FfmpegEnd, lines: readonly string[]): void;
};

export type Decoding = {
  /** Whether pictures are stamped by `onStamp`; otherwise they are as old as they are read. */
  stamps(): boolean;
  stop(): Promise<void>;
};

export function startDecoding(
  setup: CameraSetup,
  options: DecodingOptions,
  events: DecodingEvents,
): Decoding {
  const { now, ffmpegPath = 'ffmpeg', attention } = options;
  let gated: Gated | null = null;
  let plain: Ffmpeg | null = null;

  function startPlain(): void {
    const mine = runFfmpeg(ffmpegPath, ffmpegArguments(setup), events.onLine);
    plain = mine;
    events.onDecoder(mine);
    void mine.ended.then((end) => events.onEnded(end, mine.lines));
  }

  function startGated(attentionNow: NonNullable<typeof attention>): void {
    const mine = runGated({
      ...{ ...events, ffmpegPath, setup, now, attention: attentionNow },
      onOtherCodec() {
        gated = null;
        void mine.stop();
        startPlain();
      },
    });
    gated = mine;
    void mine.ended.then((end) => {
      if (gated !== mine) return;
      events.onEnded(end, mine.lines());
      void mine.stop();
    });
  }

  // Others are read as they come: what a file, a webcam or a web server sends is seldom worth two processes.
  if (attention && setup.pace === 'live' && kindOf(setup).startsWith('rtsp')) startGated(attention);
  else startPlain();
  return {
    stamps: () => gated !== null,
    stop: async () => void (await Promise.all([gated?.stop(), plain?.stop()])),
  };
}
