/** From when to when everything belongs to a day: the days of a person follow each other without gaps. Pure. */
import type { Interval } from '../shifts/intervals.ts';

/** The calendar day, and the shift that begins on it with what may come before and after; null: none. */
export type DayFrame = {
  calendar: Interval;
  shift: { startMs: number; endMs: number; opensMs: number; closesMs: number } | null;
};

export const dayExtent = (before: DayFrame, day: DayFrame, after: DayFrame): Interval => ({
  fromMs: borderBetween(before, day),
  toMs: borderBetween(day, after),
});

/**
 * Midnight, unless a shift goes beyond it, or the next one opens before. Where both want the same time it is shared in the middle
 * between the end of the one and the start of the other.
 */
export function borderBetween(day: DayFrame, next: DayFrame): number {
  const closesMs = Math.max(day.calendar.toMs, day.shift?.closesMs ?? -Infinity);
  const opensMs = Math.min(next.calendar.fromMs, next.shift?.opensMs ?? Infinity);
  const isBeyond = closesMs > day.calendar.toMs;
  const isBefore = opensMs < next.calendar.fromMs;
  const endMs = day.shift?.endMs ?? -Infinity;
  const startMs = next.shift?.startMs ?? Infinity;
  if (isBeyond && closesMs > Math.min(startMs, next.shift?.opensMs ?? Infinity))
    return between(endMs, startMs);
  if (isBeyond) return closesMs;
  return isBefore ? Math.max(opensMs, Math.min(endMs, startMs)) : day.calendar.toMs;
}

/** Shifts that overlap: the later one begins when it begins. */
const between = (endMs: number, startMs: number): number =>
  endMs >= startMs ? startMs : Math.floor((endMs + startMs) / 2);
