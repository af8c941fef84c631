import { DateTime } from 'luxon';
import type { NewPolicy } from '../wire.ts';

/** When the quiet hours that are now will end; null: there are none now. Local times of `zone`, over midnight too. */
export function quietUntilMs(quiet: NewPolicy['quietHours'], zone: string, nowMs: number): number | null {
  if (quiet === null) return null;
  const now = DateTime.fromMillis(nowMs, { zone });
  // Those that began yesterday may last.
  for (const daysAgo of [1, 0]) {
    const day = now.minus({ days: daysAgo }).startOf('day');
    const from = at(day, quiet.from);
    const sameDay = at(day, quiet.to);
    const to = sameDay > from ? sameDay : at(day.plus({ days: 1 }), quiet.to);
    if (from <= now && now < to) return to.toMillis();
  }
  return null;
}

/** A time that the clocks skip that day is the moment after the gap, as luxon has it. */
function at(day: DateTime, time: string): DateTime {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return day.set({ hour, minute });
}
