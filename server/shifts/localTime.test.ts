import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { addDays, calendarDay, instantOf, localDateOf, weekdayOf } from './localTime.ts';

export const zones = [
  ...[
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Australia/Lord_Howe',
    'Asia/Jakarta',
    'Pacific/Apia',
  ],
];
const iso = (atMs: number) => new Date(atMs).toISOString();

test('instantOf() takes the first of two times the clock shows, and the moment of the change for one it leaves out', () => {
  expect(iso(instantOf('Europe/Berlin', '2026-10-25', '02:30'))).toBe('2026-10-25T00:30:00.000Z');
  expect(iso(instantOf('Europe/Berlin', '2026-03-29', '02:30'))).toBe('2026-03-29T01:00:00.000Z');
  expect(iso(instantOf('Australia/Lord_Howe', '2026-10-04', '02:10'))).toBe('2026-10-03T15:30:00.000Z');
  expect(iso(instantOf('Asia/Kolkata', '2026-11-19', '08:00'))).toBe('2026-11-19T02:30:00.000Z');
});

test('instantOf() never runs backwards on a day, in any zone', () => {
  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const day = fc.integer({ min: 0, max: 730 }).map((days) => addDays('2026-01-01', days));
  fc.assert(
    fc.property(fc.constantFrom(...zones), day, time, time, (zone, date, one, other) => {
      const [first, second] = [one, other].toSorted();
      expect(instantOf(zone, date, first!)).toBeLessThanOrEqual(instantOf(zone, date, second!));
      const shown = DateTime.fromMillis(instantOf(zone, date, one), { zone }).toFormat('yyyy-MM-dd HH:mm');
      expect(shown >= `${date} ${one}`).toBe(true);
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('localDateOf() and calendarDay() agree with each other', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) }),
      (zone, atMs) => {
        const { fromMs, toMs } = calendarDay(zone, localDateOf(zone, atMs));
        expect(fromMs <= atMs && atMs < toMs).toBe(true);
      },
    ),
    { seed: 5 },
  );
});

test('weekdayOf() begins with Monday', () => {
  expect(['2026-11-16', '2026-11-22'].map(weekdayOf)).toEqual([1, 7]);
});
