import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KnownShift } from '../shifts/shiftDay.ts';
import { addDays, calendarDay, instantOf } from '../shifts/localTime.ts';
import { plannedDay } from '../shifts/plannedDay.ts';
import type { DayCorrection, PersonDay, ShiftRules } from '../wire.ts';
import { dayExtent } from './dayExtent.ts';
import { type DayFacts, personDay } from './personDay.ts';

const minute = 60_000;
const hour = 60 * minute;
const rules: ShiftRules = {
  ...{ start: '08:00', end: '17:00', weekdays: [1, 2, 3, 4, 5], breaks: [{ from: '12:00', to: '13:00' }] },
  ...{ timeZone: null, calendarId: null, lateGraceMinutes: 10, earlyGraceMinutes: 5 },
  ...{ opensBeforeMinutes: 60, closesAfterMinutes: 120, halfDayUnderMinutes: 240, absentUnderMinutes: 60 },
  ...{ pairing: 'alternating', hours: 'firstToLast' },
};
const office: KnownShift = { shiftId: 'office', name: 'Office', rules };
const night: KnownShift = {
  ...{ shiftId: 'night', name: 'Night' },
  rules: { ...rules, start: '22:00', end: '06:00', breaks: [{ from: '02:00', to: '02:30' }] },
};
const who = { personId: 'p1', name: 'Ana', code: 'E-1', teamId: 't1', team: 'Sales', areas: ['Hall'] };

type Case = Partial<Omit<DayFacts, 'extent'>> & {
  date?: string;
  zone?: string;
  shift?: KnownShift | null;
  nowMs?: number;
  holidays?: Map<string, string>;
};
function dayOf({
  date = '2026-11-20',
  zone = 'Asia/Jakarta',
  shift = office,
  nowMs = Infinity,
  ...more
}: Case) {
  const { holidays = new Map<string, string>(), ...facts } = more;
  const planOf = (days: number) =>
    plannedDay({
      ...{ date: addDays(date, days), timeZone: zone, shift, holidays, leaves: more.leaves ?? [] },
    });
  const frame = (days: number) => {
    const plan = planOf(days);
    return { calendar: calendarDay(zone, plan.date), shift: plan.shift };
  };
  const extent = dayExtent(frame(-1), frame(0), frame(1));
  const none: Omit<DayFacts, 'extent' | 'covered'> = {
    ...{
      sojourns: [],
      absences: [],
      punches: [],
      leaves: [],
      paused: [],
      corrections: [],
      graceMs: 30_000,
      isBadgeOnly: false,
    },
  };
  return personDay(who, planOf(0), { ...none, covered: [extent], ...facts, extent }, nowMs);
}
const at = (time: string, date = '2026-11-20', zone = 'Asia/Jakarta'): number => instantOf(zone, date, time);
const seen = (from: string, to: string, area = 'Hall') => ({ fromMs: at(from), toMs: at(to), area });
const tiles = (day: PersonDay): string[] =>
  day.timeline.map(({ kind, fromMs, toMs }) => `${kind} ${(toMs - fromMs) / minute}`);

test('personDay() tells an ordinary day', () => {
  const day = dayOf({
    sojourns: [seen('08:04', '11:55'), seen('13:02', '16:00'), seen('16:20', '17:01')],
    absences: [{ absenceId: 'a1', fromMs: at('16:00'), toMs: at('16:20'), area: 'Hall', excused: false }],
  });
  expect(tiles(day)).toEqual([
    ...['off 480', 'away 4', 'present 231', 'away 5', 'break 60', 'away 2', 'present 178', 'absent 20'],
    ...['present 41', 'off 419'],
  ]);
  expect(day).toMatchObject({
    ...{ status: 'present', firstSeenMs: at('08:04'), lastSeenMs: at('17:01'), lateMs: 0, earlyMs: 0 },
    ...{ plannedMs: 8 * hour, presentMs: 450 * minute, awayMs: 11 * minute, absentMs: 20 * minute },
    ...{ longestAbsenceMs: 20 * minute, coverage: 1, automatic: null },
  });
  expect(day.why).toBe(
    'Shift Office from 08:00 to 17:00. Seen from 08:04 to 17:01, present for 7 h 30 min. Absences: 1, the longest 20 min.',
  );
});

