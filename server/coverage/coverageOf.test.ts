import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverageOf, type CoverageRecord, gaps, length, union } from './coverageOf.ts';

fc.configureGlobal({ seed: 20_261_129 });

const hall = (cameraId: string, toMs: number | null = null) => ({ cameraId, area: 'Hall', fromMs: 0, toMs });
const sees = (cameraId: string, fromMs: number, toMs: number, area = 'Hall') => ({
  ...{ cameraId, area, fromMs, toMs },
});

test('coverageOf() counts the time in which every camera of the areas saw', () => {
  const record: CoverageRecord = {
    placements: [hall('one'), hall('two'), { ...hall('gate'), area: 'Gate' }],
    watches: [sees('one', 0, 1_000), sees('two', 0, 400), sees('two', 500, 1_000)],
  };
  expect(coverageOf(['Hall'], record, 0, 1_000)).toEqual({ share: 0.9, blind: [{ fromMs: 400, toMs: 500 }] });
  expect(coverageOf(['Gate'], record, 0, 1_000)).toEqual({ share: 0, blind: [{ fromMs: 0, toMs: 1_000 }] });
  expect(coverageOf(['Hall', 'Gate'], record, 0, 1_000).share).toBe(0);
});

test('coverageOf() asks every camera about areas without one, and calls a time without any camera blind', () => {
  const record = { placements: [hall('one', 60_000)], watches: [sees('one', 0, 60_000)] };
  expect(coverageOf([], record, 0, 100_000)).toEqual({
    share: 0.6,
    blind: [{ fromMs: 60_000, toMs: 100_000 }],
  });
  expect(coverageOf(['Roof'], record, 0, 500)).toEqual({ share: 1, blind: [] });
  expect(coverageOf(['Hall'], { placements: [], watches: [] }, 0, 100).share).toBe(0);
  expect(coverageOf(['Hall'], record, 100, 100).share).toBe(null);
});

test('coverageOf() does not ask a camera about the time before it came or after it went', () => {
  const late = { cameraId: 'two', area: 'Hall', fromMs: 700, toMs: null };
  const watches = [sees('one', 0, 1_000), sees('two', 700, 1_000)];
  expect(coverageOf(['Hall'], { placements: [hall('one'), late], watches }, 0, 1_000).share).toBe(1);
});

test('coverageOf() does not call blind what runs now and is not written yet', () => {
  const record = { placements: [hall('one')], watches: [sees('one', 0, 100_000)] };
  expect(coverageOf(['Hall'], record, 0, 109_000)).toEqual({ share: 1, blind: [] });
  expect(coverageOf(['Hall'], record, 0, 200_000).share).toBe(0.5);
});

const interval = fc
  .tuple(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 300 }))
  .map(([fromMs, lengthMs]) => ({ fromMs, toMs: fromMs + lengthMs }));

test('union() and gaps() part any time into what is covered and what is not', () => {
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 20 }), interval, (intervals, whole) => {
      const joined = union(intervals);
      const open = gaps(whole, joined);
      for (let atMs = whole.fromMs; atMs < whole.toMs; atMs++) {
        const isIn = (each: { fromMs: number; toMs: number }) => each.fromMs <= atMs && atMs < each.toMs;
        expect(open.some(isIn)).toBe(!intervals.some(isIn));
      }
      expect(length(union([...open, ...joined]))).toBe(length(open) + length(joined));
    }),
    { numRuns: 200 },
  );
});
