/** Between the clock on the wall of a place and instants. Pure. */
import { DateTime, IANAZone } from 'luxon';
import type { LocalDate, TimeOfDay } from '../wire.ts';

/**
 * The first instant at which the clock on the wall shows this time or a later one of that date. So times never run backwards: where a
 * clock is put forward over it, the instant of that; where it shows it twice, the first.
 */
export function instantOf(timeZone: string, date: LocalDate, time: TimeOfDay): number {
  return keep(instants, `${timeZone} ${date} ${time}`, () => findInstant(timeZone, date, time));
}

function findInstant(timeZone: string, date: LocalDate, time: TimeOfDay): number {
  const wallMs = Date.parse(`${date}T${time}:00Z`);
  const zone = zoneOf(timeZone);
  const [before, after] = [zone.offset(wallMs - dayMs) * minuteMs, zone.offset(wallMs + dayMs) * minuteMs];
  const shows = (atMs: number): boolean => atMs + zone.offset(atMs) * minuteMs === wallMs;
  const found = [wallMs - before, wallMs - after].filter(shows);
  return found.length > 0 ? Math.min(...found) : changeBetween(zone, wallMs - after, wallMs - before);
}

/** The clock is put forward at some instant between: the first with the later offset. */
function changeBetween(zone: Zone, fromMs: number, toMs: number): number {
  const later = zone.offset(toMs);
  let [low, high] = [fromMs, toMs];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (zone.offset(middle) === later) high = middle;
    else low = middle;
  }
  return high;
}

/** What the calendar on the wall says. */
export function localDateOf(timeZone: string, atMs: number): LocalDate {
  return new Date(atMs + zoneOf(timeZone).offset(atMs) * minuteMs).toISOString().slice(0, 10);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  const key = `${date} ${days}`;
  return keep(dates, key, () =>
    new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10),
  );
}

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (date: LocalDate): number =>
  keep(weekdays, date, () => new Date(`${date}T00:00:00Z`).getUTCDay() || 7);

export const daysBetween = (from: LocalDate, to: LocalDate): LocalDate[] => {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
  return Array.from({ length: Math.max(0, days + 1) }, (_, index) => addDays(from, index));
};

/** From one midnight to the next: 23 to 25 hours. */
export const calendarDay = (timeZone: string, date: LocalDate) => ({
  fromMs: instantOf(timeZone, date, '00:00'),
  toMs: instantOf(timeZone, addDays(date, 1), '00:00'),
});

export const isLocalDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && DateTime.fromISO(text, { zone: 'utc' }).isValid;

const minuteMs = 60_000;
const dayMs = 24 * 3600_000;
/** What is added to an instant for the clock on the wall. */
export const offsetMs = (timeZone: string, atMs: number): number => zoneOf(timeZone).offset(atMs) * minuteMs;

/** Clocks have been changed at full quarters of an hour since 1972: one answer for each is enough, and asking is slow. */
const quarterMs = 15 * minuteMs;
const mostKept = 50_000;

/** Ten thousand people ask for the same few days. */
const instants = new Map<string, number>();
const dates = new Map<string, LocalDate>();
const weekdays = new Map<string, number>();
function keep<T>(known: Map<string, T>, key: string, find: () => T): T {
  const value = known.get(key) ?? find();
  if (known.size >= mostKept) known.clear();
  known.set(key, value);
  return value;
}

type Zone = { offset: (atMs: number) => number };
const zones = new Map<string, Zone>();
function zoneOf(name: string): Zone {
  const known = zones.get(name) ?? keepOffsets(IANAZone.create(name));
  zones.set(name, known);
  return known;
}

function keepOffsets(zone: IANAZone): Zone {
  const known = new Map<number, number>();
  return {
    offset(atMs) {
      const quarter = Math.floor(atMs / quarterMs);
      const offset = known.get(quarter) ?? zone.offset(quarter * quarterMs);
      if (known.size >= mostKept) known.clear();
      known.set(quarter, offset);
      return offset;
    },
  };
}
