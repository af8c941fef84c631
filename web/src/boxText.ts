import { msg, str } from '@lit/localize';
import type { PictureBox } from '../../server/wire.ts';
import { durationText } from './time.ts';

type Who = Pick<PictureBox, 'name' | 'likelyName' | 'outside'>;

/** The name, a guess said as one, that it is not ours to know, or that nobody knows. */
export function boxText({ name, likelyName, outside }: Who): string {
  if (outside) return msg('other team');
  return name ?? (likelyName === null ? msg('unknown') : msg(str`probably ${likelyName}`));
}

/** With the time in view: "Ana · 2 min". */
export function boxLabel(box: Who & { sinceMs: number }, atMs: number): string {
  const text = boxText(box);
  // 0: an older server does not say.
  return box.sinceMs > 0 ? `${text} · ${durationText(atMs - box.sinceMs)}` : text;
}

/** Everybody in a picture, in words: sure names first, then guesses, then how many are unknown or of other teams. */
export function peopleText(boxes: readonly Who[]): string {
  const words = (some: readonly Who[]) => some.map(boxText).sort((a, b) => a.localeCompare(b));
  const sure = boxes.filter(({ name }) => name !== null);
  const likely = boxes.filter(({ name, likelyName }) => name === null && likelyName !== null);
  const outside = boxes.filter((box) => box.outside).length;
  const unknown = boxes.length - sure.length - likely.length - outside;
  const all = [...words(sure), ...words(likely), ...counted(unknown, outside)];
  return all.length > 0 ? all.join(', ') : msg('nobody');
}

function counted(unknown: number, outside: number): string[] {
  return [
    ...(unknown > 0 ? [msg(str`${unknown} unknown`)] : []),
    ...(outside > 0 ? [msg(str`${outside} of other teams`)] : []),
  ];
}
