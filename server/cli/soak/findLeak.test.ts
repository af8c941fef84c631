import { expect, test } from 'vitest';
import { findLeak, type Sample } from './findLeak.ts';

const hourMs = 3_600_000;

/** Half an hour, a sample every two seconds; memory goes up and down with garbage collection. */
function samples(change: (hours: number, n: number) => Partial<Sample>): Sample[] {
  return Array.from({ length: 900 }, (_, n) => {
    const atMs = n * 2_000;
    const usual = { memoryMb: 300 + (n % 17) * 3, files: 40 + (n % 5), threads: 20, processes: 4 };
    return { atMs, ...usual, ...change(atMs / hourMs, n) };
  });
}

test('findLeak() finds none in a heap that goes up and down, nor in an ffmpeg that is gone for a moment', () => {
  const { leaks, memoryMbPerHour } = findLeak(samples((_, n) => ({ processes: n % 10 ? 4 : 3 })));
  expect(leaks).toEqual([]);
  expect(Math.abs(memoryMbPerHour.slope)).toBeLessThan(2);
});

test('findLeak() measures how fast memory grows under its ups and downs', () => {
  const { leaks, memoryMbPerHour } = findLeak(
    samples((hours, n) => ({ memoryMb: 300 + (n % 17) * 3 + 40 * hours })),
  );
  expect(memoryMbPerHour.slope).toBeGreaterThan(36);
  expect(memoryMbPerHour.slope).toBeLessThan(44);
  expect(memoryMbPerHour.error).toBeLessThan(5);
  expect(leaks).toEqual(['memory grows by 40 MB an hour']);
});

test('findLeak() does not judge memory by a few minutes, in which a heap finds its size', () => {
  const growing = samples((hours) => ({ memoryMb: 300 + 100 * hours }));
  expect(findLeak(growing.slice(0, 2))).toMatchObject({ leaks: [], memoryJudged: false });
  expect(findLeak(growing.slice(0, 150))).toMatchObject({ leaks: [], memoryJudged: false });
  expect(findLeak(growing.slice(0, 330))).toMatchObject({ memoryJudged: true, leaks: [expect.any(String)] });
});

test.each([
  ['files', { files: 48 }, '8 more files'],
  ['threads', { threads: 24 }, '4 more threads'],
  ['processes', { processes: 5 }, '1 more processes'],
] as const)('findLeak() tells %s that stay behind', (_, late, said) => {
  const found = findLeak(samples((_hours, n) => (n > 500 ? late : { files: 40 })));
  expect(found.leaks.join()).toContain(said);
});
