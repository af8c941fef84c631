import { expect, test } from 'vitest';
import { keptAs } from './keptAs.ts';
import { createPictureTurns, everyMs } from './pictureTurns.ts';

test('the first picture of a day stays, the newest after it is the last', () => {
  const first = { kind: 'firstIn' as const, atMs: 10 };
  expect(keptAs([], 10)).toBe('firstIn');
  expect(keptAs([first], 20)).toBe('lastOut');
  expect(keptAs([first, { kind: 'lastOut', atMs: 20 }], 30)).toBe('lastOut');
  expect(keptAs([first, { kind: 'lastOut', atMs: 20 }], 15)).toBe(null);
});

test('each person once a minute, at once on a new day, and few at a time', () => {
  const turns = createPictureTurns();
  expect(turns.begin('ann', 0)).toBe(true);
  expect(turns.isDue('ann', everyMs)).toBe(false);
  turns.end('ann', 0, true, 20_000);
  expect([turns.isDue('ann', 19_999), turns.isDue('ann', 20_000)]).toEqual([false, true]);
  turns.end('bob', 0, true);
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) turns.begin(name, 0);
  expect(turns.putOff()).toBeGreaterThan(0);
});
