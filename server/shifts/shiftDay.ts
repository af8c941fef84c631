/** One shift on one date, in instants. Pure. */
import type { LocalDate, ShiftRules, TimeOfDay } from '../wire.ts';
import { clip, type Interval, merge } from './intervals.ts';
import { addDays, instantOf } from './localTime.ts';

export type KnownShift = { shiftId: string; name: string; rules: ShiftRules };
export type ShiftTimes = {
  shiftId: string;
  name: string;
  startMs: number;
  endMs: number;
  /** A punch or sighting from then to then can belong to it, both included. */
  opensMs: number;
  closesMs: number;
};
export type ShiftDay = ShiftTimes & { breaks: Interval[] };

/** `date`: on which it begins, by the calendar of `timeZone`. Its end is never before its start, however clocks are changed. */
export function shiftDay({ shiftId, name, rules }: KnownShift, date: LocalDate, timeZone: string): ShiftDay {
  const startMs = instantOf(timeZone, date, rules.start);
  const endMs = instantOf(timeZone, isOvernight(rules) ? addDays(date, 1) : date, rules.end);
  const breaks = rules.breaks.map((each) => breakOf(each, rules.start, date, timeZone));
  return {
    ...{ shiftId, name, startMs, endMs },
    opensMs: startMs - rules.opensBeforeMinutes * minuteMs,
    closesMs: endMs + rules.closesAfterMinutes * minuteMs,
    breaks: merge(clip(breaks, { fromMs: startMs, toMs: endMs })),
  };
}

/** An end at or before the start is of the next day. */
export const isOvernight = ({ start, end }: Pick<ShiftRules, 'start' | 'end'>): boolean => end <= start;

/** A break earlier on the clock than the start is after midnight. */
function breakOf(
  { from, to }: { from: TimeOfDay; to: TimeOfDay },
  start: TimeOfDay,
  date: LocalDate,
  timeZone: string,
): Interval {
  const begins = from < start ? addDays(date, 1) : date;
  const ends = to <= from ? addDays(begins, 1) : begins;
  return { fromMs: instantOf(timeZone, begins, from), toMs: instantOf(timeZone, ends, to) };
}

export const minuteMs = 60_000;
