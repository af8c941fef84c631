import type { LumaGrid } from './shrinkLuma.ts';

/** `brightness`: of the middle cell by brightness, 0 to 255. `structure`: share of cells unlike a neighbour, 0 to 1. */
export type Structure = { brightness: number; structure: number };

/** Levels of 255 between two cells: less is a soft shadow, a gradient or noise. */
const edgeLevels = 3;
/** Cameras write name and time into the top and bottom of the picture, also when they see nothing. */
const margin = 0.12;

/** Measured on fourteen test recordings: 0.14 (bare asphalt) to 0.90; the same at a tenth of the light 0.008 to 0.69. */
export function measureStructure(
  { columns, rows, cells }: LumaGrid,
  /** Cells painted over: 1. Neither they nor their edges say anything of the camera. */
  painted: Uint8Array | null = null,
): Structure {
  const [top, bottom] = [Math.round(rows * margin), rows - Math.round(rows * margin)];
  const inside = cells.subarray(top * columns, bottom * columns);
  const hidden = painted?.subarray(top * columns, bottom * columns) ?? null;
  let edges = 0;
  let compared = 0;
  for (let row = 0; row + 1 < bottom - top; row++) {
    for (let i = row * columns; i + 1 < (row + 1) * columns; i++) {
      if (hidden && (hidden[i] || hidden[i + 1] || hidden[i + columns])) continue;
      const level = inside[i] ?? 0;
      const across = Math.abs(level - (inside[i + 1] ?? 0));
      const down = Math.abs(level - (inside[i + columns] ?? 0));
      if (Math.max(across, down) > edgeLevels) edges++;
      compared++;
    }
  }
  // Painted over as a whole: as its file says, and nothing is wrong with it.
  if (hidden && compared === 0) return { brightness: 128, structure: 1 };
  const shown = hidden ? inside.filter((_, i) => !hidden[i]) : inside;
  return { brightness: middleOf(shown), structure: edges / Math.max(1, compared) };
}

/** In whole levels: counting is much faster than sorting. */
function middleOf(cells: Float32Array): number {
  const counts = new Uint16Array(256);
  for (const level of cells) {
    const whole = Math.floor(level);
    counts[whole] = (counts[whole] ?? 0) + 1;
  }
  let seen = 0;
  return counts.findIndex((count) => (seen += count) * 2 >= cells.length);
}
