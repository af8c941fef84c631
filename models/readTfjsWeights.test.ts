import { expect, test } from 'vitest';
import { halfToFloat, readTfjsWeights } from './readTfjsWeights.ts';

const floats = (...values: number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);

test('readTfjsWeights() reads weights one after the other, whatever their types', () => {
  // One byte first, so that the floats after it lie at an odd address.
  const bytes = Buffer.concat([
    Buffer.from([3]),
    floats(1.5, -2),
    Buffer.from(new Int32Array([7, -7]).buffer),
  ]);
  const weights = readTfjsWeights(
    [
      { name: 'small', shape: [1], dtype: 'float32', quantization: { dtype: 'uint8', scale: 0.5, min: -1 } },
      { name: 'plain', shape: [2, 1], dtype: 'float32' },
      { name: 'sizes', shape: [2], dtype: 'int32' },
    ],
    bytes,
  );
  expect([...weights]).toEqual([
    ['small', { shape: [1], values: Float32Array.of(0.5) }],
    ['plain', { shape: [2, 1], values: Float32Array.of(1.5, -2) }],
    ['sizes', { shape: [2], values: Int32Array.of(7, -7) }],
  ]);
});

test('readTfjsWeights() takes a shape without sizes as one number', () => {
  const weights = readTfjsWeights([{ name: 'one', shape: [], dtype: 'float32' }], floats(4));
  expect(weights.get('one')?.values).toEqual(Float32Array.of(4));
});

test('readTfjsWeights() refuses bytes that do not fit the manifest', () => {
  const spec = { name: 'kernel', shape: [2], dtype: 'float32' };
  expect(() => readTfjsWeights([spec], floats(1))).toThrow('"kernel": it ends at byte 8, the file has 4');
  expect(() => readTfjsWeights([spec], floats(1, 2, 3))).toThrow('describes 8 bytes, there are 12');
  expect(() => readTfjsWeights([{ ...spec, dtype: 'string' }], floats(1, 2))).toThrow('its type is unknown');
});

test('halfToFloat() knows every kind of half float', () => {
  const known: [number, number][] = [
    [0x0000, 0],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0x0001, 2 ** -24],
    [0x0400, 2 ** -14],
    [0x7c00, Infinity],
    [0xfc00, -Infinity],
  ];
  for (const [bits, value] of known) expect(halfToFloat(bits)).toBe(value);
  expect(halfToFloat(0x7e00)).toBeNaN();
});
