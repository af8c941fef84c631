import { expect, test } from 'vitest';
import { createPace } from './createPace.ts';

test('createPace() gives a burst, then so many a second', () => {
  const pace = createPace({ perSecond: 2, burst: 5 });
  expect(pace.turns(0, 0)).toBe(5);
  pace.took(5);
  expect(pace.turns(400, 0)).toBe(0);
  expect(pace.turns(1_000, 0)).toBe(2);
});

test('"too fast" halves the speed and pauses once, and success gives it back', () => {
  const pace = createPace({ perSecond: 10, burst: 10 });
  pace.turns(0, 0);
  pace.slower(0);
  pace.slower(1);
  expect(pace.turns(4_999, 0)).toBe(0);
  pace.took(1);
  pace.turns(5_000, 0);
  pace.took(10);
  pace.turns(6_000, 0);
  const slow = pace.turns(7_000, 0);
  for (let count = 0; count < 50; count += 1) pace.worked();
  pace.took(slow);
  expect(slow).toBeLessThanOrEqual(10);
  expect(pace.turns(9_000, 0)).toBe(10);
});

test('while nothing gets through there is one try at a time, further and further apart', () => {
  const pace = createPace({ perSecond: 100, burst: 100 });
  pace.turns(0, 0);
  pace.failed('20003', 0, 1);
  expect(pace.trouble()).toEqual({ code: '20003', sinceMs: 0 });
  expect([pace.turns(1_999, 0), pace.turns(2_000, 0), pace.turns(2_000, 1)]).toEqual([0, 1, 0]);
  pace.failed('20003', 2_000, 1);
  expect([pace.turns(5_999, 0), pace.turns(6_000, 0)]).toEqual([0, 1]);
  expect(pace.trouble()).toEqual({ code: '20003', sinceMs: 0 });
  pace.mended();
  expect([pace.trouble(), pace.turns(6_000, 0)]).toEqual([null, 100]);
});

test('a clock that was set back does not close a channel for the rest of the day', () => {
  const pace = createPace({ perSecond: 1, burst: 1 });
  pace.turns(86_400_000, 0);
  pace.failed('unreachable', 86_400_000, 1);
  expect(pace.turns(0, 0)).toBe(1);
});
