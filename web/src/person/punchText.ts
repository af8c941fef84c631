/** A punch among what cameras saw, in words. */
import { msg, str } from '@lit/localize';
import type { Punch } from '../../../server/wire.ts';
import { punchSourceWord } from '../reports/reportWords.ts';

export function punchText({ direction, area, terminal = null }: Punch): string {
  const place = terminal && area && terminal !== area ? msg(str`${terminal} (${area})`) : (terminal ?? area);
  switch (direction) {
    case 'in':
      return place ? msg(str`Arrived: punched in at ${place}`) : msg('Arrived: punched in');
    case 'out':
      return place ? msg(str`Left: punched out at ${place}`) : msg('Left: punched out');
    case 'unknown':
      return place ? msg(str`Punched at ${place}`) : msg('Punched');
    default:
      return direction satisfies never;
  }
}

/** What it rests on. */
export function punchEvidence({ source, by, note }: Punch): string {
  const from = punchSourceWord(source);
  if (by) return note ? msg(str`Punch, ${from}: ${by}, ${note}`) : msg(str`Punch, ${from}: ${by}`);
  return note ? msg(str`Punch, ${from}: ${note}`) : msg(str`Punch, ${from}`);
}
