import { expect, test } from 'vitest';
import { momentOfWall, wallOf } from './siteTime.ts';

test('momentOfWall() is the moment at which the clock of the site shows it', () => {
  expect(momentOfWall('2026-11-28T08:05', 'Asia/Jakarta')).toBe(Date.UTC(2026, 10, 28, 1, 5));
  expect(momentOfWall('2026-11-28T08:05', 'Asia/Kolkata')).toBe(Date.UTC(2026, 10, 28, 2, 35));
  expect(momentOfWall('tomorrow', 'Asia/Jakarta')).toBeNull();
});

test('wallOf() says what momentOfWall() was given, around a change of summer time', () => {
  for (const wall of ['2026-03-29T01:30', '2026-03-29T03:30', '2026-10-25T00:30', '2026-10-25T04:30'])
    expect(wallOf(momentOfWall(wall, 'Europe/Berlin') ?? 0, 'Europe/Berlin')).toBe(wall);
});
