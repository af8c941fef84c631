/** Tells a cut in a recording, or a camera that was turned, from people moving in a scene. */
import type { RgbPicture } from '../pictures.ts';

const COLUMNS = 16;
const ROWS = 9;
/**
 * Below this two pictures 200 ms apart show different scenes, and every track should end.
 * Measured on test recordings: cuts 0.00 to 0.31, passing cars 0.46 and more, people 0.85 and more.
 */
export const sceneCutBelow = 0.4;

/** A coarse picture of the brightness, to keep until the next frame. */
export function sceneOf({ data, width, height }: RgbPicture): Float32Array {
  const scene = new Float32Array(COLUMNS * ROWS);
  const counts = new Float32Array(COLUMNS * ROWS);
  // Every fourth pixel of every fourth line is plenty for blocks of this size.
  for (let y = 0; y < height; y += 4)
    for (let x = 0; x < width; x += 4) {
      const block = Math.floor((y * ROWS) / height) * COLUMNS + Math.floor((x * COLUMNS) / width);
      scene[block] = (scene[block] ?? 0) + (data[(y * width + x) * 3 + 1] ?? 0);
      counts[block] = (counts[block] ?? 0) + 1;
    }
  return scene.map((sum, i) => sum / Math.max(1, counts[i] ?? 1));
}

/** Correlation of two coarse pictures, -1 to 1: blind to how bright the light is. Featureless pictures are alike. */
export function sceneLikeness(a: Float32Array, b: Float32Array): number {
  const mean = (scene: Float32Array): number => scene.reduce((sum, value) => sum + value, 0) / scene.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    const [fromA, fromB] = [value - meanA, (b[i] ?? 0) - meanB];
    ab += fromA * fromB;
    aa += fromA * fromA;
    bb += fromB * fromB;
  });
  // Less than one grey level of variation per block is noise.
  const least = a.length;
  return aa < least && bb < least ? 1 : ab / Math.sqrt(Math.max(aa, least) * Math.max(bb, least));
}
