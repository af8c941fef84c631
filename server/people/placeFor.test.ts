import { describe, expect, test } from 'vitest';
import { placeFor, samplesMax } from './placeFor.ts';

const sample = (id: string, at: number, quality = 0.5) => ({
  id,
  embedding: Float32Array.of(at, 0),
  quality,
});
const kept = (count: number) => Array.from({ length: count }, (_, index) => sample(`${index}`, index));

describe('placeFor()', () => {
  test('keeps what shows something else', () => {
    expect(placeFor(sample('new', 5), kept(3))).toEqual({ outcome: 'stored', spare: null });
  });

  test('of nearly the same picture keeps the better one', () => {
    expect(placeFor(sample('new', 1.1, 0.5), kept(3))).toEqual({ outcome: 'same', spare: null });
    expect(placeFor(sample('new', 1.1, 0.9), kept(3))).toEqual({ outcome: 'replaced', spare: '1' });
  });

  test('when there are enough the poorer of the two most alike goes, be it the new one', () => {
    expect(placeFor(sample('new', 7.4, 0.9), kept(samplesMax))).toEqual({ outcome: 'replaced', spare: '7' });
    expect(placeFor(sample('new', 7.4, 0.1), kept(samplesMax))).toEqual({ outcome: 'spare', spare: null });
  });
});
