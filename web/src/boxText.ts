import type { PictureBox } from '../../server/wire.ts';

type Who = Pick<PictureBox, 'name' | 'likelyName'>;

/** The name, a guess said as one, or that nobody knows. */
export function boxText({ name, likelyName }: Who): string {
  return name ?? (likelyName === null ? 'unknown' : `probably ${likelyName}`);
}

/** Everybody in a picture, in words: sure names first, then guesses, then how many are unknown. */
export function peopleText(boxes: readonly Who[]): string {
  const words = (some: readonly Who[]) => some.map(boxText).sort((a, b) => a.localeCompare(b));
  const sure = boxes.filter(({ name }) => name !== null);
  const likely = boxes.filter(({ name, likelyName }) => name === null && likelyName !== null);
  const unknown = boxes.length - sure.length - likely.length;
  const all = [...words(sure), ...words(likely), ...(unknown > 0 ? [`${unknown} unknown`] : [])];
  return all.length > 0 ? all.join(', ') : 'nobody';
}