test('unseen for no longer than the grace is present', () => {
  const gap = { fromMs: at('08:00'), toMs: at('09:00'), area: 'Hall' };
  const after = { fromMs: at('09:00') + 30_000, toMs: at('17:00'), area: 'Hall' };
  expect(dayOf({ sojourns: [gap, after] }).awayMs).toBe(60 * 0);
  const later = { ...after, fromMs: after.fromMs + 1 };
  expect(dayOf({ sojourns: [gap, later] }).awayMs).toBe(30_001);
});

describe('late and early', () => {
  test('within the grace is in time, after it the whole counts', () => {
    expect(dayOf({ sojourns: [seen('08:10', '16:55')] })).toMatchObject({ lateMs: 0, earlyMs: 0 });
    expect(dayOf({ sojourns: [seen('08:11', '16:54')] })).toMatchObject({
      ...{ lateMs: 11 * minute, earlyMs: 6 * minute },
    });
  });
  test('a punch counts where it is earlier than the first sighting', () => {
    const punches = [{ atMs: at('07:58'), direction: 'in' as const, source: 'terminal' as const }];
    expect(dayOf({ sojourns: [seen('08:40', '17:00')], punches }).lateMs).toBe(0);
  });
  test('nobody is late whose cameras were blind when they may have come', () => {
    const covered = [{ fromMs: at('08:30'), toMs: at('23:00') }];
    expect(dayOf({ sojourns: [seen('08:40', '17:00')], covered }).lateMs).toBeNull();
  });
  test('leave in the morning moves the start', () => {
    const leaves = [{ fromMs: at('00:00'), toMs: at('10:00'), why: 'doctor' }];
    const day = dayOf({ sojourns: [seen('10:05', '17:00')], leaves });
    expect(day).toMatchObject({ lateMs: 0, plannedMs: 6 * hour, leave: { why: 'doctor' } });
  });
});

describe('status', () => {
  test('too little present is half a day, or absent', () => {
    expect(dayOf({ sojourns: [seen('08:00', '11:00')] }).status).toBe('halfDay');
    expect(dayOf({ sojourns: [seen('08:00', '08:30')] }).status).toBe('absent');
    expect(dayOf({}).status).toBe('absent');
  });
  test('blind cameras make nobody absent', () => {
    const day = dayOf({ covered: [] });
    expect(day).toMatchObject({ status: 'unseen', absentMs: 0, blindMs: 8 * hour, coverage: 0 });
    // Seen for three hours, blind for four: half a day cannot be said.
    const covered = [{ fromMs: at('00:00'), toMs: at('13:00') }];
    expect(dayOf({ sojourns: [seen('08:00', '11:00')], covered }).status).toBe('unseen');
  });
  test('a short outage does not hide somebody who never came', () => {
    const covered = [
      { fromMs: at('00:00'), toMs: at('10:00') },
      { fromMs: at('10:20'), toMs: at('23:59') },
    ];
    expect(dayOf({ covered }).status).toBe('absent');
  });
  test('leave, holidays and rest days are told apart', () => {
    const leaves = [{ fromMs: at('00:00'), toMs: at('23:59'), why: '' }];
    expect(dayOf({ leaves })).toMatchObject({ status: 'onLeave', plannedMs: 0, lateMs: null });
    expect(dayOf({ holidays: new Map([['2026-11-20', 'Feast']]) }).status).toBe('holiday');
    expect(dayOf({ date: '2026-11-21' }).status).toBe('restDay');
  });
  test('a day that goes on is running, and tells what was until now', () => {
    const day = dayOf({ sojourns: [seen('08:00', '09:00')], nowMs: at('10:00') });
    expect(day).toMatchObject({ status: 'running', presentMs: hour, awayMs: hour, earlyMs: null });
    expect(day.timeline.at(-1)?.toMs).toBe(at('10:00'));
  });
});

test('whoever checked out need not be there until they check in again', () => {
  const punch = (time: string, direction: 'in' | 'out') => ({
    atMs: at(time),
    direction,
    source: 'terminal' as const,
  });
  const punches = [punch('08:00', 'in'), punch('14:00', 'out'), punch('15:00', 'in'), punch('16:00', 'out')];
  const day = dayOf({ sojourns: [seen('08:00', '14:00'), seen('15:00', '16:00')], punches });
  expect(day).toMatchObject({ awayMs: 0, earlyMs: hour, punchedMs: 8 * hour, plannedMs: 8 * hour });
});

