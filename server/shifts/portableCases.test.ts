/**
 * Goal: what users of other systems rely on, and what went wrong there, holds here. Method: one test for each named behaviour of Frappe
 * HR's tests of shift types (20), check-ins (20), attendance (8) and shift assignments (10), and for each public bug; in our words, on
 * our functions. `~`: it has no meaning here as it stands, and is the nearest behaviour of ours.
 */
import { describe, expect, test } from 'vitest';
import type { PersonRule, RuleBook, RuleVersion } from '../rules/ruleBook.ts';
import { rulesOf } from '../rules/rulesOf.ts';
import type { LocalDate, PunchDirection, ShiftAssignment, ShiftRules } from '../wire.ts';
import { clashOf } from './clashOf.ts';
import { dutyNow } from './dutyNow.ts';
import { judgeDay } from './judgeDay.ts';
import { addDays, daysBetween } from './localTime.ts';
import { pairPunches, punchedHours } from './pairPunches.ts';
import type { PlannedDay } from './plannedDay.ts';
import type { KnownShift } from './shiftDay.ts';
import { punch } from './shapes.ts';
import { shiftDateOf, windowOf } from './shiftDateOf.ts';
import { at, daysAround, planned, punches, shiftOf, shiftRules } from './testShift.ts';

const hourMs = 3600_000;
/** Thursday; the days beside it. */
const [day, next, before] = ['2026-11-19', '2026-11-20', '2026-11-18'];
const lateNow = at('2026-12-31');

/** A day with these punches, judged long afterwards. */
function judged(
  rules: Partial<ShiftRules>,
  said: string[],
  more: { nowMs?: number; planned?: PlannedDay } = {},
) {
  const plan = more.planned ?? planned(day, shiftOf(rules));
  const hours = punchedHours(punches(day, ...said), shiftRules(rules));
  const { firstInMs: firstMs, workedMs } = hours;
  const lastMs = hours.lastOutMs ?? firstMs;
  return {
    ...judgeDay({ planned: plan, firstMs, lastMs, workedMs, nowMs: more.nowMs ?? lateNow }),
    workedMs,
  };
}
/** Which date a punch counts for; the shift takes place on `only`, or every day. */
const dateOf = (
  text: string,
  rules: Partial<ShiftRules>,
  only?: LocalDate[],
  direction: PunchDirection = 'unknown',
) => shiftDateOf(at(text), direction, daysAround(day, shiftOf(rules), only));
/** Of days with a shift alone: a calendar day without one is no shift. */
function shiftDate(text: string, rules: Partial<ShiftRules>, only?: LocalDate[]): LocalDate | null {
  const days = daysAround(day, shiftOf(rules), only);
  const date = shiftDateOf(at(text), 'unknown', days);
  return days.find((each) => each.date === date)?.shift ? date : null;
}

const version = <K extends RuleVersion['kind']>(
  kind: K,
  subjectId: string,
  value: RuleVersion<K>['value'],
  fromMs = 0,
) => ({ kind, subjectId, fromDate: '2026-01-01', fromMs, value, recordedBy: '' }) as RuleVersion;
const person = (more: Partial<PersonRule> = {}): PersonRule => ({
  ...{ name: 'Ana', code: null, teamId: 'team', areaIds: [], supervisorId: null, deactivated: false },
  ...more,
});
const assigned = (
  shiftId: string,
  fromDate: LocalDate,
  toDate: LocalDate | null = null,
  to = 'ana',
): ShiftAssignment => ({
  ...{ assignmentId: `${shiftId} ${fromDate} ${to}`, shiftId, fromDate, toDate },
  ...{ personId: to === 'team' ? null : to, teamId: to === 'team' ? to : null },
});
/** A company in UTC with Ana in a team, and these shifts. */
const company = (
  shifts: KnownShift[],
  assignments: ShiftAssignment[],
  more: Partial<RuleBook> & { people?: RuleVersion[] } = {},
) =>
  rulesOf({
    companyId: 'co',
    versions: [
      version('company', 'co', { name: 'Harbour', timeZone: 'UTC' }),
      version('team', 'team', { name: 'Team', parentId: null, leadId: null }),
      ...(more.people ?? [version('person', 'ana', person())]),
      ...shifts.map(({ shiftId, name, rules }) => version('shift', shiftId, { ...rules, name })),
    ],
    ...{ assignments, leaves: [], pauses: [] },
  });

