import type { FaceQuality } from './judgeFace.ts';

/** Light and sharpness of a face cut out of the picture: RGBA, row by row. Pure. */
export function faceQuality({
  data,
  width,
  height,
}: {
  data: Uint8ClampedArray;
  width: number;
  height: number;
}): FaceQuality {
  const grey = greyOf(data);
  const light = grey.reduce((sum, value) => sum + value, 0) / Math.max(1, grey.length);
  return { light, sharpness: laplaceVariance(grey, width, height) };
}

/** How a face is measured: always at this width, so that a near face is not sharper for being large. */
export const measuredPx = 96;

function greyOf(data: Uint8ClampedArray): Float32Array {
  const grey = new Float32Array(data.length / 4);
  for (let i = 0; i < grey.length; i++)
    grey[i] = 0.299 * (data[4 * i] ?? 0) + 0.587 * (data[4 * i + 1] ?? 0) + 0.114 * (data[4 * i + 2] ?? 0);
  return grey;
}

/** Variance of the Laplacian: small where nothing has an edge. */
function laplaceVariance(grey: Float32Array, width: number, height: number): number {
  let [sum, squares, count] = [0, 0, 0];
  const at = (x: number, y: number) => grey[y * width + x] ?? 0;
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const value = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y);
      sum += value;
      squares += value * value;
      count += 1;
    }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2;
}
