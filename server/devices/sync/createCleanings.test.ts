import { expect, test } from 'vitest';
import { createCleanings } from './createCleanings.ts';

test('createCleanings() says that all is gone only when every kind went well, and then begins anew', () => {
  const { ended, left } = createCleanings();
  expect(ended('a', 'finger', 'busy')).toBe(undefined);
  expect(left('a')).toEqual(['face', 'photo', 'bio']);
  expect([ended('a', 'face', null), ended('a', 'photo', null)]).toEqual([undefined, undefined]);
  expect(ended('a', 'bio', null)).toBe('busy');
  expect(left('a')).toHaveLength(4);
  for (const kind of left('a').slice(1)) expect(ended('a', kind, null)).toBe(undefined);
  expect(ended('a', 'finger', null)).toBe(null);
});
