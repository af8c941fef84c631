import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from './localTime.ts';
import { totalMs } from './intervals.ts';
import { shiftDateOf, windowOf } from './shiftDateOf.ts';
import { at, daysAround, planned, shiftOf } from './testShift.ts';

const time = fc.integer({ min: 0, max: 24 * 12 - 1 }).map((step) => {
  const minutes = step * 5;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
});
const shifts = fc
  .record({
    start: time,
    end: time,
    opensBeforeMinutes: fc.integer({ min: 0, max: 720 }),
    closesAfterMinutes: fc.integer({ min: 0, max: 720 }),
    breaks: fc.array(fc.record({ from: time, to: time }), { maxLength: 2 }),
  })
  .map((rules) => shiftOf(rules));
const zone = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
/** Around the changes of clocks, and any other day. */
const date = fc.oneof(
  fc.constantFrom('2026-03-29', '2026-10-25', '2026-03-08', '2026-11-01', '2026-04-05', '2026-10-04'),
  fc.integer({ min: 0, max: 364 }).map((days) => addDays('2026-01-01', days)),
);

test('windowOf() gives every instant to one day at most, whatever shifts follow each other in whatever zone', () => {
  fc.assert(
    fc.property(
      zone,
      date,
      fc.array(fc.option(shifts), { minLength: 7, maxLength: 7 }),
      (timeZone, from, each) => {
        const days = each.map((shift, index) => planned(addDays(from, index), shift, { timeZone }));
        const windows = days
          .map((day) => windowOf(day.date, days))
          .filter(({ fromMs, toMs }) => toMs > fromMs);
        for (const [index, window] of windows.entries()) {
          const after = windows.slice(index + 1);
          expect(after.every(({ fromMs }) => fromMs >= window.toMs)).toBe(true);
        }
      },
    ),
    { seed: 5, numRuns: 200 },
  );
});

test('shiftDateOf() finds the day whose window holds the instant', () => {
  fc.assert(
    fc.property(
      ...([zone, date, fc.array(shifts, { minLength: 5, maxLength: 5 })] as const),
      fc.integer({ min: 0, max: 5 * 24 * 60 }),
      (timeZone, from, each, minutes) => {
        const days = each.map((shift, index) => planned(addDays(from, index), shift, { timeZone }));
        const atMs = (days[0]?.shift?.startMs ?? 0) + minutes * 60_000 + 1;
        const found = shiftDateOf(atMs, 'unknown', days);
        const holding = days.filter((day) => {
          const { fromMs, toMs } = windowOf(day.date, days);
          return fromMs <= atMs && atMs < toMs;
        });
        expect(holding.length).toBeLessThanOrEqual(1);
        // Shifts that overlap, which nobody can be assigned, may be told apart another way.
        const apart = days.every(
          ({ shift }, index) => (days[index + 1]?.shift?.startMs ?? Infinity) >= shift!.endMs,
        );
        if (apart && holding[0] && !isEdge(atMs, days)) expect(found).toBe(holding[0].date);
      },
    ),
    { seed: 5, numRuns: 200 },
  );
});

const isEdge = (atMs: number, days: ReturnType<typeof planned>[]): boolean =>
  days.some((day) => Object.values(windowOf(day.date, days)).some((edge) => Math.abs(edge - atMs) < 2));

test('plannedDay() never asks for less than nothing, nor for more than the shift, however clocks are changed', () => {
  fc.assert(
    fc.property(zone, date, shifts, (timeZone, on, shift) => {
      const day = planned(on, shift, { timeZone });
      const { startMs, endMs } = day.shift!;
      expect(endMs).toBeGreaterThanOrEqual(startMs);
      expect(day.due.every(({ fromMs, toMs }) => fromMs >= startMs && toMs <= endMs && toMs > fromMs)).toBe(
        true,
      );
      expect(totalMs(day.due) + totalMs(day.breaks)).toBe(endMs - startMs);
    }),
    { seed: 5, numRuns: 200 },
  );
});

test('shiftDateOf() gives who comes while the next shift opens to that one, and who leaves after one ended to that', () => {
  const night = shiftOf({ start: '23:00', end: '07:00' }, 'night');
  const days = [
    ...daysAround('2026-11-18', night, ['2026-11-18']).slice(0, 3),
    ...daysAround('2026-11-19', shiftOf({ start: '07:30', end: '15:00' })).slice(2),
  ];
  const on = (text: string, direction: 'in' | 'out' | 'unknown') =>
    shiftDateOf(at(`2026-11-19 ${text}`), direction, days);
  expect([on('07:10', 'out'), on('07:20', 'out'), on('07:10', 'in')]).toEqual([
    ...['2026-11-18', '2026-11-18', '2026-11-19'],
  ]);
  expect([on('07:10', 'unknown'), on('07:20', 'unknown')]).toEqual(['2026-11-18', '2026-11-19']);
});
