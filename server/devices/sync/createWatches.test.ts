import { expect, test } from 'vitest';
import { createWatches } from './createWatches.ts';
import type { Plan } from './planTypes.ts';
import { freshRow } from './syncRow.ts';

const row = (userId: string) => ({ ...freshRow('a', userId, 0), personId: `person ${userId}` });
const step = (userId: string) => ({ kind: 'write', userId, personId: `person ${userId}` }) as never;
const plan: Plan = { rows: [row('1'), row('2')], steps: [step('1'), step('2')], forget: ['3'] };

test('a plan says nothing of whoever was touched while it was made, on whichever terminal', () => {
  const watches = createWatches();
  const of = watches.watch('a');
  expect(of.left(plan)).toEqual({ plan, isWhole: true });
  watches.touch({ deviceId: 'b', userId: '9', personId: 'person 1' });
  // The same number on another terminal, and of another person, is something else.
  watches.touch({ deviceId: 'b', userId: '2', personId: null });
  expect(of.left(plan)).toEqual({
    plan: { rows: [row('2')], steps: [step('2')], forget: ['3'] },
    isWhole: false,
  });
  watches.touch({ deviceId: 'a', userId: '3', personId: null });
  expect(of.left(plan)?.plan.forget).toEqual([]);
  watches.turn('b');
  expect(of.left(plan)).not.toBeNull();
  watches.turn('a');
  expect(of.left(plan)).toBeNull();
});

test('nothing is watched once it is ended, and templates that came touch their people', () => {
  const watches = createWatches();
  const [of, ended] = [watches.watch('a'), watches.watch('a')];
  ended.end();
  watches.touchPeople(['person 2']);
  expect(of.left(plan)?.plan.steps).toEqual([step('1')]);
  expect(ended.left(plan)?.isWhole).toBe(true);
});
