import type { Box } from '../messages.ts';
import type { RgbPicture } from '../pictures.ts';

/** About four of them lie across a face: nobody is recognised by that, and nothing can be computed back. */
const cellsAcross = 6;
const cellPxLeast = 4;

/** Makes a part of the picture coarse, in place. The box may reach past the edges. */
export function pixelate(picture: RgbPicture, box: Box): void {
  const left = Math.max(0, Math.floor(box.x));
  const top = Math.max(0, Math.floor(box.y));
  const right = Math.min(picture.width, Math.ceil(box.x + box.width));
  const bottom = Math.min(picture.height, Math.ceil(box.y + box.height));
  const cellPx = Math.max(cellPxLeast, Math.ceil(Math.max(box.width, box.height) / cellsAcross));
  for (let y = top; y < bottom; y += cellPx)
    for (let x = left; x < right; x += cellPx)
      fillWithMean(picture, x, y, Math.min(x + cellPx, right), Math.min(y + cellPx, bottom));
}

function fillWithMean({ data, width }: RgbPicture, x0: number, y0: number, x1: number, y1: number): void {
  const sums = [0, 0, 0];
  for (let y = y0; y < y1; y++)
    for (let x = x0, at = (y * width + x0) * 3; x < x1; x++, at += 3)
      for (let c = 0; c < 3; c++) sums[c] = (sums[c] ?? 0) + (data[at + c] ?? 0);
  const count = (x1 - x0) * (y1 - y0);
  const mean = sums.map((sum) => Math.round(sum / count));
  for (let y = y0; y < y1; y++)
    for (let x = x0, at = (y * width + x0) * 3; x < x1; x++, at += 3) data.set(mean, at);
}
