/** Shifts in words: asked for when drawn, so that they are in the language of the page. */
import { msg, str } from '@lit/localize';
import type { OffReason, ShiftRules } from '../../../server/wire.ts';
import { formatLocale } from '../locale.ts';
import { lengthText } from '../reports/reportWords.ts';
import { breakMinutes, isOvernight, lengthMinutes } from './shiftHours.ts';

const minuteMs = 60_000;

/** 1 Monday to 7 Sunday. */
export function weekdayText(weekday: number, shape: 'short' | 'long' = 'short'): string {
  // 5 January 1970 was a Monday.
  const atMs = Date.UTC(1970, 0, 4 + weekday);
  return new Intl.DateTimeFormat(formatLocale(), { weekday: shape, timeZone: 'UTC' }).format(atMs);
}

/** "Mon – Fri", "Mon, Wed, Sat". */
export function weekdaysText(weekdays: readonly number[]): string {
  const days = weekdays.toSorted((a, b) => a - b);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return msg('on no day');
  if (days.length === 7) return msg('every day');
  const isRow = last - first === days.length - 1;
  return isRow && days.length > 2
    ? `${weekdayText(first)} – ${weekdayText(last)}`
    : days.map((day) => weekdayText(day)).join(', ');
}

/** "8 h 30 min, of which 30 min break. It ends on the next day." */
export function hoursSentence(shift: Pick<ShiftRules, 'start' | 'end' | 'breaks'>): string {
  const whole = lengthText(lengthMinutes(shift) * minuteMs);
  const pause = breakMinutes(shift);
  const rest = lengthText(pause * minuteMs);
  if (isOvernight(shift))
    return pause > 0
      ? msg(str`${whole}, of which ${rest} break. It ends on the next day.`)
      : msg(str`${whole}. It ends on the next day.`);
  return pause > 0 ? msg(str`${whole}, of which ${rest} break.`) : msg(str`${whole}.`);
}

export function offWord(why: OffReason): string {
  switch (why) {
    case 'beforeShift':
      return msg('before the shift');
    case 'afterShift':
      return msg('after the shift');
    case 'break':
      return msg('on a break');
    case 'restDay':
      return msg('rest day');
    case 'holiday':
      return msg('holiday');
    case 'leave':
      return msg('on leave');
    case 'checkedOut':
      return msg('checked out');
    case 'paused':
      return msg('monitoring paused');
    default:
      return why satisfies never;
  }
}
