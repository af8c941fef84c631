import { expect, test } from 'vitest';
import type { ShiftRules } from '../wire.ts';
import type { PersonRule, RuleBook, RuleVersion } from './ruleBook.ts';
import { rulesOf } from './rulesOf.ts';

const at = (text: string): number => Date.parse(text);
const dayRules: ShiftRules = {
  ...{
    start: '08:00',
    end: '17:00',
    weekdays: [1, 2, 3, 4, 5],
    breaks: [],
    timeZone: null,
    calendarId: null,
  },
  ...{ lateGraceMinutes: 5, earlyGraceMinutes: 0, opensBeforeMinutes: 60, closesAfterMinutes: 60 },
  ...{ halfDayUnderMinutes: null, absentUnderMinutes: null, pairing: 'alternating', hours: 'firstToLast' },
};
const begin = at('2026-11-01T00:00:00Z');
const version = <K extends RuleVersion['kind']>(
  kind: K,
  subjectId: string,
  value: RuleVersion<K>['value'],
  fromMs = begin,
  fromDate: string | null = null,
): RuleVersion => ({ kind, subjectId, fromDate, fromMs, value, recordedBy: 'test' });
const person = (more: Partial<PersonRule> = {}): PersonRule => ({
  ...{ name: 'Ana', code: null, teamId: null, areaIds: [], supervisorId: null, deactivated: false },
  ...more,
});
const shift = (shiftId: string, more: Partial<ShiftRules> = {}, fromDate = '2026-11-01') =>
  version('shift', shiftId, { ...dayRules, ...more, name: shiftId }, begin, fromDate);
const assign = (
  shiftId: string,
  to: { personId?: string; teamId?: string },
  fromDate = '2026-11-01',
  toDate: string | null = null,
) => ({
  assignmentId: `${shiftId} ${fromDate}`,
  ...{ shiftId, personId: to.personId ?? null, teamId: to.teamId ?? null, fromDate, toDate },
});
const rules = (versions: RuleVersion[], more: Partial<RuleBook> = {}) =>
  rulesOf({
    companyId: 'co',
    versions: [version('company', 'co', { name: 'Harbour', timeZone: 'Asia/Jakarta' }), ...versions],
    ...{ assignments: [], leaves: [], pauses: [] },
    ...more,
  });

test('rulesOf() judges a past day by the shift of that day, whatever it is today', () => {
  const later = version(
    'shift',
    'day',
    { ...dayRules, start: '09:00', name: 'day' },
    at('2026-11-20T03:00:00Z'),
    '2026-11-20',
  );
  const { plannedDay } = rules([version('person', 'ana', person()), shift('day'), later], {
    assignments: [assign('day', { personId: 'ana' })],
  });
  expect(plannedDay('ana', '2026-11-19').shift?.startMs).toBe(at('2026-11-19T01:00:00Z'));
  expect(plannedDay('ana', '2026-11-20').shift?.startMs).toBe(at('2026-11-20T02:00:00Z'));
});

test('rulesOf() takes the zone of the shift, of the site of the first work area, of the company, in this order', () => {
  const world = [
    version('area', 'site', { name: 'Delhi', parentId: null, timeZone: 'Asia/Kolkata' }),
    version('area', 'room', { name: 'Room', parentId: 'site', timeZone: null }),
    version('person', 'ana', person({ areaIds: ['room'] })),
    version('person', 'bo', person()),
    ...[shift('day'), shift('berlin', { timeZone: 'Europe/Berlin' })],
  ];
  const { plannedDay, zoneOf } = rules(world, {
    assignments: [
      assign('day', { personId: 'ana' }),
      assign('day', { personId: 'bo' }),
      assign('berlin', { personId: 'cy' }),
    ],
  });
  expect(plannedDay('ana', '2026-11-19').shift?.startMs).toBe(at('2026-11-19T02:30:00Z'));
  expect(plannedDay('bo', '2026-11-19').shift?.startMs).toBe(at('2026-11-19T01:00:00Z'));
  expect([zoneOf('ana', begin), zoneOf('bo', begin)]).toEqual(['Asia/Kolkata', 'Asia/Jakarta']);
});

test('rulesOf() gives a team its shift, and who has one of their own theirs', () => {
  const { shiftOn, plannedDay } = rules(
    [
      version('team', 'all', { name: 'All', parentId: null, leadId: null }),
      version('team', 'gate', { name: 'Gate', parentId: 'all', leadId: null }),
      version('person', 'ana', person({ teamId: 'gate' })),
      version('person', 'bo', person({ teamId: 'gate' })),
      ...[shift('day'), shift('late', { start: '14:00', end: '22:00' })],
    ],
    {
      assignments: [
        assign('day', { teamId: 'all' }),
        assign('late', { personId: 'bo' }, '2026-11-10', '2026-11-12'),
      ],
    },
  );
  expect(shiftOn('ana', '2026-11-11')?.shiftId).toBe('day');
  expect(['2026-11-09', '2026-11-11', '2026-11-13'].map((date) => shiftOn('bo', date)?.shiftId)).toEqual([
    ...['day', 'late', 'day'],
  ]);
  expect(plannedDay('cy', '2026-11-11').kind).toBe('noShift');
});

