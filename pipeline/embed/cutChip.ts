import type { FaceKeypoints } from '../messages.ts';
import type { I420Picture, Picture } from '../pictures.ts';
import { alignFace, ourChip, type Similarity } from './alignFace.ts';
import { samplePlane } from './samplePlane.ts';

/** The face turned upright, RGB, 150×150 unless a recogniser wants another, from the picture as it is: no conversion of the whole frame. */
export function cutChip(picture: Picture, keypoints: FaceKeypoints, template = ourChip): Uint8Array {
  return cutSquare(picture, alignFace(keypoints, template), template.sizePx);
}

/** A square piece of `sizePx` RGB that lies in the picture as `similarity` says; edges go on beyond the picture. */
export function cutSquare(picture: Picture, similarity: Similarity, sizePx: number): Uint8Array<ArrayBuffer> {
  if (picture.kind === 'i420') return cutI420(picture, similarity, sizePx);
  return samplePlane({ ...picture, offset: 0, channels: 3 }, similarity, sizePx);
}

/** Colour has half the picture's size, so every second pixel of the piece has all there is of it. */
function cutI420(
  { data, width, height }: I420Picture,
  similarity: Similarity,
  sizePx: number,
): Uint8Array<ArrayBuffer> {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
  const halfSimilarity = { ...similarity, dx: similarity.dx / 2, dy: similarity.dy / 2 };
  const chroma = (offset: number): Uint8Array =>
    samplePlane({ data, offset, ...half, channels: 1 }, halfSimilarity, Math.ceil(sizePx / 2));
  const luma = samplePlane({ data, offset: 0, width, height, channels: 1 }, similarity, sizePx);
  const blue = chroma(width * height);
  const red = chroma(width * height + half.width * half.height);
  return convertYuv(luma, blue, red, sizePx);
}

/** ITU-R BT.601, limited range: Y 16–235, U and V 16–240. */
function convertYuv(
  luma: Uint8Array,
  blue: Uint8Array,
  red: Uint8Array,
  sizePx: number,
): Uint8Array<ArrayBuffer> {
  const square = new Uint8Array(luma.length * 3);
  // Rounds and clamps by itself.
  const clamped = new Uint8ClampedArray(square.buffer);
  for (let row = 0, at = 0; row < sizePx; row += 1) {
    const line = (row >> 1) * ((sizePx + 1) >> 1);
    for (let column = 0; column < sizePx; column += 1, at += 1) {
      const light = 1.164383 * ((luma[at] ?? 0) - 16);
      const u = (blue[line + (column >> 1)] ?? 0) - 128;
      const v = (red[line + (column >> 1)] ?? 0) - 128;
      clamped[at * 3] = light + 1.596027 * v;
      clamped[at * 3 + 1] = light - 0.391762 * u - 0.812968 * v;
      clamped[at * 3 + 2] = light + 2.017232 * u;
    }
  }
  return square;
}
