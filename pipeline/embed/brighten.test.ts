import { expect, test } from 'vitest';
import { brighten } from './brighten.ts';

/** 100 grey pixels from 0 up to `brightest`. */
const ramp = (brightest: number): Uint8Array =>
  Uint8Array.from({ length: 300 }, (_, at) => Math.round((Math.floor(at / 3) / 99) * brightest));

test('brighten() leaves a piece in office light as it is', () => {
  expect(brighten(ramp(200))).toEqual(ramp(200));
});

test('brighten() gives a face in a fifth of the light back what it had', () => {
  const pixels = brighten(ramp(40));
  expect(pixels[0]).toBe(0);
  expect(Math.max(...pixels)).toBeGreaterThan(165);
  expect(Math.max(...pixels)).toBeLessThan(190);
});

test('brighten() keeps colours in proportion and makes no light out of nothing', () => {
  const orange = brighten(Uint8Array.from({ length: 300 }, (_, at) => [40, 20, 10][at % 3] ?? 0));
  expect([...orange.slice(0, 3)]).toEqual([240, 120, 60]);
  expect(Math.max(...brighten(ramp(3)))).toBeLessThan(20);
});
