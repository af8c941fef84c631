import { expect, test } from 'vitest';
import { dailyReportsDue } from './dailyReportsDue.ts';

const zone = 'Asia/Jakarta';
const at = (utc: string): number => Date.parse(`2026-11-20T${utc}Z`);
const yesterday = { date: '2026-11-19', sinceMs: at('12:00:00') - 24 * 3_600_000 };
const today = { date: '2026-11-20', sinceMs: at('12:00:00') };

test('dailyReportsDue() waits for its time, and one that was missed stays due over midnight', () => {
  expect(dailyReportsDue(at('11:59:59'), '19:00', zone)).toEqual([yesterday]);
  expect(dailyReportsDue(at('12:00:00'), '19:00', zone)).toEqual([yesterday, today]);
  expect(dailyReportsDue(at('16:59:00'), '19:00', zone)).toEqual([yesterday, today]);
  expect(dailyReportsDue(at('17:00:00'), '19:00', zone)).toEqual([today]);
});

test('before noon it tells of the day before; without a time there is none', () => {
  expect(dailyReportsDue(at('00:30:00'), '07:30', zone).at(-1)?.date).toBe('2026-11-19');
  expect(dailyReportsDue(at('12:00:00'), '', zone)).toEqual([]);
});

test('a time that a change of clocks leaves out is due when the clock has passed it', () => {
  const nowMs = Date.parse('2026-03-29T01:00:00Z');
  expect(dailyReportsDue(nowMs - 1, '02:30', 'Europe/Berlin')).toHaveLength(1);
  expect(dailyReportsDue(nowMs, '02:30', 'Europe/Berlin').at(-1)).toMatchObject({ sinceMs: nowMs });
});
