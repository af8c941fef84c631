/** Which day a punch or a sighting counts for: never two. Pure. */
import type { LocalDate, PunchDirection } from '../wire.ts';
import { type Interval } from './intervals.ts';
import { calendarDay, localDateOf } from './localTime.ts';
import type { PlannedDay } from './plannedDay.ts';

type WorkDay = PlannedDay & { shift: NonNullable<PlannedDay['shift']> };

/**
 * The nearest shift whose window holds it; of two as near the earlier. Somebody who comes while the next shift opens comes for that
 * one, and somebody who leaves after one ended leaves that. `days`: those around it, in order.
 */
export function shiftDateOf(
  atMs: number,
  direction: PunchDirection,
  days: readonly PlannedDay[],
): LocalDate | null {
  const open = worked(days).filter(({ shift }) => atMs >= shift.opensMs && atMs <= shift.closesMs);
  const said =
    direction === 'in'
      ? open.findLast(({ shift }) => atMs <= shift.startMs)
      : direction === 'out'
        ? open.find(({ shift }) => atMs >= shift.endMs)
        : undefined;
  const found = said ?? nearest(atMs, open);
  if (found) return found.date;
  const day = days.find((each) => each.date === localDateOf(each.timeZone, atMs));
  return day && day.shift === null ? day.date : null;
}

/** From when to when what is seen counts for the day: its shift's window up to half-way to the next shift; without a shift what its neighbours leave of the calendar day. */
export function windowOf(date: LocalDate, days: readonly PlannedDay[]): Interval {
  const index = days.findIndex((each) => each.date === date);
  const day = days[index];
  if (!day) return { fromMs: 0, toMs: 0 };
  const before = worked(days.slice(0, index)).at(-1);
  const after = worked(days.slice(index + 1))[0];
  const own = hasShift(day)
    ? { fromMs: day.shift.opensMs, toMs: day.shift.closesMs }
    : calendarDay(day.timeZone, date);
  const from = before ? (hasShift(day) ? boundary(before, day) : before.shift.closesMs) : own.fromMs;
  const to = after ? (hasShift(day) ? boundary(day, after) : after.shift.opensMs) : own.toMs;
  const fromMs = Math.max(own.fromMs, from);
  return { fromMs, toMs: Math.max(fromMs, Math.min(own.toMs, to)) };
}

/** Half-way between the end of one and the start of the next. */
const boundary = (before: WorkDay, after: WorkDay): number =>
  before.shift.closesMs <= after.shift.opensMs
    ? before.shift.closesMs
    : clamp((before.shift.endMs + after.shift.startMs) / 2, after.shift.opensMs, before.shift.closesMs);

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
const hasShift = (day: PlannedDay): day is WorkDay => day.shift !== null;
const worked = (days: readonly PlannedDay[]): WorkDay[] => days.filter(hasShift);

function nearest(atMs: number, days: WorkDay[]): WorkDay | undefined {
  const distance = ({ shift }: WorkDay): number => Math.max(shift.startMs - atMs, atMs - shift.endMs, 0);
  return days.toSorted((a, b) => distance(a) - distance(b))[0];
}
