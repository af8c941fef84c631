/** For tests: a shift and its days. */
import type { LocalDate, PunchDirection, ShiftRules } from '../wire.ts';
import { addDays, instantOf } from './localTime.ts';
import { type PlannedDay, plannedDay, type PlannedInput } from './plannedDay.ts';
import type { KnownShift } from './shiftDay.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** 08:00 to 12:00 on every day, open for an hour before and after, and no grace. */
export const shiftRules = (more: Partial<ShiftRules> = {}): ShiftRules => ({
  ...{ start: '08:00', end: '12:00', weekdays: everyDay, breaks: [], timeZone: null, calendarId: null },
  ...{ lateGraceMinutes: 0, earlyGraceMinutes: 0, opensBeforeMinutes: 60, closesAfterMinutes: 60 },
  ...{ halfDayUnderMinutes: null, absentUnderMinutes: null, pairing: 'alternating', hours: 'firstToLast' },
  ...more,
});

export const shiftOf = (more: Partial<ShiftRules> = {}, name = 'day'): KnownShift => ({
  ...{ shiftId: name, name, rules: shiftRules(more) },
});

export const planned = (
  date: LocalDate,
  shift: PlannedInput['shift'],
  more: Partial<PlannedInput> = {},
): PlannedDay => plannedDay({ date, timeZone: 'UTC', shift, holidays: new Map(), leaves: [], ...more });

/** The same shift on every date from two days before to two after; `only`: on these alone. */
export const daysAround = (
  date: LocalDate,
  shift: KnownShift,
  only?: LocalDate[],
  more: Partial<PlannedInput> = {},
): PlannedDay[] =>
  [-2, -1, 0, 1, 2].map((days) => {
    const each = addDays(date, days);
    return planned(each, only && !only.includes(each) ? null : shift, more);
  });

/** `2026-11-19 07:30`, in UTC unless said otherwise. */
export function at(text: string, timeZone = 'UTC'): number {
  const [date = '', time = '00:00'] = text.split(' ');
  return instantOf(timeZone, date, time);
}

/** `07:30 in`, `12:00 out`, `12:00`; on one date. */
export const punches = (date: LocalDate, ...said: string[]) =>
  said.map((text) => {
    const [time = '', direction = 'unknown'] = text.split(' ');
    return { atMs: at(`${date} ${time}`), direction: direction as PunchDirection };
  });
