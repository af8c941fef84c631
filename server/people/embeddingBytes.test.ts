import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBytes, toBytes } from './embeddingBytes.ts';

test('fromBytes() gives back exactly what toBytes() stored', () => {
  fc.assert(
    fc.property(fc.float32Array({ noNaN: true }), (embedding) => {
      expect(fromBytes(toBytes(embedding))).toEqual(embedding);
    }),
    { seed: 3 },
  );
});

test('toBytes() writes little-endian on every processor', () => {
  expect(toBytes(Float32Array.of(1)).toString('hex')).toBe('0000803f');
});
