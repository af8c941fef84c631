import { expect, test } from 'vitest';
import { isoTime, momentAt } from './siteDay.ts';

test('momentAt() reads the clock of the site, also where it has half hours', () => {
  expect(momentAt('2026-11-29', '08:30', 'Asia/Kolkata')).toBe(Date.parse('2026-11-29T03:00:00Z'));
  expect(isoTime(Date.parse('2026-11-29T03:00:00Z'), 'Asia/Kolkata')).toBe('08:30');
});

test('momentAt() keeps to the clock on a day on which it is set', () => {
  expect(momentAt('2026-03-29', '09:00', 'Europe/Berlin')).toBe(Date.parse('2026-03-29T07:00:00Z'));
  expect(momentAt('2026-10-25', '09:00', 'Europe/Berlin')).toBe(Date.parse('2026-10-25T08:00:00Z'));
});

test('momentAt() refuses what is no date or time', () => {
  expect(momentAt('2026-13-29', '09:00', 'UTC')).toBeNull();
  expect(momentAt('2026-11-29', '', 'UTC')).toBeNull();
});
