/** Pictures as they lie in memory. */

/** Interleaved RGB, `width × height × 3` bytes. */
export type RgbPicture = { kind: 'rgb'; width: number; height: number; data: Uint8Array };

/** Planar YUV 4:2:0 as ffmpeg's yuv420p writes it: Y, then U and V of `ceil(width/2) × ceil(height/2)`, limited range, BT.601. */
export type I420Picture = { kind: 'i420'; width: number; height: number; data: Uint8Array };

export type Picture = RgbPicture | I420Picture;

/** One decoded moment: the small picture detection sees and the full-size picture of the same frame. */
export type DecodedFrame = {
  atMs: number;
  /** Counts decoded frames from 0. */
  index: number;
  small: RgbPicture;
  full: I420Picture;
};
