/** Says whether anything moves, far cheaper than looking for people. Leans to "moving": a missed person costs more. */
import type { RgbPicture } from '../pictures.ts';
import { shrinkLuma, type LumaGrid } from './shrinkLuma.ts';

export type MotionGate = { look(small: RgbPicture, atMs: number): Motion };
/** `share`: of the picture that differs from what is usual there, 0 to 1. */
export type Motion = { moving: boolean; share: number };

/** What a place usually looks like and how much it flickers, in levels of 255. */
type Usual = { grid: LumaGrid; brightness: Float32Array; flicker: Float32Array };

/** Someone who stops for a moment is still being watched. */
const holdMs = 2_000;
/** What stays becomes usual: a moved chair in a few seconds, a lamp (most of the picture) at once. */
const settleMs = 4_000;
const settleSuddenMs = 500;
const suddenShare = 0.5;
/** A swaying tree becomes usual more slowly than someone walks by. */
const flickerMs = 15_000;
/** A difference counts from this many levels on, and from this many times the flicker of its place. */
const leastLevels = 7;
const leastFlickers = 4;
/** Four cells of 64 × 36: a person ten times smaller than the picture is high. */
const leastCells = 4;

export function createMotionGate(): MotionGate {
  let usual: Usual | null = null;
  let lastAtMs = 0;
  let movedAtMs = 0;

  return {
    look(small, atMs) {
      const grid = shrinkLuma(small);
      if (!usual || usual.grid.cells.length !== grid.cells.length) {
        usual = firstLook(grid);
        lastAtMs = movedAtMs = atMs;
        return { moving: true, share: 1 };
      }
      const sinceMs = Math.min(1_000, Math.max(0, atMs - lastAtMs));
      lastAtMs = atMs;
      const { changed, share } = compare(usual, grid, sinceMs);
      // A clock that was set back begins a new hold.
      if (changed >= leastCells || atMs < movedAtMs) movedAtMs = atMs;
      return { moving: atMs - movedAtMs < holdMs, share };
    },
  };
}

const firstLook = (grid: LumaGrid): Usual => ({
  grid,
  brightness: grid.cells.slice(),
  flicker: new Float32Array(grid.cells.length).fill(1),
});

/** Counts the changed cells and lets the usual follow. */
function compare(usual: Usual, { cells }: LumaGrid, sinceMs: number): { changed: number; share: number } {
  const { brightness, flicker } = usual;
  const shift = middleDifference(cells, brightness);
  let changed = 0;
  for (let i = 0; i < cells.length; i++) {
    if (Math.abs((cells[i] ?? 0) - (brightness[i] ?? 0) - shift) > thresholdOf(flicker[i] ?? 0)) changed++;
  }
  const share = changed / cells.length;
  const settled = 1 - Math.exp(-sinceMs / (share > suddenShare ? settleSuddenMs : settleMs));
  const calmed = 1 - Math.exp(-sinceMs / flickerMs);
  for (let i = 0; i < cells.length; i++) {
    const before = brightness[i] ?? 0;
    const difference = (cells[i] ?? 0) - before - shift;
    // One large difference is a person, not flicker: it teaches no more than twice the threshold.
    const flickered = Math.min(Math.abs(difference), 2 * thresholdOf(flicker[i] ?? 0));
    brightness[i] = before + shift + difference * settled;
    flicker[i] = (flicker[i] ?? 0) + (flickered - (flicker[i] ?? 0)) * calmed;
  }
  return { changed, share };
}

const thresholdOf = (flicker: number): number => Math.max(leastLevels, leastFlickers * flicker);

/** The median difference in whole levels: what light and exposure did to the whole picture, whoever walks in it. */
function middleDifference(cells: Float32Array, brightness: Float32Array): number {
  const counts = new Uint32Array(511);
  for (let i = 0; i < cells.length; i++) {
    const at = Math.round((cells[i] ?? 0) - (brightness[i] ?? 0)) + 255;
    counts[at] = (counts[at] ?? 0) + 1;
  }
  let seen = 0;
  const at = counts.findIndex((count) => (seen += count) * 2 >= cells.length);
  return at - 255;
}
