import { expect, test } from 'vitest';
import { dailyReportDue } from './dailyReportDue.ts';

const zone = 'Asia/Jakarta';
const at = (utc: string): number => Date.parse(`2026-11-20T${utc}Z`);

test('dailyReportDue() waits for its time, and goes on being due until midnight', () => {
  expect(dailyReportDue(at('11:59:59'), '19:00', zone)).toBeNull();
  const due = { date: '2026-11-20', sinceMs: at('12:00:00') };
  expect(dailyReportDue(at('12:00:00'), '19:00', zone)).toEqual(due);
  expect(dailyReportDue(at('16:59:00'), '19:00', zone)).toEqual(due);
  expect(dailyReportDue(at('17:00:00'), '19:00', zone)).toBeNull();
});

test('before noon it tells of the day before; without a time there is none', () => {
  expect(dailyReportDue(at('00:30:00'), '07:30', zone)?.date).toBe('2026-11-19');
  expect(dailyReportDue(at('12:00:00'), '', zone)).toBeNull();
});

test('a time that a change of clocks leaves out is due when the clock has passed it', () => {
  const nowMs = Date.parse('2026-03-29T01:00:00Z');
  expect(dailyReportDue(nowMs - 1, '02:30', 'Europe/Berlin')).toBeNull();
  expect(dailyReportDue(nowMs, '02:30', 'Europe/Berlin')).toMatchObject({ sinceMs: nowMs });
});