test('rulesOf() asks nothing of whoever is deactivated', () => {
  const gone = version('person', 'ana', person({ deactivated: true }), at('2026-11-10T12:00:00Z'));
  const { plannedDay } = rules([version('person', 'ana', person()), gone, shift('day')], {
    assignments: [assign('day', { personId: 'ana' })],
  });
  expect(['2026-11-10', '2026-11-11'].map((date) => plannedDay('ana', date).kind)).toEqual([
    'work',
    'noShift',
  ]);
});

test('rulesOf() has whoever joins a team during its shift due from then on, and never before', () => {
  const joins = at('2026-11-10T03:00:00Z');
  const { plannedDay } = rules(
    [
      version('team', 'gate', { name: 'Gate', parentId: null, leadId: null }),
      version('person', 'ana', person()),
      version('person', 'ana', person({ teamId: 'gate' }), joins),
      shift('day'),
    ],
    { assignments: [assign('day', { teamId: 'gate' })] },
  );
  expect(plannedDay('ana', '2026-11-09').kind).toBe('noShift');
  expect(plannedDay('ana', '2026-11-10')).toMatchObject({
    due: [{ fromMs: joins, toMs: at('2026-11-10T10:00:00Z') }],
    shift: { lateAfterMs: joins + 5 * 60_000 },
  });
  expect(plannedDay('ana', '2026-11-11').due).toHaveLength(1);
});

test('rulesOf() finds the nearest limits: person, team and above, area and around it, company', () => {
  const thresholds = (subject: string, awayAfterMs: number | null, absentAfterMs: number | null) =>
    version('thresholds', subject, { awayAfterMs, absentAfterMs }, at('2026-11-05T00:00:00Z'));
  const { limitsAt } = rules([
    version('limits', 'co', { awayAfterMs: 30_000, absentAfterMs: 300_000 }),
    version('team', 'all', { name: 'All', parentId: null, leadId: null }),
    version('team', 'gate', { name: 'Gate', parentId: 'all', leadId: null }),
    version('area', 'site', { name: 'Site', parentId: null, timeZone: null }),
    version('person', 'ana', person({ teamId: 'gate', areaIds: ['site'] })),
    version('person', 'bo', person({ areaIds: ['site'] })),
    version('person', 'cy', person()),
    ...[
      thresholds('team:all', null, 600_000),
      thresholds('area:site', 45_000, 900_000),
      thresholds('person:ana', 20_000, null),
    ],
  ]);
  const then = at('2026-11-06T00:00:00Z');
  expect(limitsAt('ana', then)).toEqual({ awayAfterMs: 20_000, absentAfterMs: 600_000 });
  expect(limitsAt('bo', then)).toEqual({ awayAfterMs: 45_000, absentAfterMs: 900_000 });
  expect(limitsAt('cy', then)).toEqual({ awayAfterMs: 30_000, absentAfterMs: 300_000 });
  expect(limitsAt('ana', at('2026-11-04T00:00:00Z'))).toEqual({
    awayAfterMs: 30_000,
    absentAfterMs: 300_000,
  });
});

test('rulesOf() names the areas where somebody works, with what lies in them', () => {
  const { workAreasAt, pausesOf } = rules(
    [
      version('area', 'site', { name: 'Site', parentId: null, timeZone: null }),
      version('area', 'hall', { name: 'Hall', parentId: 'site', timeZone: null }),
      version('area', 'desk', { name: 'Desk', parentId: 'hall', timeZone: null }),
      version('person', 'ana', person({ areaIds: ['hall'] })),
    ],
    {
      pauses: [
        {
          pauseId: '1',
          subject: 'area',
          subjectId: 'site',
          fromMs: 10,
          toMs: 20,
          why: '',
          by: '',
          endedBy: null,
        },
        {
          pauseId: '2',
          subject: 'area',
          subjectId: 'desk',
          fromMs: 10,
          toMs: null,
          why: '',
          by: '',
          endedBy: null,
        },
      ],
    },
  );
  expect([...workAreasAt('ana', begin)].sort()).toEqual(['Desk', 'Hall']);
  expect(pausesOf('ana', { fromMs: 15, toMs: 16 }).map(({ pauseId }) => pauseId)).toEqual(['1']);
});
