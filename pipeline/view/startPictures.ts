/** Pictures for people: a JPEG and the boxes of that very frame, only while somebody watches, one under way at a time. */
import { encodeJpeg } from './encodeJpeg.ts';
import type { FromWorker, Pace, PictureTrack } from '../messages.ts';
import type { DecodedFrame } from '../pictures.ts';

export type Pictures = {
  watch(watched: boolean): void;
  watched(): boolean;
  taken(): void;
  /** Live: skipped while one is under way. Every frame: waits for its turn. The frame may be reused when this resolves. */
  show(frame: DecodedFrame, tracks: PictureTrack[], analysed: boolean): Promise<void>;
};

/** A picture nobody acknowledged for this long is taken as lost, so a live view never freezes for good. */
const lostAfterMs = 5_000;

export function startPictures(options: {
  pace: Pace;
  send: (message: FromWorker, transfer?: ArrayBuffer[]) => void;
}): Pictures {
  let watched = false;
  let underWay: { done: Promise<void>; finish: () => void; sentAtMs: number } | null = null;

  function taken(): void {
    underWay?.finish();
    underWay = null;
  }

  /** Whether one is still awaited; a live one that was lost is not. */
  function isUnderWay(): boolean {
    if (underWay && options.pace === 'live' && performance.now() - underWay.sentAtMs > lostAfterMs) taken();
    return underWay !== null;
  }

  return {
    watch(on) {
      watched = on;
      if (!on) taken();
    },
    watched: () => watched,
    taken,
    async show(frame, tracks, analysed) {
      if (!watched || (isUnderWay() && options.pace === 'live')) return;
      await underWay?.done;
      // Nobody may watch any more by now, nor after the encoding.
      if (!watched) return;
      const current = pending();
      underWay = current;
      const jpeg = await encodeJpeg(frame.full);
      if (underWay !== current) return;
      const { width, height } = frame.full;
      options.send({ kind: 'picture', atMs: frame.atMs, frame: { width, height }, jpeg, tracks, analysed }, [
        jpeg.buffer as ArrayBuffer,
      ]);
    },
  };
}

function pending(): { done: Promise<void>; finish: () => void; sentAtMs: number } {
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));
  return { done, finish, sentAtMs: performance.now() };
}