test('an excused absence stays in the list, and is away', () => {
  const absences = [{ absenceId: 'a', fromMs: at('09:00'), toMs: at('10:00'), area: null, excused: true }];
  const day = dayOf({ sojourns: [seen('08:00', '09:00'), seen('10:00', '17:00')], absences });
  expect(day).toMatchObject({
    absentMs: 0,
    awayMs: hour,
    longestAbsenceMs: 0,
    absences: [{ excused: true }],
  });
});

test('an overnight shift belongs to the day it begins, with its break after midnight', () => {
  const sojourns = [{ fromMs: at('21:50'), toMs: at('06:02', '2026-11-21'), area: 'Hall' }];
  const day = dayOf({ shift: night, sojourns });
  expect(day).toMatchObject({ status: 'present', plannedMs: 7.5 * hour, lateMs: 0, earlyMs: 0 });
  expect(day.presentMs).toBe(8 * hour + 12 * minute);
  const next = dayOf({ shift: night, sojourns, date: '2026-11-21' });
  expect(next).toMatchObject({ firstSeenMs: null, presentMs: 0 });
});

test('a day of 23 and of 25 hours is planned by the clock on the wall, and lasts as long as it lasts', () => {
  const zone = 'Europe/Berlin';
  for (const [date, hours] of [
    ['2026-03-29', 7],
    ['2026-10-25', 9],
  ] as const) {
    const sunday = { ...night, rules: { ...night.rules, weekdays: [6], breaks: [] } };
    const day = dayOf({ zone, date: addDays(date, -1), shift: sunday });
    expect(day.plannedMs).toBe(hours * hour);
  }
  const length = (date: string) => {
    const { timeline } = dayOf({ zone, date, shift: null });
    return ((timeline.at(-1)?.toMs ?? 0) - (timeline[0]?.fromMs ?? 0)) / hour;
  };
  expect([length('2026-03-29'), length('2026-10-25')]).toEqual([23, 25]);
});

test('zones of half an hour begin their day there', () => {
  const zone = 'Asia/Kolkata';
  const day = dayOf({
    zone,
    sojourns: [{ fromMs: at('08:00', undefined, zone), toMs: at('17:00', undefined, zone), area: 'x' }],
  });
  expect(day).toMatchObject({ status: 'present', lateMs: 0 });
  expect(day.timeline[0]?.fromMs).toBe(Date.UTC(2026, 10, 19, 18, 30));
});

test('without a shift nobody is late, and who went home is not absent', () => {
  const absences = [
    { absenceId: 'a', fromMs: at('10:00'), toMs: at('10:30'), area: 'Hall', excused: false },
    { absenceId: 'b', fromMs: at('16:00'), toMs: at('08:00', '2026-11-21'), area: 'Hall', excused: false },
  ];
  const sojourns = [seen('09:00', '10:00'), seen('10:30', '16:00')];
  expect(dayOf({ shift: null, sojourns, absences })).toMatchObject({
    ...{ status: 'noShift', plannedMs: 0, lateMs: null, earlyMs: null, coverage: null },
    ...{ absentMs: 30 * minute, presentMs: 6.5 * hour, absences: [{ absenceId: 'a' }] },
  });
});

describe('by hand', () => {
  const corrected = (
    field: DayCorrection['field'],
    value: DayCorrection['value'],
    atMs: number,
  ): DayCorrection => ({
    ...{ correctionId: `c${atMs}`, personId: 'p1', date: '2026-11-20', field, value, atMs },
    ...{ why: 'worked in the field', by: 'Hanna' },
  });
  test('what is said counts, and what was recorded stays readable', () => {
    const corrections = [corrected('presentMs', 8 * hour, 1), corrected('firstSeenMs', at('08:00'), 2)];
    const day = dayOf({ sojourns: [seen('11:00', '12:00')], corrections });
    expect(day).toMatchObject({
      ...{ status: 'present', presentMs: 8 * hour, lateMs: 0, firstSeenMs: at('08:00') },
      automatic: { status: 'halfDay', presentMs: hour, firstSeenMs: at('11:00'), lastSeenMs: at('12:00') },
    });
    expect(day.timeline).toEqual(dayOf({ sojourns: [seen('11:00', '12:00')] }).timeline);
  });
  test('the newest word counts, and null takes it back', () => {
    const said = [corrected('status', 'present', 1), corrected('status', 'onLeave', 2)];
    const day = dayOf({ corrections: said });
    expect(day).toMatchObject({ status: 'onLeave', why: 'By hand, by Hanna: worked in the field' });
    const back = dayOf({ corrections: [...said, corrected('status', null, 3)] });
    expect(back).toMatchObject({ status: 'absent', automatic: null });
    expect(back.corrections).toHaveLength(3);
  });
  test('a note changes nothing else', () => {
    expect(dayOf({ corrections: [corrected('note', 'visited a client', 1)] })).toMatchObject({
      ...{ note: 'visited a client', automatic: null, status: 'absent' },
    });
  });
});

