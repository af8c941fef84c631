import { expect, test } from 'vitest';
import { createDoubts } from './createDoubts.ts';

test('a terminal that counts fewer than are known is in doubt until everybody was told, and once for the same difference', () => {
  const doubts = createDoubts();
  expect(doubts.counted('a', { counts: 5, known: 5 })).toBe(false);
  expect(doubts.counted('a', { counts: 0, known: 5 })).toBe(true);
  expect(doubts.has('a')).toBe(true);
  doubts.settled('a');
  expect(doubts.has('a')).toBe(false);
  // As it always counts: nobody asks again.
  expect(doubts.counted('a', { counts: 0, known: 5 })).toBe(false);
  expect(doubts.has('a')).toBe(false);
  expect(doubts.counted('a', { counts: 2, known: 5 })).toBe(true);
  // All are there again.
  expect(doubts.counted('a', { counts: 6, known: 5 })).toBe(false);
  expect(doubts.has('a')).toBe(false);
  expect(doubts.counted('a', { counts: 2, known: 5 })).toBe(true);
});
