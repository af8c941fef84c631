import type { RgbPicture } from '../pictures.ts';

/** Mean brightness (0–255) of square cells, row by row. */
export type LumaGrid = { columns: number; rows: number; cells: Float32Array };

/** 8 pixels of a 512-pixel picture: a person far away still covers several cells. */
const columnsWanted = 64;

/** Averages sixteen pixels or more of each cell, enough to calm the noise of a sensor. */
export function shrinkLuma({ width, height, data }: RgbPicture): LumaGrid {
  const cellPx = Math.max(1, Math.floor(width / columnsWanted));
  const columns = Math.floor(width / cellPx);
  const rows = Math.max(1, Math.floor(height / cellPx));
  const cells = new Float32Array(columns * rows);
  const stepPx = Math.max(1, Math.floor(cellPx / 4));
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      cells[row * columns + column] = meanLuma(data, width, column * cellPx, row * cellPx, cellPx, stepPx);
    }
  }
  return { columns, rows, cells };
}

/** Brightness as (R + 2G + B) / 4: near enough to the standard weights, and integers. */
function meanLuma(
  data: Uint8Array,
  width: number,
  left: number,
  top: number,
  cellPx: number,
  stepPx: number,
): number {
  let sum = 0;
  let count = 0;
  for (let y = top; y < top + cellPx; y += stepPx) {
    let at = (y * width + left) * 3;
    for (let x = 0; x < cellPx; x += stepPx, at += 3 * stepPx) {
      sum += (data[at] ?? 0) + 2 * (data[at + 1] ?? 0) + (data[at + 2] ?? 0);
      count += 4;
    }
  }
  return sum / count;
}
