import { expect, test } from 'vitest';
import { rowsToShow } from './windowing.ts';

test('rowsToShow() gives what is seen and a few rows around it', () => {
  expect(rowsToShow(0, 600, 60, 500)).toEqual({ first: 0, end: 16 });
  expect(rowsToShow(6000, 6600, 60, 500)).toEqual({ first: 94, end: 116 });
  expect(rowsToShow(29_400, 30_000, 60, 500)).toEqual({ first: 484, end: 500 });
  expect(rowsToShow(0, 600, 60, 3)).toEqual({ first: 0, end: 3 });
  // After a filter left fewer rows than were scrolled past.
  expect(rowsToShow(6000, 6600, 60, 2)).toEqual({ first: 1, end: 2 });
  expect(rowsToShow(0, 600, 60, 0)).toEqual({ first: 0, end: 0 });
});
