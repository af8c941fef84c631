import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type JudgedPair, verification } from './verification.ts';

const pair = (fold: string, same: boolean, distance: number | null): JudgedPair => ({ fold, same, distance });

test('verification() of perfectly separated pairs is perfect', () => {
  const pairs = ['1', '2'].flatMap((fold) => [
    pair(fold, true, 0.2),
    pair(fold, true, 0.3),
    pair(fold, false, 0.8),
    pair(fold, false, 0.9),
  ]);
  const result = verification(pairs);
  expect(result).toMatchObject({
    pairs: 8,
    missed: 0,
    accuracy: 1,
    accuracyStd: 0,
    auc: 1,
    tarAtFar: { '0.01': 1, '0.001': 1 },
  });
  expect(result.threshold).toBeCloseTo(0.55);
});

test('verification() counts a face that was not found as a wrong answer', () => {
  const pairs = [pair('1', true, 0.2), pair('1', true, null), pair('2', false, 0.9), pair('2', false, 0.8)];
  const result = verification(pairs);
  expect(result.missed).toBe(1);
  expect(result.accuracy).toBeLessThan(1);
  expect(result.tarAtFar['0.001']).toBe(0.5);
});

test('verification() chooses each fold’s threshold on the others only', () => {
  // Fold 2 alone would choose 0.65; fold 1 says 0.35, which calls fold 2's same pair different.
  const pairs = [pair('1', true, 0.3), pair('1', false, 0.4), pair('2', true, 0.6), pair('2', false, 0.7)];
  expect(verification(pairs).accuracy).toBeCloseTo(0.5);
});

test('verification() gives an AUC of one half for distances that say nothing', () => {
  expect(verification([pair('1', true, 0.5), pair('1', false, 0.5)]).auc).toBe(0.5);
});

test('verification() stays within 0 and 1 for any pairs', () => {
  const arbitrary = fc.array(
    fc.record({
      fold: fc.constantFrom('1', '2', '3'),
      same: fc.boolean(),
      distance: fc.option(fc.double({ min: 0, max: 2, noNaN: true })),
    }),
  );
  fc.assert(
    fc.property(arbitrary, (pairs) => {
      const { accuracy, auc, tarAtFar } = verification(pairs);
      for (const value of [accuracy, auc, tarAtFar['0.01'], tarAtFar['0.001']])
        expect(value >= 0 && value <= 1).toBe(true);
    }),
  );
});
