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
  /** A decoder with nothing else to do was asked for a picture. */
  onAsked(): void;
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

/** Cameras whose codec cannot be gated; a thread need not find that out with every connection. */
const plainUrls = new Set<string>();

export function startDecoding(
  setup: CameraSetup,
  options: DecodingOptions,
  events: DecodingEvents,
): Decoding {
  const { now, ffmpegPath = 'ffmpeg', attention } = options;
  let gated: Gated | null = null;
  let plain: Ffmpeg | null = null;
  let changing: Promise<void> | null = null;
  let stopped = false;

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
        plainUrls.add(setup.url);
        changing = changeToPlain(mine);
      },
    });
    gated = mine;
    void mine.ended.then((end) => {
      if (gated !== mine) return;
      events.onEnded(end, mine.lines());
      void mine.stop();
    });
  }

  /** Some cameras serve one client at a time: the second connection waits for the end of the first. */
  async function changeToPlain(before: Gated): Promise<void> {
    await before.stop();
    if (!stopped) startPlain();
  }

  // Others are read as they come: what a file, a webcam or a web server sends is seldom worth two processes.
  const gateable = setup.pace === 'live' && kindOf(setup).startsWith('rtsp') && !plainUrls.has(setup.url);
  if (attention && gateable) startGated(attention);
  else startPlain();
  return {
    stamps: () => gated !== null,
    async stop() {
      stopped = true;
      await Promise.all([gated?.stop(), plain?.stop(), changing]);
    },
  };
}
