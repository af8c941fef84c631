import { expect, test } from 'vitest';
import { fullnessOf } from './fullness.ts';

const counts = { users: 1204, fingers: 2800, faces: 0, logs: 5 };

test('fullnessOf() says how much of what is full, and warns from nine tenths on', () => {
  const capacities = { users: 3000, fingers: 3000, faces: 0, logs: 100_000 };
  expect(fullnessOf({ counts, capacities })).toMatchObject([
    { what: 'users', count: 1204, capacity: 3000, isNearlyFull: false },
    { what: 'fingers', isNearlyFull: true },
    { what: 'logs', share: 0.00005 },
  ]);
});

test('fullnessOf() counts without a capacity, tops at full, and is empty while nothing is known', () => {
  expect(fullnessOf({ counts, capacities: null }).map(({ what, capacity }) => [what, capacity])).toEqual([
    ['users', null],
    ['fingers', null],
    ['logs', null],
  ]);
  const one = { users: 1, fingers: 1, faces: 1, logs: 1 };
  const over = fullnessOf({ counts: { ...one, users: 2 }, capacities: one });
  expect(over[0]).toMatchObject({ share: 1, isNearlyFull: true });
  expect(fullnessOf({ counts: null, capacities: one })).toEqual([]);
});
