import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from './localTime.ts';
import { type DutyInput, dutyNow } from './dutyNow.ts';
import { at, daysAround, planned, punches, shiftOf } from './testShift.ts';

const office = shiftOf({
  ...{ start: '08:00', end: '17:00', breaks: [{ from: '12:00', to: '13:00' }], lateGraceMinutes: 10 },
  weekdays: [1, 2, 3, 4, 5],
});
/** Thursday. */
const date = '2026-11-19';
const now = (time: string, more: Partial<DutyInput> = {}, on = date) =>
  dutyNow({
    ...{ nowMs: at(`${on} ${time}`), days: daysAround(on, office), punches: [], leaves: [], pauses: [] },
    ...more,
  }).duty;
const untilMs = (text: string) => at(text);

test('dutyNow() has somebody due from the start to the end, and not in breaks', () => {
  const [startMs, endMs] = [at(`${date} 08:00`), at(`${date} 17:00`)];
  const due = { kind: 'due', shiftId: 'day', startMs, endMs, lateAfterMs: at(`${date} 08:10`) };
  expect(now('07:59')).toEqual({ kind: 'off', why: 'beforeShift', untilMs: untilMs(`${date} 08:00`) });
  expect(now('08:00')).toEqual({ ...due, sinceMs: startMs, untilMs: untilMs(`${date} 12:00`) });
  expect(now('12:30')).toEqual({ kind: 'off', why: 'break', untilMs: untilMs(`${date} 13:00`) });
  expect(now('16:59')).toEqual({ ...due, sinceMs: at(`${date} 13:00`), untilMs: endMs });
  expect(now('17:00')).toEqual({ kind: 'off', why: 'afterShift', untilMs: untilMs('2026-11-20 08:00') });
});

test('dutyNow() knows rest days, holidays, leave and pauses', () => {
  expect(now('10:00', {}, '2026-11-21')).toMatchObject({ why: 'restDay' });
  const days = daysAround(date, office, undefined, { holidays: new Map([[date, 'Day of work']]) });
  expect(now('10:00', { days })).toMatchObject({ why: 'holiday', untilMs: untilMs('2026-11-20 08:00') });
  const leaves = [{ fromMs: at(`${date} 09:00`), toMs: at(`${date} 11:00`) }];
  const onLeave = { leaves, days: daysAround(date, office, undefined, { leaves }) };
  expect(['08:30', '10:00', '11:00'].map((time) => now(time, onLeave).kind)).toEqual(['due', 'off', 'due']);
  expect(now('10:00', onLeave)).toEqual({ kind: 'off', why: 'leave', untilMs: at(`${date} 11:00`) });
  const pauses = [{ fromMs: at(`${date} 09:00`), toMs: Infinity }];
  expect(now('10:00', { ...onLeave, pauses })).toEqual({ kind: 'off', why: 'paused', untilMs: null });
});

test('dutyNow() lets somebody go who checked out, until they check in again or the next shift begins', () => {
  const left = { punches: punches(date, '07:55 in', '14:00 out') };
  expect(now('13:59', left).kind).toBe('due');
  expect(now('14:30', left)).toEqual({ kind: 'off', why: 'checkedOut', untilMs: at(`${date} 17:00`) });
  expect(now('14:30', { punches: punches(date, '14:00 out', '14:20 in') }).kind).toBe('due');
  const next = { punches: punches(date, '17:02 out'), days: daysAround('2026-11-20', office) };
  expect(now('08:30', next, '2026-11-20').kind).toBe('due');
});

test('dutyNow() reads punches that do not say which they are by turns, where the shift says so', () => {
  expect(now('14:30', { punches: punches(date, '07:55', '14:00') })).toMatchObject({ why: 'checkedOut' });
  expect(now('14:30', { punches: punches(date, '07:55') }).kind).toBe('due');
  const days = daysAround(date, shiftOf({ ...office.rules, pairing: 'byDirection' }));
  expect(now('14:30', { days, punches: punches(date, '07:55', '14:00') }).kind).toBe('due');
});

test('dutyNow() expects whoever has no shift at any time, until they check out', () => {
  const days = daysAround(date, office, []);
  expect(now('03:00', { days })).toEqual({ kind: 'always' });
  expect(now('18:30', { days, punches: punches(date, '18:00 out') })).toMatchObject({ why: 'checkedOut' });
  expect(now('19:30', { days, punches: punches(date, '18:00 out', '19:00 in') })).toEqual({ kind: 'always' });
});

test('dutyNow() keeps somebody on a night shift due past midnight', () => {
  const night = shiftOf({ start: '22:00', end: '06:00', weekdays: [4] }, 'night');
  const on = (text: string) =>
    dutyNow({ nowMs: at(text), days: daysAround('2026-11-20', night), punches: [], leaves: [], pauses: [] })
      .duty;
  expect(on('2026-11-20 03:00')).toMatchObject({ kind: 'due', sinceMs: at(`${date} 22:00`) });
  expect(on('2026-11-20 06:00')).toMatchObject({ kind: 'off', why: 'restDay' });
});

test('dutyNow() says when it may say something else, and never changes before', () => {
  const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
  const leave = fc.tuple(minutes, fc.integer({ min: 1, max: 600 })).map(([from, length]) => ({
    fromMs: at(date) + from * 60_000,
    toMs: at(date) + (from + length) * 60_000,
  }));
  fc.assert(
    fc.property(
      ...([minutes, minutes, fc.array(leave, { maxLength: 2 }), fc.array(leave, { maxLength: 1 })] as const),
      fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'),
      (first, later, leaves, pauses, timeZone) => {
        const days = [-2, -1, 0, 1, 2].map((count) =>
          planned(addDays(date, count), office, { leaves, timeZone }),
        );
        const ask = (nowMs: number) => dutyNow({ nowMs, days, punches: [], leaves, pauses });
        const nowMs = at(date) + first * 60_000;
        const { duty, changesMs } = ask(nowMs);
        expect(changesMs).toBeGreaterThan(nowMs);
        const between = Math.min(nowMs + later * 60_000, changesMs - 1);
        expect(ask(between).duty).toEqual(duty);
      },
    ),
    { seed: 5, numRuns: 200 },
  );
});
