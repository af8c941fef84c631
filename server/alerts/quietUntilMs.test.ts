import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { quietUntilMs } from './quietUntilMs.ts';

const end = (quiet: { from: string; to: string }, zone: string, now: string): string | null => {
  const untilMs = quietUntilMs(quiet, zone, DateTime.fromISO(now, { zone }).toMillis());
  return untilMs === null ? null : DateTime.fromMillis(untilMs, { zone }).toFormat("yyyy-MM-dd'T'HH:mm");
};

test('quietUntilMs() knows hours over midnight and within a day, in the zone of the site', () => {
  const night = { from: '22:00', to: '06:30' };
  for (const zone of ['Asia/Jakarta', 'Asia/Kathmandu', 'America/St_Johns']) {
    expect(end(night, zone, '2026-11-20T21:59')).toBeNull();
    expect(end(night, zone, '2026-11-20T22:00')).toBe('2026-11-21T06:30');
    expect(end(night, zone, '2026-11-21T06:29')).toBe('2026-11-21T06:30');
    expect(end(night, zone, '2026-11-21T06:30')).toBeNull();
    expect(end({ from: '12:00', to: '13:00' }, zone, '2026-11-21T12:15')).toBe('2026-11-21T13:00');
    expect(end({ from: '12:00', to: '13:00' }, zone, '2026-11-21T13:00')).toBeNull();
  }
});

test('quietUntilMs() ends by the clock on the wall in a night in which clocks are changed', () => {
  const night = { from: '22:00', to: '06:00' };
  expect(end(night, 'Europe/Berlin', '2026-03-28T23:00')).toBe('2026-03-29T06:00');
  expect(end(night, 'Europe/Berlin', '2026-10-24T23:00')).toBe('2026-10-25T06:00');
  // 02:30 is skipped that night.
  expect(end({ from: '22:00', to: '02:30' }, 'Europe/Berlin', '2026-03-28T23:00')).toBe('2026-03-29T03:30');
});

test('quietUntilMs() tells of none where there are none', () => {
  expect(quietUntilMs(null, 'UTC', 0)).toBeNull();
});
