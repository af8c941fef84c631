/**
 * Pictures for people: a JPEG and the boxes of that very frame, only while somebody watches, one under way at a time. Whoever
 * begins to watch gets the newest frame at once, as old as it is.
 */
import { encodeJpeg } from './encodeJpeg.ts';
import { facesToCover, type InPicture } from './facesToCover.ts';
import type { FromWorkerThread, Pace, SnapshotWish, TrackId } from '../messages.ts';
import type { DecodedFrame } from '../pictures.ts';

export type Pictures = {
  watch(watched: boolean): void;
  /** Somebody watches, or waits for a snapshot: frames are wanted. */
  wanted(): boolean;
  taken(): void;
  /** How many since the start, snapshots left out. */
  made(): number;
  /**
   * Live: not sent while one is under way. Every frame: waits for its turn. The frame stays readable until the next one was
   * shown, or until `forget`.
   */
  show(frame: DecodedFrame, people: InPicture, analysed: boolean): Promise<void>;
  /** The stream ended: its last frame is gone. */
  forget(): void;
  /** Something is to be hidden that was not when the newest frame came. */
  repaint(paint: (frame: DecodedFrame) => void): void;
  /** The next frame, larger and finer than those for watching; one to keep: the next that was analysed. */
  snapshot(requestId: number, clear: SnapshotWish): void;
  blurUnknown(on: boolean): void;
  named(trackIds: TrackId[]): void;
};

/** A picture nobody acknowledged for this long is taken as lost, so a live view never freezes for good. */
const lostAfterMs = 5_000;
const snapshotsMost = 8;
const snapshotJpeg = { widestPx: Infinity, quality: 90 };
/** Thousands of these are kept. */
const keptJpeg = { widestPx: 960, quality: 72 };

/**
 * A picture to keep shows nobody else's face, so it wants a frame in which everybody was looked for: between two of them somebody
 * may have walked in. One who asked waits no longer than this.
 */
const keepWaitsMs = 3_000;

type Asked = { requestId: number; clear: SnapshotWish; askedAtMs: number };
type Newest = { frame: DecodedFrame; people: InPicture; analysed: boolean };

export function startPictures({
  pace,
  send,
}: {
  pace: Pace;
  send: (message: FromWorkerThread, transfer?: ArrayBuffer[]) => void;
}): Pictures {
  let watched = false;
  let underWay: { done: Promise<void>; finish: () => void; sentAtMs: number } | null = null;
  let newest: Newest | null = null;
  let made = 0;
  const asked = createWishes();
  let blurs = false;
  let namedTracks: ReadonlySet<TrackId> = new Set();

  const covered = (people: InPicture, clear: SnapshotWish = null) =>
    blurs || isToKeep(clear) ? facesToCover(people, both(namedTracks, clear)) : [];

  function taken(): void {
    underWay?.finish();
    underWay = null;
  }

  /** Whether one is still awaited; a live one that was lost is not. */
  function isUnderWay(): boolean {
    if (underWay && pace === 'live' && performance.now() - underWay.sentAtMs > lostAfterMs) taken();
    return underWay !== null;
  }

  /** Reads the frame before it first waits for anything. */
  async function sendPicture({ frame, people, analysed }: Newest): Promise<void> {
    const current = pending();
    underWay = current;
    const { width, height } = frame.full;
    const { atMs } = frame;
    made += 1;
    const jpeg = await encodeJpeg(frame.full, { covered: covered(people) });
    // Nobody may watch any more by now.
    if (underWay !== current) return;
    const { tracks } = people;
    send({ kind: 'picture', atMs, frame: { width, height }, jpeg, tracks, analysed }, [bytesOf(jpeg)]);
  }

  async function answer({ requestId, clear }: Asked, { frame, people }: Newest): Promise<void> {
    const size = isToKeep(clear) ? keptJpeg : snapshotJpeg;
    const jpeg = await encodeJpeg(frame.full, { ...size, covered: covered(people, clear) });
    send({ kind: 'snapshot', requestId, atMs: frame.atMs, jpeg });
  }

  const refuse = (requestId: number): void =>
    send({ kind: 'snapshot', requestId, atMs: newest?.frame.atMs ?? 0, jpeg: null });

  return {
    watch(on) {
      const begins = on && !watched;
      watched = on;
      if (!on) taken();
      // A picture that cannot be encoded is told by the next one, where the camera's loop hears of it.
      if (begins && newest && pace === 'live' && !isUnderWay()) void sendPicture(newest).catch(taken);
    },
    wanted: () => watched || asked.any(),
    taken,
    made: () => made,
    async show(frame, people, analysed) {
      newest = { frame, people, analysed };
      const { now, tooLate } = asked.take(analysed);
      for (const wish of now) await answer(wish, newest);
      for (const { requestId } of tooLate) refuse(requestId);
      if (!watched || (isUnderWay() && pace === 'live')) return;
      await underWay?.done;
      if (watched) await sendPicture({ frame, people, analysed });
    },
    forget: () => void (newest = null),
    repaint: (paint) => void (newest && paint(newest.frame)),
    snapshot(requestId, clear) {
      if (!asked.add(requestId, clear)) refuse(requestId);
    },
    blurUnknown: (on) => void (blurs = on),
    named: (trackIds) => void (namedTracks = new Set(trackIds)),
  };
}

/** Snapshots that are asked for. */
function createWishes() {
  let asked: Asked[] = [];
  return {
    any: () => asked.length > 0,
    /** False when too many wait. */
    add(requestId: number, clear: SnapshotWish): boolean {
      if (asked.length >= snapshotsMost) return false;
      asked.push({ requestId, clear, askedAtMs: performance.now() });
      return true;
    },
    /** Those a frame answers, and those that waited in vain. */
    take(analysed: boolean): { now: Asked[]; tooLate: Asked[] } {
      const sinceMs = performance.now() - keepWaitsMs;
      const now = asked.filter(({ clear }) => analysed || !isToKeep(clear));
      const others = asked.filter((wish) => !now.includes(wish));
      asked = others.filter(({ askedAtMs }) => askedAtMs > sinceMs);
      return { now, tooLate: others.filter(({ askedAtMs }) => askedAtMs <= sinceMs) };
    },
  };
}

const isToKeep = (clear: SnapshotWish): clear is { only: readonly TrackId[] } =>
  clear !== null && 'only' in clear;

function both(named: ReadonlySet<TrackId>, clear: SnapshotWish): ReadonlySet<TrackId> {
  if (clear === null) return named;
  const wished = 'only' in clear ? clear.only : clear;
  return new Set(wished.filter((trackId) => named.has(trackId)));
}

const bytesOf = ({ buffer }: Uint8Array): ArrayBuffer => buffer as ArrayBuffer;

function pending(): { done: Promise<void>; finish: () => void; sentAtMs: number } {
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));
  return { done, finish, sentAtMs: performance.now() };
}
