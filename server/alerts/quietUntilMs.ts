import { DateTime } from 'luxon';
import type { NewPolicy } from '../wire.ts';

/** When the quiet hours that are now will end; null: there are none now. Local times of `zone`, over midnight too. */
export function quietUntilMs(quiet: NewPolicy['quietHours'], zone: string, nowMs: number): number | null {
  if (quiet === null) return null;
  const now = DateTime.fromMillis(nowMs, { zone });
  const [from, to, at] = [minuteOf(quiet.from), minuteOf(quiet.to), now.hour * 60 + now.minute];
  const isOvernight = to <= from;
  if (isOvernight ? at < from && at >= to : at < from || at >= to) return null;
  const day = isOvernight && at >= from ? now.plus({ days: 1 }) : now;
  // A time that the clocks skip that day is the moment after the gap.
  return day
    .startOf('day')
    .set({ hour: Math.floor(to / 60), minute: to % 60 })
    .toMillis();
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
}
