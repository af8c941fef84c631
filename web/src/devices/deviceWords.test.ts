import { expect, test } from 'vitest';
import { driftText, isFarOff, logsReadText } from './deviceWords.ts';

test.each([
  [0, 'right', false],
  [-1900, 'right', false],
  [12_000, '12 s ahead', false],
  [-30_000, '30 s behind', false],
  [-31_000, '31 s behind', true],
  [7_200_000, '2 h ahead', true],
])('a clock %d ms off is "%s"', (driftMs, text, far) => {
  expect([driftText(driftMs), isFarOff(driftMs)]).toEqual([text, far]);
});

test('logsReadText() tells of what was kept apart only when something was', () => {
  expect(logsReadText({ added: 3, known: 1200, refused: 0 })).toBe('Read: 3 new, 1,200 here already.');
  expect(logsReadText({ added: 0, known: 0, refused: 2 })).toContain('2 not believed and kept apart');
});
