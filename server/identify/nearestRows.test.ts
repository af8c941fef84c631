import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceAt } from './embedding.ts';
import { nearestRows } from './nearestRows.ts';

const size = 128;

/** Rows like embeddings: most of what differs lies in a few directions. */
function rowsLike(count: number, seed: number): Float32Array {
  const random = randomFrom(seed);
  return Float32Array.from({ length: count * size }, (_, at) => random() * 0.9 ** (at % size));
}

function randomFrom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

function byLookingAtAll(rows: Float32Array, query: Float32Array, count: number): number[] {
  return Array.from({ length: rows.length / size }, (_, row) => distanceAt(query, rows, row * size))
    .sort((a, b) => a - b)
    .slice(0, count);
}

describe('nearestRows()', () => {
  it('finds the very rows that looking at all of them finds, nearest first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 300 }), (seed, total) => {
        const rows = rowsLike(total, seed);
        const query = rowsLike(1, seed + 7);
        const found = nearestRows(rows, size, 1)(query, 8);
        expect(found.map(({ distance }) => distance)).toEqual(byLookingAtAll(rows, query, 8));
        for (const { row, distance } of found) expect(distanceAt(query, rows, row * size)).toBe(distance);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('finds a row itself among rows that are all alike but for little', () => {
    const rows = rowsLike(2_000, 3).map((value, at) => 0.1 + value * 1e-3 * ((at % 7) + 1));
    const query = rows.slice(1234 * size, 1235 * size);
    expect(nearestRows(rows, size)(query, 2)[0]).toEqual({ row: 1234, distance: 0 });
  });

  it('gives what there is when there is less than asked for', () => {
    expect(nearestRows(new Float32Array(0), 0)(new Float32Array(size), 8)).toEqual([]);
    expect(nearestRows(rowsLike(3, 1), size)(rowsLike(1, 2), 8)).toHaveLength(3);
  });
});
