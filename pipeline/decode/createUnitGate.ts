/**
 * Which compressed pictures of a camera are decoded. While nobody attends, key frames are enough; the pictures since the
 * last one wait, so that when something moves, all of them can be decoded and nothing of it is lost. Pure.
 */
export type Unit = { data: Uint8Array; key: boolean; atMs: number };
/** `wanted`: its picture is to come out; others are decoded only because later ones stand on them. */
export type Fed = { unit: Unit; wanted: boolean };
export type Attention = {
  /** Something moves or somebody watches: so many pictures a second. */
  attended: boolean;
  fps: number;
  /** Otherwise a picture at least this often, key frame or not. */
  lookEveryMs: number;
};

export type UnitGate = {
  /** What to decode now, in order. */
  take(unit: Unit, attention: Attention): Fed[];
  /** The decoder could not follow: what it has is useless until the next key frame. */
  lost(): void;
  /** The decoder keeps pictures back until later ones come (B-pictures): then nothing less than everything is of use. */
  decodeWhole(on: boolean): void;
};

/** Seconds of a camera at any usual bit rate; beyond it everything is decoded, so that waiting units stay few. */
export const waitingBytesMost = 8 * 1024 * 1024;
/** A camera that sends no key frame for so long (it renews its picture in stripes) is decoded whole. */
const keyPatienceMs = 10_000;
/**
 * A picture that differs costs bits: when the last few together cost this many times what is usual, they are looked at, at
 * most so often. Of a person who steps in beside the picture this tells within two thirds of a second, and never of noise
 * or the caption's clock in 27 s (360 kbit/s, quality held); a camera that holds its bit rate tells less, and the look comes
 * with the next key frame.
 */
const jumpFactor = 2.2;
const jumpEveryMs = 500;
const summedUp = 5;
/** Pictures after a key frame cost more, whatever they show. */
const afterKey = 3;
const sumsKept = 75;
const sumsLeast = 20;

export function createUnitGate(): UnitGate {
  const due = createDue();
  const sizes = createSizes();
  let waiting: Unit[] = [];
  let waitingBytes = 0;
  let state: 'beforeKey' | 'gated' | 'noKeys' = 'beforeKey';
  let whole = false;
  let firstAtMs: number | null = null;
  let lookedAtMs = -Infinity;

  function keep(unit: Unit): void {
    if (unit.key) [waiting, waitingBytes, state] = [[], 0, 'gated'];
    waiting.push(unit);
    waitingBytes += unit.data.length;
  }

  function feed(wantsLast: boolean): Fed[] {
    const fed = waiting.map((unit, index) => ({ unit, wanted: wantsLast && index === waiting.length - 1 }));
    [waiting, waitingBytes] = [[], 0];
    return fed;
  }

  function look(atMs: number): Fed[] {
    lookedAtMs = atMs;
    return feed(true);
  }

  function lost(): void {
    [waiting, waitingBytes, state, firstAtMs] = [[], 0, 'beforeKey', null];
  }

  return {
    lost,
    decodeWhole: (on) => void (whole = on),
    take(unit, { attended, fps, lookEveryMs }) {
      const { atMs } = unit;
      // A clock that was set back must not stop the looking.
      if (atMs < lookedAtMs) lookedAtMs = -Infinity;
      firstAtMs ??= atMs;
      keep(unit);
      const jumped = sizes.jumpWith(unit);
      if (state === 'beforeKey') {
        if (atMs - firstAtMs < keyPatienceMs && waitingBytes < waitingBytesMost) return [];
        state = 'noKeys';
      }
      if (attended || whole || state === 'noKeys') return due(atMs, fps) ? look(atMs) : feed(false);
      const sinceMs = atMs - lookedAtMs;
      // A key frame a little early serves as well as a picture that must be decoded from it a little later.
      if (sinceMs >= lookEveryMs || (unit.key && sinceMs >= lookEveryMs / 2)) return look(atMs);
      if (jumped && sinceMs >= jumpEveryMs) return look(atMs);
      return waitingBytes > waitingBytesMost ? feed(false) : [];
    },
  };
}

/**
 * At most `fps` times a second by the wall clock. A unit may come half an interval early, so that a source that sends
 * exactly `fps` with some jitter loses none; a clock set back starts anew.
 */
function createDue(): (atMs: number, fps: number) => boolean {
  let dueAtMs = 0;
  return (atMs, fps) => {
    const everyMs = 1000 / fps;
    if (atMs < dueAtMs && atMs > dueAtMs - 2 * everyMs) return false;
    const early = atMs - everyMs / 2;
    dueAtMs = (atMs < dueAtMs ? early : Math.max(dueAtMs, early)) + everyMs;
    return true;
  };
}

/** Whether the last few pictures together cost far more than is usual. */
function createSizes(): { jumpWith(unit: Unit): boolean } {
  const last: number[] = [];
  const sums: number[] = [];
  let sinceKey = 0;
  return {
    jumpWith({ key, data }) {
      sinceKey = key ? 0 : sinceKey + 1;
      if (sinceKey <= afterKey) return false;
      if (last.push(data.length) > summedUp) last.shift();
      const sum = last.reduce((total, each) => total + each, 0);
      const usual = sums.toSorted((a, b) => a - b)[sums.length >> 1] ?? 0;
      const jumped = sums.length >= sumsLeast && sum > usual * jumpFactor;
      if (sums.push(sum) > sumsKept) sums.shift();
      return jumped;
    },
  };
}
