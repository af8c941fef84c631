/**
 * Optimal assignment of rows to columns: the Hungarian method with shortest augmenting paths and potentials
 * (Kuhn 1955; Jonker and Volgenant 1987), O(rows² × columns).
 * `costOfNone` is what leaving a row alone costs; a pair of `Infinity` is forbidden. Returns a column, or -1, per row.
 */
export function assign(costs: readonly (readonly number[])[], costOfNone: number): number[] {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  // Each row has a column of its own for "none", so a complete assignment always exists.
  const costAt = (row: number, column: number): number => {
    if (column >= columns) return column - columns === row ? costOfNone : FORBIDDEN;
    return Math.min(costs[row]?.[column] ?? FORBIDDEN, FORBIDDEN);
  };
  const owners = solve(rows, columns + rows, costAt);
  const result = new Array<number>(rows).fill(-1);
  for (let column = 0; column < columns; column++) {
    const row = owners[column + 1] ?? 0;
    if (row > 0 && costAt(row - 1, column) < FORBIDDEN) result[row - 1] = column;
  }
  return result;
}

const FORBIDDEN = 1e9;

/** `rows` ≤ `columns`. Indices count from 1 because 0 stands for "free". Returns the row that owns each column. */
function solve(rows: number, columns: number, costAt: (row: number, column: number) => number): Int32Array {
  const rowPrice = new Float64Array(rows + 1);
  const columnPrice = new Float64Array(columns + 1);
  const owner = new Int32Array(columns + 1);
  const cameFrom = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    let column = shortestPath(row);
    while (column !== 0) {
      const previous = at(cameFrom, column);
      owner[column] = at(owner, previous);
      column = previous;
    }
  }
  return owner;

  /** Grows alternating paths from `start` until a free column is reached; returns it. */
  function shortestPath(start: number): number {
    const distance = new Float64Array(columns + 1).fill(Infinity);
    const done = new Uint8Array(columns + 1);
    let column = 0;
    owner[0] = start;
    do {
      done[column] = 1;
      const next = relax(column, distance, done);
      reprice(distance, done, at(distance, next));
      column = next;
    } while (at(owner, column) !== 0);
    return column;
  }

  function relax(from: number, distance: Float64Array, done: Uint8Array): number {
    const row = at(owner, from);
    let nearest = 0;
    let least = Infinity;
    for (let column = 1; column <= columns; column++) {
      if (done[column] === 1) continue;
      const reduced = costAt(row - 1, column - 1) - at(rowPrice, row) - at(columnPrice, column);
      if (reduced < at(distance, column)) {
        distance[column] = reduced;
        cameFrom[column] = from;
      }
      if (at(distance, column) < least) {
        least = at(distance, column);
        nearest = column;
      }
    }
    return nearest;
  }

  function reprice(distance: Float64Array, done: Uint8Array, by: number): void {
    for (let column = 0; column <= columns; column++) {
      if (done[column] === 1) {
        const row = at(owner, column);
        rowPrice[row] = at(rowPrice, row) + by;
        columnPrice[column] = at(columnPrice, column) - by;
      } else distance[column] = at(distance, column) - by;
    }
  }
}

const at = (list: Float64Array | Int32Array, index: number): number => list[index] ?? 0;
