/** Distances from a query to every row, rounded: each number becomes one of 255 steps. */
import { compileKernel, kernelMemory } from './distanceKernel.ts';

export type RoundedAnswer = {
  /** One a row, in squared steps less the query's own square: in the order of the distances. Valid until the next call. */
  squares: Int32Array;
  distanceOf(square: number): number;
  squareOf(distance: number): number;
  /** No rounded distance is farther than this from the true one. */
  error: number;
};
export type Rounded = (query: Float32Array) => RoundedAnswer;

/** The kernel's rows are a multiple of this. */
const lane = 16;
const stepsMax = 127;

export function roundedDistances(rows: Float32Array, size: number): Rounded {
  const total = rows.length / size;
  const width = Math.ceil(size / lane) * lane;
  const step = (largest(rows) || 1) / stepsMax;
  const at = { query: 0, rows: 2 * width, norms: width * (2 + total), out: width * (2 + total) + 4 * total };
  const memory = kernelMemory(at.out + 4 * total);
  const bytes = new Int8Array(memory.buffer);
  const norms = new Int32Array(memory.buffer, at.norms, total);
  const squares = new Int32Array(memory.buffer, at.out, total);
  const asked = new Int16Array(memory.buffer, at.query, width);
  const run = compileKernel(width, memory);

  let rowError = 0;
  for (let row = 0; row < total; row++) {
    const numbers = rows.subarray(row * size, (row + 1) * size);
    const target = bytes.subarray(at.rows + row * width, at.rows + (row + 1) * width);
    rowError = Math.max(rowError, roundInto(target, numbers, step));
    norms[row] = squareSum(target);
  }

  return (query) => {
    const queryError = roundInto(asked, query, step);
    const own = squareSum(asked);
    run(at.rows, at.norms, at.query, at.out, total);
    return {
      squares,
      distanceOf: (square) => step * Math.sqrt(Math.max(0, square + own)),
      squareOf: (distance) => (distance / step) ** 2 - own,
      // The triangle inequality, twice; the last digit of 32-bit numbers is left a little room.
      error: rowError + queryError + 1e-5,
    };
  };
}

function largest(numbers: Float32Array): number {
  let most = 0;
  for (let i = 0; i < numbers.length; i++) most = Math.max(most, Math.abs(numbers[i] ?? 0));
  return most;
}

/** How far the rounded vector is from the true one. */
function roundInto(target: Int8Array | Int16Array, numbers: Float32Array, step: number): number {
  let square = 0;
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[i] ?? 0;
    const steps = Math.max(-stepsMax, Math.min(stepsMax, Math.round(value / step)));
    target[i] = steps;
    square += (value - steps * step) ** 2;
  }
  return Math.sqrt(square);
}

function squareSum(steps: Int8Array | Int16Array): number {
  let sum = 0;
  for (let i = 0; i < steps.length; i++) sum += (steps[i] ?? 0) ** 2;
  return sum;
}
