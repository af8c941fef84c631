import type { FaceKeypoints } from '../messages.ts';
import type { Picture } from '../pictures.ts';
import { alignFace, chipSizePx, type Similarity } from './alignFace.ts';

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

/** The face turned upright, 150×150 RGB, from the picture as it is: no conversion of the whole frame. */
export function cutChip(picture: Picture, keypoints: FaceKeypoints): Uint8Array {
  return cutSquare(picture, alignFace(keypoints), chipSizePx);
}

/** A square piece of `sizePx` RGB that lies in the picture as `similarity` says; edges go on beyond the picture. */
export function cutSquare(picture: Picture, similarity: Similarity, sizePx: number): Uint8Array<ArrayBuffer> {
  const planes = planesOf(picture).map((plane) => samplePlane(plane, similarity, sizePx));
  const square = new Uint8Array(sizePx * sizePx * 3);
  if (picture.kind === 'rgb') interleave(planes, square);
  else convertYuv(planes, square);
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

/** Each pixel is the mean of `steps`×`steps` bilinear samples spread over the picture area it covers. */
function samplePlane(plane: Plane, { a, b, dx, dy }: Similarity, sizePx: number): Float32Array {
  const { scale } = plane;
  const steps = Math.max(1, Math.ceil((Math.hypot(a, b) * scale) / bilinearScaleMax));
  const samples = new Float32Array(sizePx * sizePx);
  for (let y = 0; y < sizePx; y += 1)
    for (let x = 0; x < sizePx; x += 1) {
      let sum = 0;
      for (let stepY = 0; stepY < steps; stepY += 1)
        for (let stepX = 0; stepX < steps; stepX += 1) {
          const squareX = x + (stepX + 0.5) / steps;
          const squareY = y + (stepY + 0.5) / steps;
          const pictureX = a * squareX - b * squareY + dx;
          const pictureY = b * squareX + a * squareY + dy;
          // A sample's value sits at its centre, half a sample from its edge.
          sum += sampleAt(plane, pictureX * scale - 0.5, pictureY * scale - 0.5);
        }
      samples[y * sizePx + x] = sum / (steps * steps);
    }
  return samples;
}

/** Bilinear; beyond the edge the edge pixel goes on. */
function sampleAt({ data, offset, step, rowStep, width, height }: Plane, x: number, y: number): number {
  const left = x < 0 ? 0 : x > width - 1 ? width - 1 : Math.floor(x);
  const top = y < 0 ? 0 : y > height - 1 ? height - 1 : Math.floor(y);
  const right = left < width - 1 ? left + 1 : left;
  const bottom = top < height - 1 ? top + 1 : top;
  const shareX = x < left ? 0 : x - left > 1 ? 1 : x - left;
  const shareY = y < top ? 0 : y - top > 1 ? 1 : y - top;
  const upper = offset + top * rowStep;
  const lower = offset + bottom * rowStep;
  const topLeft = data[upper + left * step] ?? 0;
  const topRight = data[upper + right * step] ?? 0;
  const bottomLeft = data[lower + left * step] ?? 0;
  const bottomRight = data[lower + right * step] ?? 0;
  const above = topLeft + (topRight - topLeft) * shareX;
  const below = bottomLeft + (bottomRight - bottomLeft) * shareX;
  return above + (below - above) * shareY;
}

function interleave(planes: Float32Array[], square: Uint8Array): void {
  planes.forEach((plane, channel) => {
    plane.forEach((value, index) => {
      square[index * 3 + channel] = Math.round(value);
    });
  });
}

/** ITU-R BT.601, limited range: Y 16–235, U and V 16–240. */
function convertYuv([luma, blue, red]: Float32Array[], square: Uint8Array): void {
  luma?.forEach((y, index) => {
    const light = 1.164383 * (y - 16);
    const u = (blue?.[index] ?? 128) - 128;
    const v = (red?.[index] ?? 128) - 128;
    square[index * 3] = toByte(light + 1.596027 * v);
    square[index * 3 + 1] = toByte(light - 0.391762 * u - 0.812968 * v);
    square[index * 3 + 2] = toByte(light + 2.017232 * u);
  });
}

const toByte = (value: number): number => Math.min(255, Math.max(0, Math.round(value)));
