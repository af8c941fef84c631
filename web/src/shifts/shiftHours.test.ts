import { expect, test } from 'vitest';
import type { ShiftView } from '../../../server/wire.ts';
import { newShift } from '../components/shifts/shiftFormParts.ts';
import { breakMinutes, isOvernight, lengthMinutes, rulesOn, weekBars } from './shiftHours.ts';

const night = {
  ...newShift,
  start: '22:00',
  end: '06:00',
  breaks: [{ from: '02:00', to: '02:30' }],
  weekdays: [7],
};

test('a shift that ends at or before its start ends the next day', () => {
  expect(isOvernight(night)).toBe(true);
  expect(lengthMinutes(night)).toBe(480);
  expect(lengthMinutes({ start: '08:00', end: '08:00' })).toBe(1440);
  expect(isOvernight(newShift)).toBe(false);
});

test('breakMinutes() counts breaks before and after midnight', () => {
  expect(breakMinutes(night)).toBe(30);
  expect(breakMinutes({ ...night, breaks: [{ from: '23:45', to: '00:15' }] })).toBe(30);
});

test('weekBars() goes on in the next row after midnight, and after Sunday in that of Monday', () => {
  const work = weekBars(night).filter(({ kind }) => kind === 'work');
  expect(work).toEqual([
    { kind: 'work', weekday: 7, left: (100 * 22) / 24, width: (100 * 2) / 24 },
    { kind: 'work', weekday: 1, left: 0, width: 25 },
  ]);
});

test('rulesOn() is the newest version that began by the day', () => {
  const version = (fromDate: string, start: string) => ({
    ...newShift,
    ...{ fromDate, start, changedAtMs: 0, changedBy: 'Ada' },
  });
  const shift = { ...newShift, versions: [version('2026-02-01', '09:00'), version('2026-01-01', '08:00')] };
  expect(rulesOn(shift as unknown as ShiftView, '2026-01-31')?.start).toBe('08:00');
  expect(rulesOn(shift as unknown as ShiftView, '2026-02-01')?.start).toBe('09:00');
  expect(rulesOn(shift as unknown as ShiftView, '2025-12-31')).toBeNull();
});
