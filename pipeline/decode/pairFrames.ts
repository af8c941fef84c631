import type { DecodedFrame, I420Picture, RgbPicture } from '../pictures.ts';

export type FramePairs = {
  addSmall: (picture: RgbPicture) => void;
  addFull: (picture: I420Picture) => void;
  addStamp: (atMs: number) => void;
  /** Pictures of each kind whose partner has not come. */
  waiting: () => { small: number; full: number };
};

/**
 * Joins the n-th small picture with the n-th full one: both leave one filter, so they are the same frame.
 * The time is stamped when the second of them is complete; `stampMs` null: it is the n-th stamp, added by itself.
 */
export function pairFrames(
  stampMs: (index: number) => number | null,
  onFrame: (frame: DecodedFrame) => void,
): FramePairs {
  const smalls: RgbPicture[] = [];
  const fulls: I420Picture[] = [];
  const stamps: number[] = [];
  let index = 0;

  function join(): void {
    const [small, full] = [smalls[0], fulls[0]];
    if (!small || !full) return;
    const atMs = stampMs(index) ?? stamps.shift();
    if (atMs === undefined) return;
    smalls.shift();
    fulls.shift();
    onFrame({ atMs, index: index++, small, full });
  }

  return {
    addSmall(picture) {
      smalls.push(picture);
      join();
    },
    addFull(picture) {
      fulls.push(picture);
      join();
    },
    addStamp(atMs) {
      stamps.push(atMs);
      join();
    },
    waiting: () => ({ small: smalls.length, full: fulls.length }),
  };
}