type Span = [start: string, end: string, from?: LocalDate, to?: LocalDate | null, weekdays?: number[]];
const clash = (...spans: [Span, Span]): LocalDate | null => {
  const [one, other] = spans.map(
    ([start, end, fromDate = day, toDate = null, weekdays = [1, 2, 3, 4, 5, 6, 7]]) => ({
      ...{ fromDate, toDate },
      rules: () => shiftRules({ start, end, weekdays }),
    }),
  );
  return clashOf(one!, other!);
};

describe('shift types', () => {
  test('mark attendance: who comes and leaves in time is present', () => {
    expect(judged({}, ['08:00', '12:00'])).toMatchObject({ status: 'present', lateMs: 0, earlyMs: 0 });
  });
  test('mark attendance with different shift start time: a window changed in the middle of the day keeps both punches on it', () => {
    const rules = [shiftOf({}), shiftOf({ opensBeforeMinutes: 120 })].map((shift) => planned(day, shift));
    expect(rules.map((plan) => shiftDateOf(at(`${day} 08:00`), 'unknown', [plan]))).toEqual([day, day]);
    expect(judged({ opensBeforeMinutes: 120 }, ['08:00', '12:00']).status).toBe('present');
  });
  test('attendance date for different start and actual start date: who comes before midnight for a shift after it counts for its date', () => {
    expect(dateOf(`${before} 23:45`, { start: '00:30', end: '08:00' }, [day])).toBe(day);
  });
  test('entry and exit grace: beyond it somebody is late and early', () => {
    const grace = { lateGraceMinutes: 60, earlyGraceMinutes: 60 };
    expect(judged(grace, ['09:30', '10:30'])).toMatchObject({
      status: 'present',
      lateMs: 1.5 * hourMs,
      earlyMs: 1.5 * hourMs,
    });
    expect(judged(grace, ['09:00', '11:00'])).toMatchObject({ lateMs: 0, earlyMs: 0 });
  });
  test('working hours threshold for half day', () => {
    expect(judged({ halfDayUnderMinutes: 120 }, ['08:00', '09:30'])).toMatchObject({
      status: 'halfDay',
      workedMs: 1.5 * hourMs,
    });
  });
  test('working hours threshold for absent', () => {
    expect(judged({ absentUnderMinutes: 120 }, ['08:00', '09:30'])).toMatchObject({
      status: 'absent',
      workedMs: 1.5 * hourMs,
    });
  });
  test('working hours threshold for absent and half day 1: between the two it is half a day', () => {
    expect(judged({ halfDayUnderMinutes: 120, absentUnderMinutes: 60 }, ['08:00', '09:30']).status).toBe(
      'halfDay',
    );
  });
  test('working hours threshold for absent and half day 2: under both it is absence', () => {
    expect(judged({ halfDayUnderMinutes: 120, absentUnderMinutes: 60 }, ['08:00', '08:45']).status).toBe(
      'absent',
    );
  });
  test('~ mark auto attendance on holiday enabled: a shift that follows no calendar takes place on every holiday', () => {
    const rules = company([shiftOf({ calendarId: null })], [assigned('day', day)]);
    expect(judged({}, ['08:00', '12:00'], { planned: rules.plannedDay('ana', day) }).status).toBe('present');
  });
  test('mark auto attendance on holiday disabled: a holiday stays one, and what was worked is still counted', () => {
    const holiday = planned(day, shiftOf({}), { holidays: new Map([[day, 'Rest']]) });
    expect(judged({}, ['08:00', '12:00'], { planned: holiday })).toMatchObject({
      status: 'holiday',
      workedMs: 4 * hourMs,
    });
    expect(shiftDateOf(at(`${day} 08:00`), 'unknown', [holiday])).toBe(day);
  });
  test('mark absent for dates with no attendance: each assigned day that is over, and not the one that goes on', () => {
    const rules = company([shiftOf({})], [assigned('day', before, before), assigned('day', day)]);
    const nowMs = at(`${next} 10:00`);
    const status = [before, day, next].map((date) =>
      judgeDay({
        planned: rules.plannedDay('ana', date),
        firstMs: null,
        lastMs: null,
        workedMs: null,
        nowMs,
      }),
    );
    expect(status.map((each) => each.status)).toEqual(['absent', 'absent', 'running']);
  });
  test('mark absent for dates with no attendance for midnight shift: one absence for each date of a shift that closes after midnight', () => {
    const late = shiftOf({ start: '15:00', end: '23:30', closesAfterMinutes: 120 });
    const rules = company([late], [assigned('day', before, before), assigned('day', day, day)]);
    const all = daysBetween(addDays(day, -4), addDays(day, 4)).map((date) => rules.plannedDay('ana', date));
    const statuses = all.map((plan) =>
      judgeDay({ planned: plan, firstMs: null, lastMs: null, workedMs: null, nowMs: lateNow }),
    );
    expect(statuses.filter(({ status }) => status === 'absent')).toHaveLength(2);
  });
  test('do not mark absent before shift actual end time: until the window closes the day goes on', () => {
    expect(judged({}, [], { nowMs: at(`${day} 13:00`) }).status).toBe('running');
    expect(judged({}, [], { nowMs: at(`${day} 13:01`) }).status).toBe('absent');
  });
  test('do not mark absent before shift actual end time for midnight shift: nor when it closes on the next date', () => {
    const late = { start: '15:00', end: '23:30' };
    const said = ['15:00', '23:30'];
    expect(judged(late, said, { nowMs: at(`${next} 00:30`) }).status).toBe('running');
    expect(judged(late, said, { nowMs: at(`${next} 01:00`) }).status).toBe('present');
  });
  test('skip marking absent on a holiday: nobody is absent then, nor without an assignment', () => {
    const holiday = planned(day, shiftOf({}), { holidays: new Map([[day, 'Rest']]) });
    expect(judged({}, [], { planned: holiday }).status).toBe('holiday');
    expect(judged({}, [], { planned: planned(day, null) }).status).toBe('noShift');
  });
  test('skip absent marking for a fallback default shift: the shift of the team is not asked of who has one of their own', () => {
    const rules = company(
      [shiftOf({}), shiftOf({ start: '14:00', end: '18:00' }, 'own')],
      [...[assigned('day', before, null, 'team'), assigned('own', day)]],
    );
    expect([before, day].map((date) => rules.plannedDay('ana', date).shift?.name)).toEqual(['day', 'own']);
  });
  test('skip absent marking for inactive employee: nothing is asked of whoever is deactivated', () => {
    const people = [version('person', 'ana', person({ deactivated: true }))];
    expect(company([shiftOf({})], [assigned('day', day)], { people }).plannedDay('ana', day).kind).toBe(
      'noShift',
    );
  });
  test('get start and end dates: not before the assignment, on its last day, and not after', () => {
    const rules = company([shiftOf({})], [assigned('day', day, next)]);
    const kinds = daysBetween(before, addDays(next, 1)).map((date) => rules.plannedDay('ana', date).kind);
    expect(kinds).toEqual(['noShift', 'work', 'work', 'noShift']);
  });
  test('~ skip auto attendance for duplicate record: however often it is asked, a date is planned and judged once', () => {
    const rules = company([shiftOf({})], [assigned('day', day)]);
    expect(rules.plannedDay('ana', day)).toBe(rules.plannedDay('ana', day));
    expect(judged({}, ['08:00', '12:00'])).toEqual(judged({}, ['08:00', '12:00']));
  });
  test('~ skip auto attendance for overlapping shift: two shifts that overlap are not assigned to one person', () => {
    expect(clash(['08:00', '10:00'], ['09:30', '11:00'])).toBe(day);
  });
});

