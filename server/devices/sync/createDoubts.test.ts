import { expect, test } from 'vitest';
import { createDoubts } from './createDoubts.ts';

test('a terminal that counts fewer than are known is in doubt until everybody was told, and once for what it never counts', () => {
  const doubts = createDoubts();
  expect(doubts.counted('a', { counts: 5, known: 5 })).toBe(false);
  expect(doubts.counted('a', { counts: 0, known: 5 })).toBe(true);
  expect([doubts.has('a'), doubts.isDoubtful('a')]).toEqual([true, true]);
  expect(doubts.settled('a')).toBe(true);
  expect(doubts.has('a')).toBe(false);
  expect(doubts.settled('a')).toBe(false);
  // They are all there, and it still counts none of them: nobody asks again.
  expect(doubts.counted('a', { counts: 0, known: 5 })).toBe(false);
  expect(doubts.counted('a', { counts: 0, known: 5 })).toBe(false);
  expect(doubts.has('a')).toBe(false);
  expect(doubts.counted('a', { counts: 2, known: 5 })).toBe(true);
  // All are there again.
  expect(doubts.counted('a', { counts: 6, known: 5 })).toBe(false);
  expect(doubts.has('a')).toBe(false);
  expect(doubts.counted('a', { counts: 2, known: 5 })).toBe(true);
});

test('one that was reset, was filled again and is reset again is in doubt again', () => {
  const doubts = createDoubts();
  expect(doubts.counted('a', { counts: 0, known: 2 })).toBe(true);
  doubts.settled('a');
  // Nobody was on it, as it counted.
  expect(doubts.counted('a', { counts: 0, known: 0 })).toBe(false);
  // Two were written, which it does not count until it is asked.
  expect(doubts.counted('a', { counts: 0, known: 2 })).toBe(true);
});

test('after the start it is not relied on until it counted, told everybody, or is known not to count; nobody asks for its users for that', () => {
  const doubts = createDoubts();
  for (const end of [
    () => doubts.counted('a', { counts: 2, known: 2 }),
    () => doubts.settled('a'),
    () => doubts.countsNothing('a'),
  ]) {
    doubts.begin('a');
    expect([doubts.has('a'), doubts.isDoubtful('a')]).toEqual([true, false]);
    end();
    expect([doubts.has('a'), doubts.isUncounted('a')]).toEqual([false, false]);
  }
  doubts.begin('a');
  expect(doubts.counted('a', { counts: 0, known: 2 })).toBe(true);
  expect(doubts.isDoubtful('a')).toBe(true);
});
