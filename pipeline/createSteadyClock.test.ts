import { expect, test } from 'vitest';
import { createSteadyClock } from './createSteadyClock.ts';

const hourMs = 3_600_000;

function clocks() {
  const time = { wallMs: 1e12, monotonicMs: 500 };
  const clock = createSteadyClock(
    () => time.wallMs,
    () => time.monotonicMs,
  );
  const pass = (ms: number, wallMs = ms) => {
    time.monotonicMs += ms;
    time.wallMs += wallMs;
  };
  return { clock, pass };
}

test.each([hourMs, -hourMs, 90_000])('now() runs on evenly when the clock is set by %i ms', (byMs) => {
  const { clock, pass } = clocks();
  pass(1_000);
  pass(200, 200 + byMs);
  expect(clock.now()).toBe(1e12 + 1_200);
  expect(clock.toWall(clock.now())).toBe(1e12 + 1_200 + byMs);
});

test('toWall() keeps the distances of moments while a time server corrects the clock a little', () => {
  const { clock, pass } = clocks();
  const seenMs = clock.now();
  const before = clock.toWall(seenMs);
  pass(200, 201);
  expect(clock.toWall(seenMs)).toBe(before);
});
