import { expect, test } from 'vitest';
import { createRateControl, type RateControl } from './createRateControl.ts';

/** Runs `rate` for so long on a machine where an analysis takes `tookMs`; gives the rate it ends with. */
function run(rate: RateControl, clock: { ms: number }, seconds: number, tookMs: number): number {
  for (const endMs = clock.ms + seconds * 1000; clock.ms < endMs;) {
    const everyMs = 1000 / rate.granted();
    const missed = Math.max(0, Math.ceil(tookMs / everyMs) - 1);
    clock.ms += Math.max(everyMs, tookMs);
    rate.analysed({ atMs: clock.ms, tookMs, missed });
  }
  return rate.granted();
}

test('createRateControl() asks for everything while the machine follows', () => {
  expect(run(createRateControl(5), { ms: 0 }, 60, 150)).toBe(5);
});

test('createRateControl() comes down to what is possible, and up again when there is time', () => {
  const [rate, clock] = [createRateControl(5), { ms: 0 }];
  const busy = run(rate, clock, 20, 450);
  expect(busy).toBeGreaterThan(1.5);
  expect(busy).toBeLessThan(3.1);
  expect(run(rate, clock, 60, 60)).toBe(5);
});

test('createRateControl() does not come down for a burst', () => {
  const [rate, clock] = [createRateControl(5), { ms: 0 }];
  run(rate, clock, 10, 100);
  run(rate, clock, 1.5, 800);
  expect(run(rate, clock, 10, 100)).toBe(5);
});

test('createRateControl() tries for more seldom where more is not possible', () => {
  const [rate, clock] = [createRateControl(5), { ms: 0 }];
  run(rate, clock, 30, 450);
  let changes = 0;
  for (let second = 0; second < 120; second++) {
    const before = rate.granted();
    if (run(rate, clock, 1, 450) !== before) changes += 1;
  }
  expect(changes).toBeLessThan(16);
  expect(rate.granted()).toBeLessThan(3.4);
});

test('createRateControl() never asks for less than one analysis in two seconds, and survives a clock set back', () => {
  const [rate, clock] = [createRateControl(5), { ms: 1e6 }];
  expect(run(rate, clock, 60, 8_000)).toBe(0.5);
  clock.ms = 0;
  expect(run(rate, clock, 120, 50)).toBe(5);
});
