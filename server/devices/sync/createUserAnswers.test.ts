import { expect, test } from 'vitest';
import { createUserAnswers } from './createUserAnswers.ts';

test('whoever has not come yet is not gone: it is asked again until as many came as it has, or three times no more do', () => {
  const answers = createUserAnswers();
  expect(answers.isWhole('d', { seen: 4, told: 10 })).toBe(false);
  expect(answers.isWhole('d', { seen: 7, told: 10 })).toBe(false);
  expect(answers.isWhole('d', { seen: 10, told: 10 })).toBe(true);
  const again = [1, 2, 3].map(() => answers.isWhole('d', { seen: 9, told: 10 }));
  expect(again).toEqual([false, false, true]);
  expect(answers.isWhole('other', { seen: 0, told: 1 })).toBe(false);
  expect(answers.isWhole('silent', { seen: 0, told: null })).toBe(true);
});
