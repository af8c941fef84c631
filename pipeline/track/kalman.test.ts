import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Axis, capSpread, correctAxis, predictAxis, startAxis } from './kalman.ts';
import { seeded } from '../../tests/helpers/walkers.ts';

const step = fc.double({ min: 0.02, max: 2, noNaN: true });
const possible = (axis: Axis): boolean =>
  axis.pp > 0 && axis.vv > 0 && axis.pp * axis.vv >= axis.pv ** 2 * 0.999_999;

describe('predictAxis()', () => {
  it('gives the same after two short steps as after one long step', () => {
    fc.assert(
      fc.property(step, step, (first, second) => {
        const start = { ...startAxis(10, 3, 5), velocity: 4, pv: 2 };
        const once = predictAxis(start, first + second, 7);
        const twice = predictAxis(predictAxis(start, first, 7), second, 7);
        for (const key of ['position', 'velocity', 'pp', 'pv', 'vv'] as const)
          expect(twice[key]).toBeCloseTo(once[key], 6);
      }),
    );
  });

  it('lets a braked velocity fade and never travels further than the brake allows', () => {
    const moving = { ...startAxis(0, 1, 1), velocity: 100 };
    expect(predictAxis(moving, 60, 1, 0.6).position).toBeCloseTo(60, 3);
    expect(predictAxis(moving, 60, 1, 0.6).velocity).toBeCloseTo(0, 3);
  });
});

describe('correctAxis()', () => {
  it('finds position and speed of a steady walker at uneven steps', () => {
    const random = seeded(7);
    let axis = startAxis(0, 4, 200);
    let time = 0;
    for (let i = 0; i < 60; i++) {
      const stepS = 0.1 + 0.9 * random();
      time += stepS;
      axis = correctAxis(predictAxis(axis, stepS, 5), 50 + 80 * time + 6 * (random() - 0.5), 4);
    }
    expect(Math.abs(axis.position - (50 + 80 * time))).toBeLessThan(4);
    expect(Math.abs(axis.velocity - 80)).toBeLessThan(6);
  });

  it('keeps the covariance possible whatever happens', () => {
    const event = fc.tuple(
      step,
      fc.double({ min: -500, max: 500, noNaN: true }),
      fc.constantFrom('seen', 'hidden'),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let axis = startAxis(0, 5, 20);
        for (const [stepS, measured, kind] of events) {
          axis = capSpread(predictAxis(axis, stepS, 30, kind === 'hidden' ? 0.6 : null), 60);
          if (kind === 'seen') axis = correctAxis(axis, measured, 5);
          expect(possible(axis)).toBe(true);
          expect(Math.sqrt(axis.pp)).toBeLessThanOrEqual(60.000_1);
        }
      }),
    );
  });
});
