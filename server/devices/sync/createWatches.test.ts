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
  expect(of.left(plan)).toMatchObject({ ...plan, isWhole: true });
  expect(of.left(plan).speaksOf('nobody')).toBe(true);
  watches.touch({ deviceId: 'b', userId: '9', personId: 'person 1' });
  // The same number on another terminal, and of another person, is something else.
  watches.touch({ deviceId: 'b', userId: '2', personId: null });
  expect(of.left(plan)).toEqual({
    ...{ rows: [row('2')], steps: [step('2')], forget: ['3'] },
    ...{ isWhole: false, speaksOf: expect.any(Function) as unknown },
  });
  expect(['1', '2', '9'].filter(of.left(plan).speaksOf)).toEqual(['2']);
  watches.touch({ deviceId: 'a', userId: '3', personId: null });
  expect(of.left(plan).forget).toEqual([]);
  watches.turn('b');
  expect(of.left(plan).steps).toEqual([step('2')]);
  watches.turn('a');
  expect(of.left(plan)).toMatchObject({ rows: [], steps: [], forget: [], isWhole: false });
  expect(of.left(plan).speaksOf('2')).toBe(false);
});

test('nothing is watched once it is ended, and templates that came touch their people', () => {
  const watches = createWatches();
  const [of, ended] = [watches.watch('a'), watches.watch('a')];
  ended.end();
  watches.touchPeople(['person 2']);
  expect(of.left(plan).steps).toEqual([step('1')]);
  expect(ended.left(plan).isWhole).toBe(true);
});

test('of those who are on it, only whoever is held otherwise now is touched, under each of their numbers', () => {
  const watches = createWatches();
  const of = watches.watch('a');
  const user = (userId: string, name: string, more = {}) =>
    [userId, { userId, name, privilege: 0, card: '', ...more }] as const;
  const before = new Map([user('1', 'Ana'), user('2', 'Ben')]);
  const whose = (userId: string) => (userId === '01' ? 'person 1' : null);
  // As read anew: other objects, and a group that it never told.
  const again = new Map([user('1', 'Ana'), user('2', 'Ben', { group: '' })]);
  watches.touchUsers('a', before, again, whose);
  expect(of.left(plan)).toMatchObject({ ...plan, isWhole: true });
  watches.touchUsers('a', before, new Map([...before, user('01', 'Ana')]), whose);
  expect(of.left(plan)).toMatchObject({ rows: [row('2')], steps: [step('2')], isWhole: false });
  watches.touchUsers('a', before, new Map([user('1', 'Ana')]), whose);
  expect(of.left(plan).steps).toEqual([]);
});
