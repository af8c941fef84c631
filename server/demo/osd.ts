/** Writing burnt into the picture as cameras do it: a dot font of our own, so that no font need be installed. */
import type { I420Picture } from '../../pipeline/pictures.ts';

/** Seven rows of five dots, a bit each, top first; the left dot is 16. */
const glyphs: Record<string, readonly number[]> = {
  '0': [14, 17, 19, 21, 25, 17, 14],
  '1': [4, 12, 4, 4, 4, 4, 14],
  '2': [14, 17, 1, 2, 4, 8, 31],
  '3': [31, 2, 4, 2, 1, 17, 14],
  '4': [2, 6, 10, 18, 31, 2, 2],
  '5': [31, 16, 30, 1, 1, 17, 14],
  '6': [6, 8, 16, 30, 17, 17, 14],
  '7': [31, 1, 2, 4, 8, 8, 8],
  '8': [14, 17, 17, 14, 17, 17, 14],
  '9': [14, 17, 17, 15, 1, 2, 12],
  A: [14, 17, 17, 31, 17, 17, 17],
  B: [30, 17, 17, 30, 17, 17, 30],
  C: [14, 17, 16, 16, 16, 17, 14],
  D: [28, 18, 17, 17, 17, 18, 28],
  E: [31, 16, 16, 30, 16, 16, 31],
  F: [31, 16, 16, 30, 16, 16, 16],
  G: [14, 17, 16, 23, 17, 17, 15],
  I: [14, 4, 4, 4, 4, 4, 14],
  L: [16, 16, 16, 16, 16, 16, 31],
  M: [17, 27, 21, 21, 17, 17, 17],
  N: [17, 17, 25, 21, 19, 17, 17],
  O: [14, 17, 17, 17, 17, 17, 14],
  R: [30, 17, 17, 30, 20, 18, 17],
  T: [31, 4, 4, 4, 4, 4, 4],
  ':': [0, 4, 0, 0, 0, 4, 0],
  ' ': [0, 0, 0, 0, 0, 0, 0],
};

export const canWrite = (text: string): boolean => [...text].every((letter) => letter in glyphs);

const dotPx = 3;
const letterPx = 6 * dotPx;
const lumaWhite = 228;
const lumaBlack = 24;

/** White with a black shadow, its top left corner at (left, top). */
export function write(frame: I420Picture, text: string, left: number, top: number): void {
  for (const [offset, luma] of [
    [2, lumaBlack],
    [0, lumaWhite],
  ] as const)
    [...text].forEach((letter, index) => {
      glyphs[letter]?.forEach((bits, row) => {
        for (let column = 0; column < 5; column++)
          if (bits & (16 >> column))
            dot(frame, left + index * letterPx + column * dotPx + offset, top + row * dotPx + offset, luma);
      });
    });
}

function dot(frame: I420Picture, left: number, top: number, luma: number): void {
  for (let y = top; y < top + dotPx; y++)
    frame.data.fill(luma, y * frame.width + left, y * frame.width + left + dotPx);
}

/** "DEMO  GATE 1  00:42.3": plainly no real camera, and no date that a replay would make untrue. */
export function caption(cameraName: string, atMs: number): string {
  const seconds = Math.floor(atMs / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `DEMO  ${cameraName.toUpperCase()}  ${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}
