/**
 * Tells a frozen picture from a quiet one. A sensor is never silent, but a codec may repeat a quiet scene to the last bit
 * until its next key frame, and drawn pictures stand still for as long as they like. So patience is long, several key
 * frames, until the camera itself has shown for a whole day, a night included, that it never stands still for long:
 * by its noise, or by the clock it writes into the picture. Then a few seconds are enough.
 * A frozen picture that is encoded anew is not one picture but a few: the key frame, and the finer ones after it. So what
 * counts is that no new picture comes. An encoder that never settles on a few is not found out; a living camera is never accused.
 */
import type { LumaGrid } from './shrinkLuma.ts';

export type Stillness = {
  /** Whether the picture is frozen; `sinceMs` went by since the last one. */
  isFrozen(pixels: Uint8Array, grid: LumaGrid, sinceMs: number): boolean;
};

/** Longer than cameras wait between key frames: 1 to 10 s, some "smart" codecs up to 80 s. */
export const frozenAfterMs = 120_000;
/** For a camera that was known for a day. */
export const frozenSoonestMs = 4_000;
const timesUsual = 3;
const dayMs = 86_400_000;
/** Pictures in a row that are not new. */
const leastPictures = 4;
/** Different pictures between two key frames of a frozen one: each finer than the last, until nothing is left to add. */
const knownMost = 8;
/** Between two encodings of one picture a place differs by no more than this of 255. */
const sameLevels = 2;

type Day = { watchedMs: number; longestStillMs: number };
const newDay = (): Day => ({ watchedMs: 0, longestStillMs: 0 });

export function createStillness(): Stillness {
  /** The last few different pictures, as numbers, the newest last. */
  let known: number[] = [];
  let before: LumaGrid | null = null;
  let same = { pictures: 1, ms: 0 };
  let today = newDay();
  let yesterday: Day | null = null;

  function isNew(pixels: Uint8Array, grid: LumaGrid): boolean {
    const number = numberOf(pixels);
    const wasKnown = known.includes(number);
    known = [...known.filter((other) => other !== number), number].slice(-knownMost);
    // A short recording that is played again and again shows the same pictures too, but they move.
    const moved = before === null || differs(before.cells, grid.cells);
    before = grid;
    return !wasKnown || moved;
  }

  /** Only stillness that ended by itself is learned: the camera was alive. */
  function learn(): void {
    today.longestStillMs = Math.max(today.longestStillMs, same.ms);
    same = { pictures: 1, ms: 0 };
  }

  function watched(ms: number): void {
    today.watchedMs += ms;
    if (today.watchedMs < dayMs) return;
    yesterday = today;
    today = newDay();
  }

  function patienceMs(): number {
    if (yesterday === null) return frozenAfterMs;
    const usualMs = Math.max(yesterday.longestStillMs, today.longestStillMs);
    return Math.min(frozenAfterMs, Math.max(frozenSoonestMs, timesUsual * usualMs));
  }

  return {
    isFrozen(pixels, grid, sinceMs) {
      if (isNew(pixels, grid)) learn();
      else same = { pictures: same.pictures + 1, ms: same.ms + sinceMs };
      const frozen = same.pictures >= leastPictures && same.ms >= patienceMs();
      if (!frozen) watched(sinceMs);
      return frozen;
    },
  };
}

/** A number that two different pictures share once in four thousand million times. Four bytes at a step: it is done often. */
function numberOf(pixels: Uint8Array): number {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length >> 2);
  let number = pixels.length;
  for (let i = 0; i < words.length; i++) {
    number = Math.imul(number ^ (words[i] ?? 0), 0x9e3779b1);
    number ^= number >>> 15;
  }
  return number;
}

function differs(before: Float32Array, now: Float32Array): boolean {
  return (
    before.length !== now.length || now.some((level, i) => Math.abs(level - (before[i] ?? 0)) > sameLevels)
  );
}