const zones = [
  'Asia/Jakarta',
  'Asia/Kolkata',
  'Europe/Berlin',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'UTC',
];
const intervals = fc
  .array(fc.tuple(fc.integer({ min: -2000, max: 4000 }), fc.integer({ min: 0, max: 600 })), { maxLength: 12 })
  .map((list) =>
    list
      .map(([from, length]) => ({ fromMs: from * minute, toMs: (from + length) * minute }))
      .sort((a, b) => a.fromMs - b.fromMs),
  );
const apart = intervals.map((list) =>
  list.reduce<{ fromMs: number; toMs: number }[]>((kept, each) => {
    if (each.fromMs >= (kept.at(-1)?.toMs ?? -Infinity)) kept.push(each);
    return kept;
  }, []),
);

test('whatever was recorded, the spans tile the day and their lengths add up', () => {
  fc.assert(
    fc.property(
      fc.record({
        zone: fc.constantFrom(...zones),
        date: fc.constantFrom(
          '2026-03-28',
          '2026-03-29',
          '2026-10-25',
          '2026-11-20',
          '2026-04-05',
          '2026-10-04',
        ),
        shift: fc.constantFrom(office, night, null),
        nowMinutes: fc.option(fc.integer({ min: -100, max: 4000 })),
        ...{ sojourns: intervals, absences: apart, covered: apart, leaves: apart, paused: apart },
      }),
      ({ zone, date, shift, nowMinutes, ...facts }) => {
        const midnight = calendarDay(zone, date).fromMs;
        const move = <T extends { fromMs: number; toMs: number }>(list: T[]) =>
          list.map((each) => ({ ...each, fromMs: each.fromMs + midnight, toMs: each.toMs + midnight }));
        const day = dayOf({
          ...{ zone, date, shift },
          nowMs: nowMinutes === null ? Infinity : midnight + nowMinutes * minute,
          sojourns: move(facts.sojourns).map((each, index) => ({
            ...each,
            area: index % 2 ? 'Hall' : 'Gate',
          })),
          absences: move(facts.absences).map((each, index) => ({
            ...each,
            ...{ absenceId: String(index), area: null, excused: index % 3 === 0 },
            toMs: index === facts.absences.length - 1 && index % 2 ? null : each.toMs,
          })),
          covered: move(facts.covered),
          leaves: move(facts.leaves).map((each) => ({ ...each, why: '' })),
          paused: move(facts.paused),
        });
        const { timeline } = day;
        timeline.forEach((span, index) => {
          expect(span.toMs).toBeGreaterThan(span.fromMs);
          if (index > 0) expect(span.fromMs).toBe(timeline[index - 1]?.toMs);
        });
        const sum = (kind: string) =>
          timeline.filter((span) => span.kind === kind).reduce((ms, span) => ms + span.toMs - span.fromMs, 0);
        expect([sum('present'), sum('away'), sum('absent'), sum('blind')]).toEqual([
          ...[day.presentMs, day.awayMs, day.absentMs, day.blindMs],
        ]);
        expect(day.longestAbsenceMs).toBeLessThanOrEqual(day.absentMs);
        expect(day.coverage ?? 0).toBeGreaterThanOrEqual(0);
        expect(day.coverage ?? 1).toBeLessThanOrEqual(1);
        expect(day.awayMs + day.absentMs + day.blindMs).toBeLessThanOrEqual(
          day.shift ? day.plannedMs : Math.max(0, (timeline.at(-1)?.toMs ?? 0) - (timeline[0]?.fromMs ?? 0)),
        );
      },
    ),
    { numRuns: 300, seed: 5 },
  );
});

