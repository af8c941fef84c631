import { expect, test } from 'vitest';
import { retryInMs } from './backoff.ts';

test('retryInMs() tries again within a second, doubles, and never waits longer than 8 s', () => {
  expect([0, 1, 2, 3, 4, 5, 1000].map((failures) => retryInMs(failures, () => 1))).toEqual([
    1000, 2000, 4000, 8000, 8000, 8000, 8000,
  ]);
  expect(retryInMs(0, () => 0)).toBe(500);
  expect(retryInMs(9, () => 0)).toBe(4000);
});

test('retryInMs() takes a count below zero for a first failure', () => {
  expect(retryInMs(-1, () => 1)).toBe(1000);
});
