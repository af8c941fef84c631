/** Whether two assignments of the same person or team would ask for two things at once. Pure. */
import type { LocalDate, ShiftAssignment, ShiftRules } from '../wire.ts';
import { addDays, daysBetween, instantOf, weekdayOf } from './localTime.ts';
import { isOvernight } from './shiftDay.ts';

type Dates = Pick<ShiftAssignment, 'fromDate' | 'toDate'>;
/** What a shift asks from which day on. */
export type RulesOn = (date: LocalDate) => ShiftRules | null;

/**
 * The first date on which both take place, or one reaches into the other; null: none. Two weeks of the time they share show every
 * weekday twice; `alsoOn`: dates from which rules that are not yet in force begin.
 */
export function clashOf(
  one: Dates & { rules: RulesOn },
  other: Dates & { rules: RulesOn },
  alsoOn: readonly LocalDate[] = [],
): LocalDate | null {
  const shared = sharedDates(one, other);
  if (!shared) return null;
  const starts = [shared.fromDate, ...alsoOn.filter((date) => date > shared.fromDate)];
  const dates = starts.flatMap((date) => daysBetween(date, addDays(date, 13)));
  return dates.filter((date) => date <= shared.toDate).find((date) => clashesOn(date, one, other)) ?? null;
}

/** A day more at either end: an overnight shift reaches into the next. */
function sharedDates(one: Dates, other: Dates): { fromDate: LocalDate; toDate: LocalDate } | null {
  const fromDate = one.fromDate > other.fromDate ? one.fromDate : other.fromDate;
  const ends = [one.toDate ?? '9999-12-30', other.toDate ?? '9999-12-30'].toSorted();
  const toDate = addDays(ends[0] ?? fromDate, 1);
  return fromDate <= toDate ? { fromDate, toDate } : null;
}

function clashesOn(
  date: LocalDate,
  one: Dates & { rules: RulesOn },
  other: Dates & { rules: RulesOn },
): boolean {
  const [here, there] = [timesOn(date, one), timesOn(date, other)];
  if (here && there) return true;
  const [before, beforeThere] = [timesOn(addDays(date, -1), one), timesOn(addDays(date, -1), other)];
  return overlap(before, there) || overlap(beforeThere, here);
}

type Times = { fromMs: number; toMs: number } | null;

/** By the clock on the wall: both are in one place. */
function timesOn(date: LocalDate, { fromDate, toDate, rules }: Dates & { rules: RulesOn }): Times {
  const held = date >= fromDate && (toDate === null || date <= toDate) ? rules(date) : null;
  if (!held?.weekdays.includes(weekdayOf(date))) return null;
  const fromMs = instantOf('UTC', date, held.start);
  return { fromMs, toMs: instantOf('UTC', isOvernight(held) ? addDays(date, 1) : date, held.end) };
}

const overlap = (one: Times, other: Times): boolean =>
  one !== null && other !== null && one.fromMs < other.toMs && other.fromMs < one.toMs;