test('the days of a person follow each other without a gap, whatever the shifts', () => {
  for (const shift of [office, night, null])
    for (const zone of zones) {
      const ends = [
        '2026-03-27',
        '2026-03-28',
        '2026-03-29',
        '2026-03-30',
        '2026-10-24',
        '2026-10-25',
        '2026-10-26',
      ].map((date) => ({ date, timeline: dayOf({ date, zone, shift }).timeline }));
      ends.forEach(({ date, timeline }, index) => {
        const next = ends[index + 1];
        if (next?.date === addDays(date, 1)) expect(next.timeline[0]?.fromMs).toBe(timeline.at(-1)?.toMs);
      });
    }
});

describe('a pause of monitoring', () => {
  const pause = (from: string, to: string) => [{ fromMs: at(from), toMs: at(to) }];

  test('over the whole shift makes nobody absent', () => {
    const day = dayOf({ paused: pause('00:00', '23:00') });
    expect(day).toMatchObject({ status: 'unseen', absentMs: 0, awayMs: 0, lateMs: null, coverage: null });
  });

  test('over the morning makes nobody late, nor the day shorter than it was', () => {
    const day = dayOf({ paused: pause('07:00', '15:00'), sojourns: [seen('15:00', '17:00')] });
    expect(day).toMatchObject({ status: 'unseen', lateMs: null, earlyMs: 0, awayMs: 0 });
  });

  test('over an hour leaves whoever never came absent', () => {
    expect(dayOf({ paused: pause('09:00', '10:00') }).status).toBe('absent');
  });
});

describe('somebody recognised by badge alone', () => {
  const punched = (...times: [string, 'in' | 'out' | 'unknown'][]) =>
    times.map(([time, direction]) => ({ atMs: at(time), direction, source: 'terminal' as const }));
  const badge = (more: Case) => dayOf({ isBadgeOnly: true, covered: [], ...more });

  test('is present from the punch in to the punch out, whatever cameras saw', () => {
    const day = badge({ punches: punched(['08:20', 'in'], ['16:30', 'out']) });
    expect(tiles(day).slice(1, 5)).toEqual(['away 20', 'present 220', 'break 60', 'present 210']);
    expect(day).toMatchObject({
      ...{ status: 'present', lateMs: 20 * minute, earlyMs: 30 * minute, coverage: null },
      ...{ firstSeenMs: at('08:20'), lastSeenMs: at('16:30'), presentMs: 430 * minute, blindMs: 0 },
    });
    expect(day.why).toBe(
      'Shift Office from 08:00 to 17:00. By badge alone: first punch 08:20, last punch 16:30, present for 7 h 10 min. Late by 20 min. Left 30 min early.',
    );
  });

  test('stays until the shift ends without a punch out, and is then not early', () => {
    for (const direction of ['in', 'unknown'] as const)
      expect(badge({ punches: punched(['07:55', direction]) })).toMatchObject({
        ...{ status: 'present', presentMs: (8 * 60 + 5) * minute, awayMs: 0, lateMs: 0, earlyMs: 0 },
        lastSeenMs: at('07:55'),
      });
    const running = badge({ punches: punched(['07:55', 'in']), nowMs: at('10:00') });
    expect(running).toMatchObject({ status: 'running', presentMs: 125 * minute, earlyMs: null });
  });

  test('who goes and comes back was there twice', () => {
    const punches = punched(['08:00', 'in'], ['10:00', 'out'], ['11:00', 'in'], ['17:30', 'out']);
    expect(badge({ punches })).toMatchObject({ presentMs: 7.5 * hour, absentMs: 0, earlyMs: 0 });
    const evening = punched(['08:00', 'in'], ['12:00', 'out'], ['18:00', 'in'], ['18:30', 'out']);
    expect(badge({ punches: evening })).toMatchObject({ presentMs: 4.5 * hour, earlyMs: 0 });
  });

  test('without a punch nobody can say while the shift goes on; then it is absent', () => {
    expect(badge({ nowMs: at('11:00') })).toMatchObject({
      ...{ status: 'running', blindMs: 3 * hour, awayMs: 0, absentMs: 0, lateMs: null },
    });
    const over = badge({ nowMs: at('19:30') });
    expect(over).toMatchObject({ status: 'absent', firstSeenMs: null, blindMs: 0 });
    expect(over.why).toBe('Shift Office from 08:00 to 17:00. By badge alone: no punch.');
  });
});
