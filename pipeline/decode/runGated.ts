/**
 * A camera in two ffmpegs: one only takes its stream apart, and what a gate lets through of that goes to one that decodes.
 * While nothing moves that is a key frame every few seconds; see decisions/idle-decoding.md.
 */
import type { Writable } from 'node:stream';
import type { CameraSetup, EpochMs } from '../messages.ts';
import { createUnitGate, type Attention, type Fed } from './createUnitGate.ts';
import { decoderArguments, unitArguments } from './ffmpegArguments.ts';
import { type GatedCodec, isGatedCodec, isKeyUnit } from './isKeyUnit.ts';
import { ivfHeader, ivfUnitHeader } from './ivf.ts';
import { type Ffmpeg, type FfmpegEnd, runFfmpeg } from './runFfmpeg.ts';
import { splitUnits } from './splitUnits.ts';

export type GatedOptions = {
  ffmpegPath: string;
  setup: CameraSetup;
  now(): EpochMs;
  attention(): Attention;
  onLine(line: string): void;
  /** The decoder runs: pictures come out of its pipes. */
  onDecoder(decoder: Ffmpeg): void;
  /** When the unit of the next picture had arrived. */
  onStamp(atMs: EpochMs): void;
  /** The camera sends, and no picture is overdue. */
  onAlive(): void;
  /** The decoder has nothing to do but this one picture. */
  onAsked(): void;
  /** A picture was wanted, but the decoder has too much to do. */
  onSkipped(): void;
  /** The stream cannot be gated: nothing comes of this, the camera must be opened plainly. */
  onOtherCodec(): void;
  onUnreadable(problem: string): void;
};

/** Like one ffmpeg: the first of the two to end ends both, and its words count. */
export type Gated = { lines(): readonly string[]; ended: Promise<FfmpegEnd>; stop(): Promise<void> };

/** Bytes that may wait for the decoder; then it starts again at the next key frame. */
const unreadMost = 8 * 1024 * 1024;
/** Pictures that may be under way in the decoder; one that has not come by then was damaged and never will. */
const wantedMost = 2;
const lostAfterMs = 2_000;
/** A decoder answers within a tenth of this, or keeps the picture back until others follow; its first one takes longer. */
const lateAfterMs = 1_000;
const firstLateAfterMs = 3_000;
/** The unit's number in thousands, plus one when its picture is wanted: the decoder's filter reads it there. */
const timeStep = 1000;

export function runGated(options: GatedOptions): Gated {
  const { ffmpegPath, setup, now } = options;
  const demuxer = runFfmpeg(ffmpegPath, unitArguments(setup), options.onLine);
  let decoder: Ffmpeg | null = null;
  let endDecoder: (end: FfmpegEnd) => void;
  const decoderEnded = new Promise<FfmpegEnd>((resolve) => (endDecoder = resolve));
  let lines = demuxer.lines;
  let feeder: Feeder | null = null;

  function open(codec: string): void {
    if (!isGatedCodec(codec)) return options.onOtherCodec();
    feeder = createFeeder(codec, options, (input) => {
      decoder = runFfmpeg(ffmpegPath, decoderArguments(setup, codec), heard, input);
      void decoder.ended.then((end) => {
        lines = decoder?.lines ?? lines;
        endDecoder(end);
      });
      options.onDecoder(decoder);
      return decoder.input;
    });
  }

  function heard(line: string): void {
    const number = /\[Parsed_showinfo.*\bpts: *(\d+)/.exec(line)?.[1];
    if (number !== undefined) feeder?.decoded(Math.floor(Number(number) / timeStep));
    else options.onLine(line);
  }

  const units = splitUnits({ onCodec: open, onUnit: (data) => feeder?.take(data, now()) });
  const guarded = (read: () => void): void => {
    try {
      read();
    } catch (error) {
      options.onUnreadable(error instanceof Error ? error.message : String(error));
    }
  };
  demuxer.full.on('data', (chunk: Uint8Array) => guarded(() => units.pushBytes(chunk)));
  demuxer.small.setEncoding('utf8');
  demuxer.small.on('data', (text: string) => guarded(() => units.pushText(text)));

  return {
    lines: () => lines,
    ended: Promise.race([demuxer.ended, decoderEnded]),
    async stop() {
      await Promise.all([demuxer.stop(), decoder?.stop()]);
    },
  };
}

type Feeder = { take(data: Uint8Array, atMs: EpochMs): void; decoded(index: number): void };

/** Gives the decoder, started with its first unit, what the gate lets through, and remembers when each wanted unit came. */
function createFeeder(
  codec: GatedCodec,
  options: GatedOptions,
  startDecoder: (input: 'pipe') => Writable | null,
): Feeder {
  const gate = createUnitGate();
  const wantedAtMs = new Map<number, EpochMs>();
  const lateness = createLateness();
  let input: Writable | null = null;
  let index = 0;

  function feed({ unit, wanted }: Fed): void {
    index += 1;
    const underWay = [...wantedAtMs.values()].filter((atMs) => Math.abs(unit.atMs - atMs) < lostAfterMs);
    const wants = wanted && underWay.length < wantedMost;
    if (wanted && !wants) options.onSkipped();
    if (wants && wantedAtMs.size === 0) options.onAsked();
    if (wants) wantedAtMs.set(index, unit.atMs);
    if (wants) lateness.asked(index);
    input?.write(ivfUnitHeader(unit.data.length, index * timeStep + (wants ? 1 : 0)));
    input?.write(unit.data);
  }

  return {
    take(data, atMs) {
      gate.decodeWhole(lateness.late());
      const fed = gate.take({ data, key: isKeyUnit(codec, data), atMs }, options.attention());
      if (fed.length > 0 && !input) {
        input = startDecoder('pipe');
        input?.write(ivfHeader(codec));
      }
      input?.cork();
      fed.forEach(feed);
      input?.uncork();
      if ((input?.writableLength ?? 0) > unreadMost) gate.lost();
      if (wantedAtMs.size === 0) options.onAlive();
    },
    decoded(number) {
      lateness.decoded(number, index);
      options.onStamp(wantedAtMs.get(number) ?? options.now());
      for (const each of wantedAtMs.keys()) if (each <= number) wantedAtMs.delete(each);
    },
  };
}

/**
 * Whether this decoder keeps pictures back: one it was asked for alone is late. That a picture came while nothing had followed
 * it proves the opposite, so that a busy machine or a damaged picture does not count for long. By the monotonic clock.
 */
function createLateness() {
  let asked: { index: number; sinceMs: number } | null = null;
  let state: 'unknown' | 'prompt' | 'late' = 'unknown';
  let patienceMs = firstLateAfterMs;
  return {
    asked: (index: number) => void (asked = { index, sinceMs: performance.now() }),
    decoded(number: number, newest: number) {
      patienceMs = lateAfterMs;
      if (number === newest) state = 'prompt';
      if (asked && number >= asked.index) asked = null;
    },
    late(): boolean {
      if (state === 'unknown' && asked && performance.now() - asked.sinceMs > patienceMs) state = 'late';
      return state === 'late';
    },
  };
}
