/**
 * Exact nearest rows among very many: all are compared as small whole numbers, sixteen at once, and only those that rounding
 * leaves in question are measured.
 */
import { distanceAt } from './embedding.ts';
import { roundedDistances, type Rounded } from './roundedDistances.ts';

export type NearRow = { row: number; distance: number };

/** `rows`: side by side, `size` numbers each. Below a thousand, measuring all is as quick. */
export function nearestRows(
  rows: Float32Array,
  size: number,
  roundedFrom = 1_000,
): (query: Float32Array, count: number) => NearRow[] {
  const total = size === 0 ? 0 : rows.length / size;
  const measure = (query: Float32Array, row: number): number => distanceAt(query, rows, row * size);
  const rounded = total < roundedFrom ? null : roundedDistances(rows, size);

  return (query, count) => {
    const best = smallest(count);
    if (rounded) for (const row of inQuestion(rounded, query, count)) best.offer(row, measure(query, row));
    else for (let row = 0; row < total; row++) best.offer(row, measure(query, row));
    return best.found.map(({ row, value }) => ({ row, distance: value }));
  };
}

/** The rows that can be among the `count` nearest: no farther, by rounded distances, than the last of them may truly be. */
function inQuestion(rounded: Rounded, query: Float32Array, count: number): number[] {
  const { squares, squareOf, distanceOf, error } = rounded(query);
  const best = smallest(count);
  // Compared here as well: a call for each of very many rows would cost more than their distances.
  let last = Infinity;
  for (let row = 0; row < squares.length; row++) {
    const square = squares[row] ?? 0;
    if (square < last) last = best.offer(row, square);
  }
  const limit = squareOf(distanceOf(last) + 2 * error);
  const rows: number[] = [];
  for (let row = 0; row < squares.length; row++) if ((squares[row] ?? 0) <= limit) rows.push(row);
  return rows;
}

/** The `count` smallest so far, smallest first, without sorting thousands. */
function smallest(count: number) {
  const found: { row: number; value: number }[] = [];
  let limit = Infinity;
  return {
    found,
    /** What the next must be below: Infinity until there are `count`. */
    offer(row: number, value: number): number {
      if (value >= limit) return limit;
      const place = found.findIndex((each) => each.value > value);
      found.splice(place < 0 ? found.length : place, 0, { row, value });
      found.length = Math.min(found.length, count);
      if (found.length === count) limit = found.at(-1)?.value ?? Infinity;
      return limit;
    },
  };
}
