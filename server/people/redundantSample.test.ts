import { expect, test } from 'vitest';
import { redundantSample } from './redundantSample.ts';

const sample = (id: string, at: number, quality: number) => ({
  id,
  embedding: Float32Array.of(at, 0),
  quality,
});

test('redundantSample() spares the poorer of the two most alike, not the poorest of all', () => {
  expect(redundantSample([sample('a', 0, 0.1), sample('b', 5, 0.9), sample('c', 5.1, 0.8)])).toBe('c');
});

test('redundantSample() spares nothing when there is nothing to compare', () => {
  expect(redundantSample([sample('a', 0, 0.1)])).toBeNull();
});
