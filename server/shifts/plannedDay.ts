/** What is asked of a person on one date. Pure. */
import type { LocalDate, PlannedDayView, ShiftRules } from '../wire.ts';
import { clip, type Interval, merge, subtract } from './intervals.ts';
import { weekdayOf } from './localTime.ts';
import { type KnownShift, minuteMs, shiftDay } from './shiftDay.ts';

/** `rules`: of the shift in force, on its rest days and holidays too. */
export type PlannedDay = PlannedDayView & { rules: ShiftRules | null };

export type PlannedInput = {
  date: LocalDate;
  timeZone: string;
  /** null: no shift says what is due. resting: between two assignments. */
  shift: KnownShift | null | 'resting';
  /** Names of holidays of the shift's calendar, by date. */
  holidays: ReadonlyMap<LocalDate, string>;
  /** The person's; any order, any time. */
  leaves: readonly Interval[];
};

export function plannedDay({ date, timeZone, shift, holidays, leaves }: PlannedInput): PlannedDay {
  const free = { date, timeZone, shift: null, breaks: [], leaves: [], due: [], holiday: null, rules: null };
  if (shift === null) return { ...free, kind: 'noShift' };
  if (shift === 'resting') return { ...free, kind: 'restDay' };
  const { rules } = shift;
  if (!rules.weekdays.includes(weekdayOf(date))) return { ...free, kind: 'restDay', rules };
  const holiday = holidays.get(date) ?? null;
  if (holiday !== null) return { ...free, kind: 'holiday', holiday, rules };
  const { breaks, ...on } = shiftDay(shift, date, timeZone);
  const work = subtract([{ fromMs: on.startMs, toMs: on.endMs }], breaks);
  const away = merge(clip(leaves, { fromMs: on.startMs, toMs: on.endMs }));
  const due = subtract(work, away);
  const kind = due.length === 0 && away.length > 0 ? 'onLeave' : 'work';
  const shiftTimes = { ...on, ...graces(on, rules, due) };
  return { ...{ date, timeZone, kind, shift: shiftTimes, breaks, leaves: away, due, rules }, holiday: null };
}

/** Leave at either end moves what is late and early. */
function graces(
  { startMs, endMs }: { startMs: number; endMs: number },
  rules: ShiftRules,
  due: readonly Interval[],
): { lateAfterMs: number; earlyBeforeMs: number } {
  return {
    lateAfterMs: (due[0]?.fromMs ?? startMs) + rules.lateGraceMinutes * minuteMs,
    earlyBeforeMs: (due.at(-1)?.toMs ?? endMs) - rules.earlyGraceMinutes * minuteMs,
  };
}
