/**
 * A dataset of a bulk read: the number of bytes that follow, then rows of one width. How wide, only the count tells that the terminal
 * gave: what does not come out even, or looks like rows of another width, is refused and never guessed.
 */
import { incomplete, ZkError } from './zkError.ts';

export type Rows = { bytes: Buffer; width: number; count: number };

export type RowLayout = {
  what: 'users' | 'records';
  widths: readonly number[];
  /** How far rows of a width look like what they should be, 0 to 1. */
  likelihood: (bytes: Buffer, width: number) => number;
};

export function readRows(dataset: Buffer, count: number, layout: RowLayout): Rows {
  const bytes = bodyOf(dataset, layout.what);
  const { what, widths } = layout;
  if (count === 0 && bytes.length === 0) return { bytes, width: 0, count };
  if (count === 0 || bytes.length === 0 || bytes.length % count !== 0)
    throw incomplete(`it counts ${count} ${what} and sent ${bytes.length} bytes of them`);
  const width = bytes.length / count;
  if (!widths.includes(width))
    throw ZkError.of('DEVICE_LAYOUT_UNKNOWN', { problem: `its ${what} are ${width} bytes long each` });
  const other = likelierWidth(bytes, width, layout);
  if (other !== null) {
    const rest = `which look like ${bytes.length / other} of ${other} bytes`;
    throw incomplete(`it counts ${count} ${what} and sent ${bytes.length} bytes, ${rest}`);
  }
  return { bytes, width, count };
}

/** What follows the first number, which must be as long as it says. */
export function bodyOf(dataset: Buffer, what: string): Buffer {
  if (dataset.length === 0) return dataset;
  if (dataset.length < 4) throw incomplete(`${dataset.length} bytes are too few for ${what}`);
  const claimed = dataset.readUInt32LE(0);
  if (claimed !== dataset.length - 4)
    throw incomplete(`it announced ${claimed} bytes of ${what} and sent ${dataset.length - 4}`);
  return dataset.subarray(4);
}

/** Fewer rows than this say nothing about their width. */
const rowsToJudge = 4;

/** A width that fits much better than the one the count asks for: then the count is wrong. */
function likelierWidth(bytes: Buffer, width: number, { widths, likelihood }: RowLayout): number | null {
  if (bytes.length / width < rowsToJudge || likelihood(bytes, width) > 0.7) return null;
  const fits = (other: number) =>
    bytes.length % other === 0 && bytes.length / other >= rowsToJudge && likelihood(bytes, other) > 0.9;
  return widths.find((other) => other !== width && fits(other)) ?? null;
}
