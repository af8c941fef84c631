import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assign } from './assign.ts';

/** The least cost over every way to give rows distinct columns or none. */
function bruteForce(costs: number[][], none: number, row = 0, used = new Set<number>()): number {
  const line = costs[row];
  if (!line) return 0;
  let best = none + bruteForce(costs, none, row + 1, used);
  line.forEach((cost, column) => {
    if (used.has(column) || cost === Infinity) return;
    best = Math.min(best, cost + bruteForce(costs, none, row + 1, new Set([...used, column])));
  });
  return best;
}

const cost = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 60 }) },
  { weight: 1, arbitrary: fc.constant(Infinity) },
);
const table = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }))
  .chain(([rows, columns]) =>
    fc.array(fc.array(cost, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

describe('assign()', () => {
  it('costs as little as trying everything does', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 80 }), (costs, none) => {
        const chosen = assign(costs, none);
        const total = chosen.reduce(
          (sum, column, row) => sum + (column < 0 ? none : (costs[row]?.[column] ?? NaN)),
          0,
        );
        expect(total).toBe(bruteForce(costs, none));
      }),
      { numRuns: 300 },
    );
  });

  it('uses no column twice and no forbidden pair', () => {
    fc.assert(
      fc.property(table, (costs) => {
        const columns = assign(costs, 30).filter((column) => column >= 0);
        expect(new Set(columns).size).toBe(columns.length);
        assign(costs, 1e6).forEach((column, row) => {
          if (column >= 0) expect(costs[row]?.[column]).not.toBe(Infinity);
        });
      }),
    );
  });
});
