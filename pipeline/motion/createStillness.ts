/**
 * Tells a frozen picture from a quiet one. A sensor is never silent, but a codec may repeat a quiet scene to the last bit
 * until its next key frame, and drawn pictures stand still for as long as they like. So patience is long, several key
 * frames, until the camera itself has shown for a whole day, a night included, that it never stands still for long:
 * by its noise, or by the clock it writes into the picture. Then a few seconds are enough.
 */
export type Stillness = {
  /** Whether the picture is frozen; `sinceMs` went by since the last one. */
  isFrozen(pixels: Uint8Array, sinceMs: number): boolean;
};

/** Longer than cameras wait between key frames: 1 to 10 s, some "smart" codecs up to 80 s. */
export const frozenAfterMs = 120_000;
/** For a camera that was known for a day. */
export const frozenSoonestMs = 4_000;
const timesUsual = 3;
const dayMs = 86_400_000;
/** Pictures in a row that are the same. */
const leastPictures = 4;

type Day = { watchedMs: number; longestStillMs: number };
const newDay = (): Day => ({ watchedMs: 0, longestStillMs: 0 });

export function createStillness(): Stillness {
  let last: Uint8Array | null = null;
  let same = { pictures: 1, ms: 0 };
  let today = newDay();
  let yesterday: Day | null = null;

  /** Only stillness that ended by itself is learned: the camera was alive. */
  function changed(pixels: Uint8Array): void {
    today.longestStillMs = Math.max(today.longestStillMs, same.ms);
    same = { pictures: 1, ms: 0 };
    if (last?.length === pixels.length) last.set(pixels);
    else last = pixels.slice();
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
    isFrozen(pixels, sinceMs) {
      if (last !== null && Buffer.compare(last, pixels) === 0)
        same = { pictures: same.pictures + 1, ms: same.ms + sinceMs };
      else changed(pixels);
      const frozen = same.pictures >= leastPictures && same.ms >= patienceMs();
      if (!frozen) watched(sinceMs);
      return frozen;
    },
  };
}
