import { expect, test } from 'vitest';
import { employeesDue, nextEmployeesMs } from './employeesDue.ts';

const timeZone = 'Asia/Jakarta';
/** Of 20 November there; seven hours ahead of UTC. */
const at = (time: string): number => Date.parse(`2026-11-20T${time}:00+07:00`);
const due = (time: string, lastOn: string | null, sinceMs = 0) =>
  employeesDue(at(time), { runAt: '03:00', timeZone, sinceMs, lastOn });

test('employeesDue() is once a day, from its time on, and one night off is made up for', () => {
  expect(due('02:59', '2026-11-19')).toBeNull();
  expect(due('03:00', '2026-11-19')).toBe('2026-11-20');
  expect(due('23:00', '2026-11-19')).toBe('2026-11-20');
  expect(due('23:00', '2026-11-20')).toBeNull();
  expect(due('02:00', '2026-11-16')).toBe('2026-11-19');
});

test('a time that was set after it had passed begins tomorrow; without one there is none', () => {
  expect(due('10:00', null, at('09:00'))).toBeNull();
  expect(due('10:00', null, at('02:00'))).toBe('2026-11-20');
  expect(employeesDue(at('10:00'), { runAt: '', timeZone, sinceMs: 0, lastOn: null })).toBeNull();
  expect(nextEmployeesMs(at('10:00'), '03:00', timeZone)).toBe(at('03:00') + 24 * 3_600_000);
  expect(nextEmployeesMs(at('02:00'), '03:00', timeZone)).toBe(at('03:00'));
});