describe('check-ins', () => {
  test('~ geolocation tracking: where they were made tells nothing about the pair; two terminals make one', () => {
    const said = punches(day, '08:00', '12:00').map((each, index) => ({
      ...each,
      deviceId: `gate ${index}`,
    }));
    expect(pairPunches(said, 'alternating')).toEqual([
      { inMs: at(`${day} 08:00`), outMs: at(`${day} 12:00`) },
    ]);
  });
  test('~ add log based on employee field: a punch keeps person, time, device and direction as they were sent', () => {
    const sent = {
      punchId: '1',
      personId: 'ana',
      atMs: 1,
      direction: 'in',
      source: 'terminal',
      deviceId: 'first floor',
    };
    expect(punch.parse({ ...sent, area: null, by: null, note: '' })).toMatchObject(sent);
  });
  test('mark attendance and link log: four punches are of one day and make its hours', () => {
    const said = ['08:00', '09:00', '10:00', '12:00'];
    expect(said.map((time) => dateOf(`${day} ${time}`, {}))).toEqual([day, day, day, day]);
    expect(judged({ hours: 'everyPair' }, said)).toMatchObject({ status: 'present', workedMs: 3 * hourMs });
  });
  test('~ unlink attendance on cancellation: when the assignment is taken back the punches stay, and count for their calendar day', () => {
    expect([dateOf(`${day} 08:00`, {}), dateOf(`${day} 08:00`, {}, [])]).toEqual([day, day]);
    expect(planned(day, null).shift).toBeNull();
  });
  test('calculate working hours: by turns or by direction, from first to last or every pair', () => {
    const turns = ['05:30', '07:00', '07:30', '10:30', '12:00'];
    const told = [
      '05:30 out',
      '06:00 in',
      '07:00 out',
      '07:10 in',
      '07:40 out',
      '08:00 in',
      '09:30 in',
      '11:00 out',
    ];
    const hours = (said: string[], pairing: ShiftRules['pairing'], count: ShiftRules['hours']) =>
      (punchedHours(punches(day, ...said), { pairing, hours: count }).workedMs ?? 0) / hourMs;
    expect(hours(turns, 'alternating', 'everyPair')).toBe(4.5);
    expect(hours(turns, 'alternating', 'firstToLast')).toBe(6.5);
    expect([hours(told, 'byDirection', 'firstToLast'), hours(told, 'byDirection', 'everyPair')]).toEqual([
      5, 4.5,
    ]);
    expect(hours(['06:00 in', '11:00 out'], 'byDirection', 'everyPair')).toBe(5);
    const { firstInMs, lastOutMs } = punchedHours(punches(day, ...told), {
      pairing: 'byDirection',
      hours: 'firstToLast',
    });
    expect([firstInMs, lastOutMs]).toEqual([at(`${day} 06:00`), at(`${day} 11:00`)]);
  });
  test('fetch shift: within its hours and its window, both ends included, and not a minute after', () => {
    const dates = ['08:45', '07:00', '13:00', '13:01', '06:59'].map((time) =>
      shiftDate(`${day} ${time}`, {}, [day]),
    );
    expect(dates).toEqual([day, day, day, null, null]);
  });
  test('fetch shift for assignment with end date: after the last day there is none', () => {
    const rules = company([shiftOf({})], [assigned('day', day, next)]);
    expect([day, next, addDays(next, 1)].map((date) => rules.plannedDay('ana', date).shift !== null)).toEqual(
      [true, true, false],
    );
  });
  test('shift start and end timings: start, end, and when the window opens and closes', () => {
    const [startMs, endMs, opensMs, closesMs] = ['08:00', '12:00', '07:00', '13:00'].map((time) =>
      at(`${day} ${time}`),
    );
    expect(planned(day, shiftOf({})).shift).toMatchObject({ startMs, endMs, opensMs, closesMs });
  });
  test('fetch shift based on default shift: without one of their own somebody works the shift of the team', () => {
    const rules = company(
      [shiftOf({ start: '14:00', end: '16:00' })],
      [assigned('day', before, null, 'team')],
    );
    expect(rules.dateOf('ana', at(`${day} 14:45`))).toBe(day);
    expect(rules.plannedDay('ana', day).shift?.startMs).toBe(at(`${day} 14:00`));
  });
  const midnight = { start: '23:00', end: '01:00' };
  test('fetch night shift for assignment without end date: both sides of midnight count for the date on which it began', () => {
    const rules = company([shiftOf(midnight)], [assigned('day', day)]);
    expect([`${day} 23:00`, `${next} 01:30`].map((text) => rules.dateOf('ana', at(text)))).toEqual([
      day,
      day,
    ]);
    const [opensMs, closesMs] = [at(`${day} 22:00`), at(`${next} 02:00`)];
    expect(rules.plannedDay('ana', day).shift).toMatchObject({ opensMs, closesMs });
  });
  const night = { start: '23:00', end: '07:00' };
  test('fetch night shift on assignment boundary: the end of an assignment of one day lies on the next', () => {
    const rules = company([shiftOf(night)], [assigned('day', day, day)]);
    expect([`${day} 23:00`, `${next} 07:00`].map((text) => rules.dateOf('ana', at(text)))).toEqual([
      day,
      day,
    ]);
  });
  test('night shift not fetched outside assignment boundary for diff start date', () => {
    const times = [`${next} 23:00`, `${day} 07:00`, `${before} 23:00`];
    expect(times.map((text) => shiftDate(text, night, [day]))).toEqual([null, null, null]);
  });
  test('night shift not fetched outside assignment boundary for diff end date', () => {
    const times = [`${next} 19:00`, `${day} 00:30`, `${before} 19:00`];
    expect(times.map((text) => shiftDate(text, { start: '19:00', end: '00:30' }, [day]))).toEqual([
      null,
      null,
      null,
    ]);
  });
  test('night shift not fetched outside before shift margin', () => {
    const times = [`${day} 23:30`, `${next} 00:30`, `${before} 00:30`];
    expect(times.map((text) => shiftDate(text, { start: '00:30', end: '10:00' }, [day]))).toEqual([
      null,
      null,
      null,
    ]);
  });
  test('night shift not fetched outside after shift margin', () => {
    const times = [`${day} 00:30`, `${next} 15:00`, `${before} 15:00`, `${before} 00:30`];
    expect(times.map((text) => shiftDate(text, { start: '15:00', end: '23:30' }, [day]))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
  test('fetch night shift in margin period after shift: the window reaches past midnight', () => {
    const late = { start: '15:00', end: '23:00', closesAfterMinutes: 120 };
    expect([`${day} 14:00`, `${next} 01:00`].map((text) => shiftDate(text, late, [day]))).toEqual([day, day]);
  });
  test('fetch night shift in margin period before shift: the window opens before midnight', () => {
    const early = { start: '00:30', end: '10:00' };
    expect([`${before} 23:30`, `${day} 11:00`].map((text) => shiftDate(text, early, [day]))).toEqual([
      day,
      day,
    ]);
  });
  test('~ consecutive shift assignments overlapping within grace period: the nearer of two shifts has the punch, and neither loses its own', () => {
    const days = [
      planned(before, shiftOf({ start: '20:00', end: '00:00' })),
      planned(day, shiftOf({ start: '00:30', end: '04:30' })),
    ];
    const on = ['00:00', '00:01', '00:15', '00:16', '00:30'].map((time) =>
      shiftDateOf(at(`${day} ${time}`), 'unknown', days),
    );
    expect(on).toEqual([before, before, before, day, day]);
    expect(windowOf(before, days).toMs).toBe(windowOf(day, days).fromMs);
  });
  test('~ geofencing: which place is asked for is that of the moment', () => {
    const people = [
      version('area', 'a', { name: 'Loc A', parentId: null, timeZone: null }),
      version('area', 'b', { name: 'Loc B', parentId: null, timeZone: null }),
      version('person', 'ana', person({ areaIds: ['a'] })),
      version('person', 'ana', person({ areaIds: ['b'] }), at(`${day} 13:00`)),
    ];
    const rules = company([], [], { people });
    const places = ['10:00', '16:00'].map((time) => [...rules.workAreasAt('ana', at(`${day} ${time}`))]);
    expect(places).toEqual([['Loc A'], ['Loc B']]);
  });
  test('bulk fetch shift: punches follow an assignment made afterwards, and those of a day that is over keep theirs', () => {
    const shifts = [shiftOf({}), shiftOf({ start: '12:30', end: '16:30' }, 'later')];
    const rules = company(shifts, [assigned('day', before, null, 'team'), assigned('later', day)]);
    const at1230 = [before, day].map((date) =>
      rules.plannedDay('ana', rules.dateOf('ana', at(`${date} 12:30`)) ?? '2026-01-01'),
    );
    expect(at1230.map(({ shift }) => shift?.name)).toEqual(['day', 'later']);
  });
});

describe('attendance', () => {
  test('duplicate attendance: a second shift on the same date is refused', () => {
    expect(clash(['08:00', '12:00', day, day], ['08:00', '12:00', day, day])).toBe(day);
  });
  test('duplicate attendance with shift: also one without a last day, and another shift', () => {
    expect(clash(['08:00', '10:00', day, day], ['08:00', '10:00'])).toBe(day);
    expect(clash(['08:00', '10:00'], ['13:00', '15:00', day, day])).toBe(day);
  });
  test('overlapping shift attendance validation: hours that overlap are refused', () => {
    expect(clash(['08:00', '10:00', day, day], ['09:30', '11:00', day, day])).toBe(day);
  });
  test('~ allow attendance with different shifts: two on different days of the week; on one day a long break parts two halves', () => {
    expect(clash(['08:00', '10:00', day, null, [1, 3]], ['11:00', '12:00', day, null, [2, 4]])).toBeNull();
    const halves = planned(
      day,
      shiftOf({ start: '08:00', end: '20:00', breaks: [{ from: '12:00', to: '16:00' }] }),
    );
    expect(halves.due).toHaveLength(2);
  });
  test('mark absent: nobody came and the window is closed', () => {
    expect(judged({}, [])).toMatchObject({ status: 'absent', lateMs: null, earlyMs: null });
  });
  test('unmarked days: every date of a range has exactly one plan, holidays and rest days too', () => {
    const rules = company([shiftOf({ weekdays: [1, 2, 3, 4, 5] })], [assigned('day', '2026-11-01')]);
    const dates = daysBetween('2026-11-01', '2026-11-30');
    const days = dates.map((date) => rules.plannedDay('ana', date));
    expect(days.map(({ date }) => date)).toEqual(dates);
    expect(days.filter(({ kind }) => kind === 'restDay')).toHaveLength(9);
  });
  test('unmarked days excluding holidays: nothing is due on those', () => {
    const calendarId = 'java';
    const shift = shiftOf({ weekdays: [1, 2, 3, 4, 5], calendarId });
    const people = [
      version('person', 'ana', person()),
      version('calendar', calendarId, { days: [{ date: day, name: 'Rest' }] }),
    ];
    const rules = company([shift], [assigned('day', '2026-11-01')], { people });
    const due = daysBetween('2026-11-01', '2026-11-30').filter(
      (date) => rules.plannedDay('ana', date).due.length > 0,
    );
    expect([due.length, due.includes(day)]).toEqual([20, false]);
  });
  test('unmarked days as per joining and relieving dates: nothing before somebody joins, nor after they leave', () => {
    const people = [
      version('person', 'ana', person(), at(`${day} 06:00`)),
      version('person', 'ana', person({ deactivated: true }), at(`${next} 18:00`)),
    ];
    const rules = company([shiftOf({})], [assigned('day', day)], { people });
    const kinds = [before, day, next, addDays(next, 1)].map((date) => rules.plannedDay('ana', date).kind);
    expect(kinds).toEqual(['noShift', 'work', 'work', 'noShift']);
  });
});

describe('shift assignments', () => {
  test('overlapping for ongoing shift: one that ended before is fine, one that begins later is not', () => {
    expect(clash(['08:00', '12:00'], ['08:00', '12:00', before, before])).toBeNull();
    expect(clash(['08:00', '12:00'], ['08:00', '12:00', addDays(day, 2)])).toBe(addDays(day, 2));
  });
  test('multiple shift assignments for same date: one shift a day', () => {
    expect(clash(['08:00', '12:00'], ['19:00', '23:00'])).toBe(day);
  });
  test('overlapping for fixed period shift', () => {
    const [from, to] = [addDays(day, 10), addDays(day, 35)];
    expect(clash(['08:00', '12:00', day, addDays(day, 30)], ['08:00', '12:00', from, to])).toBe(from);
  });
  test('overlapping for a fixed period shift and ongoing shift', () => {
    expect(clash(['08:00', '12:00', day, addDays(day, 30)], ['11:00', '15:00'])).toBe(day);
  });
  test('~ overlap for shifts on same day with overlapping timeslots: on one day any two meet, on different days none', () => {
    for (const other of [
      ['11:00', '15:00'],
      ['12:00', '16:00'],
    ] as const) {
      expect(clash(['08:00', '12:00'], [...other])).toBe(day);
      expect(clash(['08:00', '12:00', day, null, [4]], [...other, day, null, [5]])).toBeNull();
    }
  });
  test('overlap for midnight shifts: one that reaches into the next day meets what begins before it ends, and nothing after', () => {
    const onTwoDays = (one: [string, string], other: [string, string]) =>
      clash([...one, day, null, [4]], [...other, day, null, [5]]);
    expect(onTwoDays(['22:00', '02:00'], ['01:30', '03:00'])).toBe(next);
    expect(onTwoDays(['20:00', '01:00'], ['00:30', '05:00'])).toBe(next);
    expect(onTwoDays(['20:00', '01:00'], ['01:00', '05:00'])).toBeNull();
    expect(onTwoDays(['15:00', '20:00'], ['00:00', '05:00'])).toBeNull();
  });
  test('calendar: a range shows each person the days they work in it, and nothing of others', () => {
    const people = [version('person', 'ana', person()), version('person', 'bo', person({ teamId: null }))];
    const all = [
      assigned('day', addDays(day, -3), addDays(day, -2)),
      assigned('day', before, day),
      assigned('day', addDays(day, 30)),
    ];
    const rules = company([shiftOf({})], all, { people });
    const worked = (id: string) =>
      daysBetween(day, addDays(day, 30)).filter((date) => rules.plannedDay(id, date).kind === 'work');
    expect([worked('ana'), worked('bo')]).toEqual([[day, addDays(day, 30)], []]);
  });
  test('calendar for night shift: it ends on the next date', () => {
    const { shift } = planned(day, shiftOf({ start: '08:00', end: '02:00' }));
    expect([shift?.startMs, shift?.endMs]).toEqual([at(`${day} 08:00`), at(`${next} 02:00`)]);
  });
  test('consecutive day and night shifts: at the minute of the change it is still the one before', () => {
    const days = [
      planned(before, shiftOf({ start: '19:00', end: '07:00' })),
      planned(day, shiftOf({ start: '07:00', end: '19:00' })),
    ];
    const on = ['07:00', '07:01', '19:00'].map((time) => shiftDateOf(at(`${day} ${time}`), 'unknown', days));
    expect(on).toEqual([before, day, day]);
  });
  test('shift details on consecutive days with overlapping timings: yesterday’s hours do not narrow today’s window', () => {
    const shifts = [
      shiftOf({ start: '07:00', end: '12:00' }, 'morning'),
      shiftOf({ start: '09:30', end: '14:00' }, 'afternoon'),
    ];
    const rules = company(shifts, [
      assigned('morning', addDays(day, -2), before),
      assigned('afternoon', day, next),
    ]);
    expect(rules.windowOf('ana', day)).toEqual({ fromMs: at(`${day} 08:30`), toMs: at(`${day} 15:00`) });
    expect(
      [`${before} 07:01`, `${before} 13:00`, `${day} 14:01`].map((text) => rules.dateOf('ana', at(text))),
    ).toEqual([...[before, before, day]]);
  });
});

describe('public bugs', () => {
  test('hrms #3298: who leaves a night shift counts for it, although another shift begins on that date', () => {
    const days = [
      planned(before, shiftOf({ start: '18:00', end: '07:00' })),
      planned(day, shiftOf({ start: '14:00', end: '20:00' })),
    ];
    expect(shiftDateOf(at(`${day} 07:10`), 'out', days)).toBe(before);
    expect(shiftDateOf(at(`${day} 07:10`), 'unknown', days)).toBe(before);
  });
  test('hrms #541: a night shift of one date is found on the next, where none is assigned', () => {
    expect(shiftDate(`${next} 02:00`, { start: '20:00', end: '02:00' }, [day])).toBe(day);
  });
  test('hrms #713, #714: midnight itself is one instant of one day, before, at and after it', () => {
    const times = [`${day} 23:59`, `${next} 00:00`, `${next} 00:01`];
    expect(times.map((text) => shiftDate(text, { start: '20:00', end: '00:00' }, [day]))).toEqual([
      day,
      day,
      day,
    ]);
    expect(planned(day, shiftOf({ start: '20:00', end: '00:00' })).shift?.endMs).toBe(at(next));
  });
  test('hrms #1703: two shifts on days that follow each other do not cut each other’s windows, and nobody is absent early', () => {
    const days = [
      planned(before, shiftOf({ start: '07:00', end: '18:00' })),
      planned(day, shiftOf({ start: '07:00', end: '18:00' })),
    ];
    expect(windowOf(day, days).fromMs).toBe(at(`${day} 06:00`));
    expect(judged({ start: '07:00', end: '18:00' }, [], { nowMs: at(`${day} 18:30`) }).status).toBe(
      'running',
    );
  });
  test('hrms #3353: after a forgotten check-out the first punch of the next day is an arrival', () => {
    const said = [...punches(day, '08:00'), ...punches(next, '08:00')];
    const days = daysAround(day, shiftOf({}));
    const own = said.filter(({ atMs, direction }) => shiftDateOf(atMs, direction, days) === next);
    expect(pairPunches(own, 'alternating')).toEqual([{ inMs: at(`${next} 08:00`), outMs: null }]);
  });
  test('hrms #3408: no check-out is invented: the hours are not known, and nobody is absent for that', () => {
    expect(punchedHours(punches(day, '08:00'), shiftRules())).toMatchObject({
      workedMs: null,
      missingOut: true,
    });
    expect(judged({ absentUnderMinutes: 120, halfDayUnderMinutes: 200 }, ['08:00']).status).toBe('present');
  });
  test('hrms #4251: a punch from a clock that is ahead lets nobody go before its time', () => {
    const asked = (time: string) =>
      dutyNow({
        ...{ nowMs: at(`${day} ${time}`), days: daysAround(day, shiftOf({})), leaves: [], pauses: [] },
        punches: punches(day, '08:00 in', '11:00 out'),
      }).duty.kind;
    expect(['10:00', '11:00'].map(asked)).toEqual(['due', 'off']);
  });
  test('hrms #5273: punches that arrive late and in any order after an outage make the same pairs', () => {
    const said = punches(day, '08:00 in', '09:00 out', '09:30 in', '12:00 out');
    for (const pairing of ['alternating', 'byDirection'] as const)
      expect(pairPunches(said.toReversed(), pairing)).toEqual(pairPunches(said, pairing));
  });
  test('Horilla #1115: punches that do not say in or out (code 255) are paired all the same', () => {
    for (const pairing of ['alternating', 'byDirection'] as const)
      expect(punchedHours(punches(day, '08:00', '12:00'), shiftRules({ pairing })).workedMs).toBe(4 * hourMs);
  });
  test('Horilla #340: of many punches the first in and the last out can make the hours', () => {
    const said = ['08:00', '09:00', '09:10', '10:00', '10:20', '12:00'];
    expect(punchedHours(punches(day, ...said), shiftRules({ hours: 'firstToLast' })).workedMs).toBe(
      4 * hourMs,
    );
  });
  test('Horilla #358: a night is one day: its check-out is not the check-in of the next', () => {
    const rules = { start: '22:00', end: '06:00' };
    const said = [...punches(day, '21:55'), ...punches(next, '06:05')];
    expect(said.map(({ atMs }) => shiftDateOf(atMs, 'unknown', daysAround(day, shiftOf(rules))))).toEqual([
      day,
      day,
    ]);
    expect(pairPunches(said, 'alternating')).toHaveLength(1);
  });
  test('Odoo #235089: eight hours over midnight stay eight hours of the date on which the shift began', () => {
    const night = shiftOf({ start: '20:00', end: '04:00' });
    const said = [...punches(day, '20:00'), ...punches(next, '04:00')];
    const own = said.filter(({ atMs }) => shiftDateOf(atMs, 'unknown', daysAround(day, night)) === day);
    expect(punchedHours(own, night.rules).workedMs).toBe(8 * hourMs);
  });
  test('a finger held twice within a minute is one punch, and a quick out after in is not', () => {
    expect(
      pairPunches(
        [...punches(day, '08:00'), { atMs: at(`${day} 08:00`) + 59_000, direction: 'unknown' }],
        'alternating',
      ),
    ).toHaveLength(1);
    const quick = [
      ...punches(day, '08:00 in'),
      { atMs: at(`${day} 08:00`) + 30_000, direction: 'out' as const },
    ];
    expect(pairPunches(quick, 'byDirection')).toMatchObject([{ outMs: at(`${day} 08:00`) + 30_000 }]);
  });
});
