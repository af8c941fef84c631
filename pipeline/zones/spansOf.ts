/** Polygons as runs of pixels, row by row. Every pixel that a polygon touches belongs to it. Pure. */
import type { Point } from '../messages.ts';

/** Triples: row, first pixel, one past the last. */
export type Spans = Int32Array;
/** What only lies on the line between two rows is in neither. */
const within = 1e-6;

/** `polygons` in shares of width and height; `margin`: pixels around them that belong to them too. */
export function spansOf(
  polygons: readonly (readonly Point[])[],
  width: number,
  height: number,
  margin = 0,
): Spans {
  const triples: number[] = [];
  const inPixels = polygons.map((points) => points.map(({ x, y }) => ({ x: x * width, y: y * height })));
  for (let row = 0; row < height; row++) {
    const runs = inPixels.flatMap((points) =>
      runsIn(points, row - margin + within, row + 1 + margin - within),
    );
    for (const [from, to] of joined(runs.map((run) => toPixels(run, margin, width))))
      triples.push(row, from, to);
  }
  return Int32Array.from(triples);
}

type Run = [from: number, to: number];

/** What of a polygon lies between two lines: what it covers on each of them, and its edges in between. */
function runsIn(points: readonly Point[], top: number, bottom: number): Run[] {
  return [...crossings(points, top), ...crossings(points, bottom), ...edges(points, top, bottom)];
}

/** Where a horizontal line is inside, however the outline crosses itself. */
function crossings(points: readonly Point[], y: number): Run[] {
  const hits = sides(points)
    .flatMap(([a, b]) => (a.y <= y === b.y <= y ? [] : [{ x: xAt(a, b, y), turn: a.y < b.y ? 1 : -1 }]))
    .sort((a, b) => a.x - b.x);
  let turns = 0;
  return hits.flatMap(({ x, turn }, index): Run[] => {
    turns += turn;
    const next = hits[index + 1];
    return turns !== 0 && next ? [[x, next.x]] : [];
  });
}

function edges(points: readonly Point[], top: number, bottom: number): Run[] {
  return sides(points).flatMap(([a, b]): Run[] => {
    if (Math.max(a.y, b.y) < top || Math.min(a.y, b.y) > bottom) return [];
    if (a.y === b.y) return [[Math.min(a.x, b.x), Math.max(a.x, b.x)]];
    const clipped = (y: number): number => Math.min(bottom, Math.max(top, y));
    const [from, to] = [xAt(a, b, clipped(a.y)), xAt(a, b, clipped(b.y))];
    return [[Math.min(from, to), Math.max(from, to)]];
  });
}

const sides = (points: readonly Point[]): [Point, Point][] =>
  points.map((point, index) => [point, points[(index + 1) % points.length] ?? point]);

const xAt = (a: Point, b: Point, y: number): number => a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y);

const toPixels = ([from, to]: Run, margin: number, width: number): Run => [
  Math.max(0, Math.floor(from - margin)),
  Math.min(width, Math.ceil(to + margin)),
];

function joined(runs: Run[]): Run[] {
  const result: Run[] = [];
  for (const [from, to] of runs.sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (to <= from) continue;
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
