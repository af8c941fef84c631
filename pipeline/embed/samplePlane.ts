import type { Similarity } from './alignFace.ts';

/** Samples as they lie in memory, `channels` of them side by side: the first of (x, y) is `data[offset + (y·width + x)·channels]`. */
export type Plane = {
  data: Uint8Array;
  offset: number;
  width: number;
  height: number;
  channels: 1 | 3;
};

/** Beyond this many samples of the plane per pixel, single samples would skip some and alias. */
const bilinearScaleMax = 1.5;
/** Coordinates are integers with 16 bits of fraction; the upper 8 of those weigh a sample against its neighbour. */
const one = 65_536;

/**
 * A square piece of a plane. Each pixel is the mean of `steps`×`steps` bilinear samples spread over the area it covers;
 * beyond the edge the edge goes on. In integers, and coordinates go on by adding along a line: this runs for every face
 * of every frame.
 */
export function samplePlane(plane: Plane, similarity: Similarity, sizePx: number): Uint8Array<ArrayBuffer> {
  const { data, offset, width, height, channels } = plane;
  const spread = spreadSamples(similarity);
  const count = spread.length;
  const [alongX, alongY] = [Math.round(similarity.a * one), Math.round(similarity.b * one)];
  // Just short of the last sample, so that every sample has a neighbour.
  const [lastX, lastY] = [Math.max(0, (width - 1) * one - 1), Math.max(0, (height - 1) * one - 1)];
  const right = width > 1 ? channels : 0;
  const below = height > 1 ? width * channels : 0;
  const sums = new Int32Array(sizePx * sizePx * channels);

  for (const { startX, startY } of spread) {
    let at = 0;
    for (let row = 0; row < sizePx; row += 1) {
      let x = startX - alongY * row;
      let y = startY + alongX * row;
      for (let column = 0; column < sizePx; column += 1) {
        const inX = x < 0 ? 0 : x > lastX ? lastX : x;
        const inY = y < 0 ? 0 : y > lastY ? lastY : y;
        const toRight = (inX >> 8) & 255;
        const down = (inY >> 8) & 255;
        const upper = offset + ((inY >> 16) * width + (inX >> 16)) * channels;
        sums[at] = (sums[at] ?? 0) + blend(data, upper, right, below, toRight, down);
        at += 1;
        if (channels === 3) {
          sums[at] = (sums[at] ?? 0) + blend(data, upper + 1, right, below, toRight, down);
          sums[at + 1] = (sums[at + 1] ?? 0) + blend(data, upper + 2, right, below, toRight, down);
          at += 2;
        }
        x += alongX;
        y += alongY;
      }
    }
  }
  return meanOf(sums, count);
}

/** Between a sample and its neighbours; `toRight` and `down` of 256. The result has 8 bits of fraction. */
function blend(
  data: Uint8Array,
  at: number,
  right: number,
  below: number,
  toRight: number,
  down: number,
): number {
  const left = data[at] ?? 0;
  const leftBelow = data[at + below] ?? 0;
  const above = (left << 8) + ((data[at + right] ?? 0) - left) * toRight;
  const under = (leftBelow << 8) + ((data[at + right + below] ?? 0) - leftBelow) * toRight;
  return ((above << 8) + (under - above) * down) >> 8;
}

/** Where each of a pixel's samples lies for the pixel at the corner. A sample's value sits at its centre, half a sample from its edge. */
function spreadSamples({ a, b, dx, dy }: Similarity): { startX: number; startY: number }[] {
  const steps = Math.max(1, Math.ceil(Math.hypot(a, b) / bilinearScaleMax));
  return Array.from({ length: steps * steps }, (_, step) => {
    const x = ((step % steps) + 0.5) / steps;
    const y = (Math.floor(step / steps) + 0.5) / steps;
    return {
      startX: Math.round((a * x - b * y + dx - 0.5) * one),
      startY: Math.round((b * x + a * y + dy - 0.5) * one),
    };
  });
}

/** Sums have 8 bits of fraction. */
function meanOf(sums: Int32Array, count: number): Uint8Array<ArrayBuffer> {
  const means = new Uint8Array(sums.length);
  const share = 1 / (256 * count);
  for (let at = 0; at < sums.length; at += 1) means[at] = (sums[at] ?? 0) * share + 0.5;
  return means;
}
