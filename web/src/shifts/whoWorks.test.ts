import { expect, test } from 'vitest';
import type { ShiftAssignment, ShiftView } from '../../../server/wire.ts';
import { newShift } from '../components/shifts/shiftFormParts.ts';
import { weekdayOf, workDay } from './whoWorks.ts';

const shift = (shiftId: string, weekdays: number[], calendarId: string | null = null): ShiftView => ({
  ...newShift,
  ...{ shiftId, name: shiftId, weekdays, calendarId, archived: false, fromDate: '2026-01-01', people: 0 },
  versions: [],
});
const give = (shiftId: string, to: Partial<ShiftAssignment>): ShiftAssignment => ({
  ...{ assignmentId: shiftId, shiftId, personId: null, teamId: null, fromDate: '2026-01-01', toDate: null },
  ...to,
});
const known = {
  shifts: [shift('day', [1, 2, 3, 4, 5], 'c'), shift('weekend', [6, 7])],
  calendars: [{ calendarId: 'c', name: 'Indonesia', days: [{ date: '2026-12-25', name: 'Christmas' }] }],
  teams: [
    { teamId: 'works', name: 'Works', parentId: null, leadId: null },
    { teamId: 'crew', name: 'Crew', parentId: 'works', leadId: null },
  ],
};
const ann = { personId: 'ann', teamId: 'crew' };

test('workDay() takes the shift of the nearest team, unless the person has their own', () => {
  const ofTeam = { ...known, assignments: [give('day', { teamId: 'works' })] };
  expect(workDay(ann, '2026-11-27', ofTeam)).toMatchObject({ kind: 'work', shift: { shiftId: 'day' } });
  const own = { ...known, assignments: [...ofTeam.assignments, give('weekend', { personId: 'ann' })] };
  expect(workDay(ann, '2026-11-27', own)).toMatchObject({ kind: 'rest' });
  expect(workDay(ann, '2026-11-28', own)).toMatchObject({ kind: 'work', shift: { shiftId: 'weekend' } });
  expect(workDay({ personId: 'bo', teamId: null }, '2026-11-27', own)).toEqual({ kind: 'none' });
});

test('workDay() rests on holidays and outside the days of the assignment', () => {
  const assigned = { ...known, assignments: [give('day', { teamId: 'crew', toDate: '2026-12-31' })] };
  expect(workDay(ann, '2026-12-25', assigned)).toEqual({ kind: 'holiday', name: 'Christmas' });
  expect(workDay(ann, '2027-01-01', assigned)).toEqual({ kind: 'none' });
});

test('weekdayOf() counts from Monday', () => {
  expect(['2026-11-23', '2026-11-29'].map(weekdayOf)).toEqual([1, 7]);
});
