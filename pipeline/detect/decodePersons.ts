import type { Box, FrameSize, PersonDetection, Tensor } from '../messages.ts';

/** CenterNet's maps have one cell for every 4×4 input pixels. */
const stride = 4;
export const personScoreMin = 0.25;

/** From the outputs of network `person` on a picture of size `input` to bodies in pixels of `frame`, clipped to it. */
export function decodePersons(
  [heat, distances]: Tensor[],
  input: FrameSize,
  frame: FrameSize,
  scoreMin = personScoreMin,
): PersonDetection[] {
  if (!heat || !distances) throw new Error('Network "person" gave fewer outputs than it should.');
  const columns = Math.ceil(input.width / stride);
  const rows = Math.ceil(input.height / stride);
  const persons: PersonDetection[] = [];

  for (let cell = 0; cell < rows * columns; cell += 1) {
    const score = heat.data[cell] ?? 0;
    if (score < scoreMin || !isPeak(heat.data, cell, columns, rows)) continue;
    const [left = 0, top = 0, right = 0, bottom = 0] = [0, 1, 2, 3].map(
      (plane) => distances.data[plane * rows * columns + cell],
    );
    const x = (cell % columns) * stride;
    const y = Math.floor(cell / columns) * stride;
    const box = clip({ left: x - left, top: y - top, right: x + right, bottom: y + bottom }, input, frame);
    if (box.width > 0 && box.height > 0) persons.push({ kind: 'person', box, score });
  }
  return persons.sort((a, b) => b.score - a.score);
}

/** No neighbour is higher; of equal neighbours the first in reading order is the peak. */
function isPeak(heat: Float32Array, cell: number, columns: number, rows: number): boolean {
  const score = heat[cell] ?? 0;
  const column = cell % columns;
  const row = Math.floor(cell / columns);
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1)
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
      const other = y * columns + x;
      const value = heat[other] ?? 0;
      if (value > score || (value === score && other < cell)) return false;
    }
  return true;
}

type Edges = { left: number; top: number; right: number; bottom: number };

function clip({ left, top, right, bottom }: Edges, input: FrameSize, frame: FrameSize): Box {
  const across = (x: number): number => Math.min(Math.max(x, 0), input.width) * (frame.width / input.width);
  const down = (y: number): number => Math.min(Math.max(y, 0), input.height) * (frame.height / input.height);
  return {
    x: across(left),
    y: down(top),
    width: across(right) - across(left),
    height: down(bottom) - down(top),
  };
}
