import { expect, it } from 'vitest';
import { createPace } from './pace.ts';

/** A line on which `each` ms are spent by every picture alone, and `far` ms by all of them together. */
function line(each: number, far: number, pictures: number): number[] {
  const pace = createPace();
  return Array.from({ length: pictures }, () => {
    const underWay = pace.mayBeUnderWay();
    pace.taken(far + each * underWay);
    return underWay;
  });
}
const mean = (numbers: number[]) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

it('createPace() fills a line that is far and wide', () => {
  expect(mean(line(2, 150, 200))).toBeGreaterThan(3.8);
});

it('createPace() keeps one picture under way on a thin line, and seldom tries a second', () => {
  expect(mean(line(800, 40, 200))).toBeLessThan(1.05);
  expect(Math.max(...line(800, 40, 200))).toBeLessThanOrEqual(2);
});

it('createPace() notices a line that becomes thin, and one that becomes wide', () => {
  const pace = createPace();
  for (let n = 0; n < 50; n++) pace.taken(100);
  expect(pace.mayBeUnderWay()).toBe(4);
  for (let n = 0; n < 5; n++) pace.taken(100 * (1 + pace.mayBeUnderWay()));
  expect(pace.mayBeUnderWay()).toBe(1);
  for (let n = 0; n < 600; n++) pace.taken(30);
  expect(pace.mayBeUnderWay()).toBe(4);
  pace.lost();
  expect(pace.mayBeUnderWay()).toBe(2);
});
