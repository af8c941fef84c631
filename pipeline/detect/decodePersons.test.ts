import { describe, expect, it } from 'vitest';
import type { Tensor } from '../messages.ts';
import { decodePersons } from './decodePersons.ts';

const input = { width: 64, height: 32 };
const [columns, rows] = [16, 8];

function outputs(peaks: { column: number; row: number; score: number; distances: number[] }[]): Tensor[] {
  const heat = new Float32Array(columns * rows);
  const distances = new Float32Array(4 * columns * rows);
  for (const { column, row, score, distances: four } of peaks) {
    heat[row * columns + column] = score;
    four.forEach((value, plane) => {
      distances[plane * columns * rows + row * columns + column] = value;
    });
  }
  return [
    { dims: [1, 1, rows, columns], data: heat },
    { dims: [1, 4, rows, columns], data: distances },
  ];
}

const person = { column: 5, row: 4, score: 0.8, distances: [4, 10, 6, 12] };

describe('decodePersons()', () => {
  it('builds the box from left, top, right and bottom around the peak', () => {
    expect(decodePersons(outputs([person]), input, input)).toEqual([
      { kind: 'person', score: expect.closeTo(0.8) as number, box: { x: 16, y: 6, width: 10, height: 22 } },
    ]);
  });

  it('scales to the frame and clips to it', () => {
    const wide = { ...person, distances: [100, 10, 100, 100] };
    expect(decodePersons(outputs([wide]), input, { width: 640, height: 360 })[0]?.box).toEqual({
      x: 0,
      y: 67.5,
      width: 640,
      height: 292.5,
    });
  });

  it('takes the highest of neighbouring cells only, and one of equal ones', () => {
    const lower = { ...person, column: 6, score: 0.7 };
    const equal = { ...person, column: 10 };
    const twin = { ...person, column: 11, row: 5 };
    const found = decodePersons(outputs([person, lower, equal, twin]), input, input);
    expect(found.map(({ box }) => box.x)).toEqual([16, 36]);
  });

  it('leaves out weak peaks', () => {
    expect(decodePersons(outputs([{ ...person, score: 0.2 }]), input, input)).toEqual([]);
  });
});
