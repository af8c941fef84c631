import type { FaceKeypoints } from '../messages.ts';
import type { Picture } from '../pictures.ts';
import { alignFace, ourChip, type Similarity } from './alignFace.ts';

/** One colour plane as it lies in memory: sample (x, y) is `data[offset + y·rowStep + x·step]`, `scale` of the picture. */
type Plane = {
  data: Uint8Array;
  offset: number;
  step: number;
  rowStep: number;
  width: number;
  height: number;
  scale: number;
};

/** Beyond this many picture pixels per pixel, single samples would skip pixels and alias. */
const bilinearScaleMax = 1.5;

/** The face turned upright, RGB, 150×150 unless a recogniser wants another, from the picture as it is: no conversion of the whole frame. */
export function cutChip(picture: Picture, keypoints: FaceKeypoints, template = ourChip): Uint8Array {
  return cutSquare(picture, alignFace(keypoints, template), template.sizePx);
}

/** A square piece of `sizePx` RGB that lies in the picture as `similarity` says; edges go on beyond the picture. */
export function cutSquare(picture: Picture, similarity: Similarity, sizePx: number): Uint8Array<ArrayBuffer> {
  const planes = planesOf(picture).map((plane) => samplePlane(plane, similarity, sizePx));
  const square = new Uint8Array(sizePx * sizePx * 3);
  // Rounds and clamps by itself.
  const clamped = new Uint8ClampedArray(square.buffer);
  if (picture.kind === 'rgb') interleave(planes, clamped);
  else convertYuv(planes, clamped);
  return square;
}

function planesOf({ kind, width, height, data }: Picture): Plane[] {
  if (kind === 'rgb')
    return [0, 1, 2].map((offset) => ({
      data,
      offset,
      step: 3,
      rowStep: width * 3,
      width,
      height,
      scale: 1,
    }));
  const [halfWidth, halfHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const luma: Plane = { data, offset: 0, step: 1, rowStep: width, width, height, scale: 1 };
  const chroma = (offset: number): Plane => ({
    data,
    offset,
    step: 1,
    rowStep: halfWidth,
    width: halfWidth,
    height: halfHeight,
    scale: 0.5,
  });
  return [luma, chroma(width * height), chroma(width * height + halfWidth * halfHeight)];
}

/**
 * Each pixel is the mean of `steps`×`steps` bilinear samples spread over the picture area it covers. Coordinates go on by
 * adding along a line: this runs for every face of every frame.
 */
function samplePlane(plane: Plane, { a, b, dx, dy }: Similarity, sizePx: number): Float32Array {
  const { scale } = plane;
  const steps = Math.max(1, Math.ceil((Math.hypot(a, b) * scale) / bilinearScaleMax));
  const samples = new Float32Array(sizePx * sizePx);
  const share = 1 / (steps * steps);
  for (let step = 0; step < steps * steps; step += 1) {
    const stepX = ((step % steps) + 0.5) / steps;
    const stepY = (Math.floor(step / steps) + 0.5) / steps;
    // A sample's value sits at its centre, half a sample from its edge.
    const startX = (a * stepX - b * stepY + dx) * scale - 0.5;
    const startY = (b * stepX + a * stepY + dy) * scale - 0.5;
    addSamples(plane, samples, sizePx, { startX, startY, alongX: a * scale, alongY: b * scale }, share);
  }
  return samples;
}

type Walk = { startX: number; startY: number; alongX: number; alongY: number };

/** Adds one bilinear sample a pixel, times `share`; beyond the edge the edge pixel goes on. */
function addSamples(plane: Plane, samples: Float32Array, sizePx: number, walk: Walk, share: number): void {
  const { data, offset, step, rowStep } = plane;
  const { startX, startY, alongX, alongY } = walk;
  const [lastX, lastY] = [plane.width - 1, plane.height - 1];
  let at = 0;
  for (let row = 0; row < sizePx; row += 1) {
    let x = startX - alongY * row;
    let y = startY + alongX * row;
    for (let column = 0; column < sizePx; column += 1) {
      const inX = x < 0 ? 0 : x > lastX ? lastX : x;
      const inY = y < 0 ? 0 : y > lastY ? lastY : y;
      const left = inX | 0;
      const top = inY | 0;
      const upper = offset + top * rowStep + left * step;
      const lower = top < lastY ? upper + rowStep : upper;
      const right = left < lastX ? step : 0;
      const topLeft = data[upper] ?? 0;
      const bottomLeft = data[lower] ?? 0;
      const above = topLeft + ((data[upper + right] ?? 0) - topLeft) * (inX - left);
      const below = bottomLeft + ((data[lower + right] ?? 0) - bottomLeft) * (inX - left);
      samples[at] = (samples[at] ?? 0) + (above + (below - above) * (inY - top)) * share;
      at += 1;
      x += alongX;
      y += alongY;
    }
  }
}

function interleave(planes: Float32Array[], square: Uint8ClampedArray): void {
  planes.forEach((plane, channel) => {
    for (let at = 0; at < plane.length; at += 1) square[at * 3 + channel] = plane[at] ?? 0;
  });
}

/** ITU-R BT.601, limited range: Y 16–235, U and V 16–240. */
function convertYuv([luma, blue, red]: Float32Array[], square: Uint8ClampedArray): void {
  if (!luma || !blue || !red) return;
  for (let at = 0; at < luma.length; at += 1) {
    const light = 1.164383 * ((luma[at] ?? 0) - 16);
    const u = (blue[at] ?? 0) - 128;
    const v = (red[at] ?? 0) - 128;
    square[at * 3] = light + 1.596027 * v;
    square[at * 3 + 1] = light - 0.391762 * u - 0.812968 * v;
    square[at * 3 + 2] = light + 2.017232 * u;
  }
}
