import { expect, test } from 'vitest';
import { matchSent, type Sought } from './matchSent.ts';

const sought = (messageId: string, text: string, claimedAtMs: number, variables: string[] = []): Sought => ({
  ...{ messageId, text, claimedAtMs, variables },
});
const listed = (sid: string, body: string, createdAtMs: number) => ({
  sid,
  body,
  createdAtMs,
  status: 'sent',
});
const pairs = (found: ReturnType<typeof matchSent>) =>
  [...found].map(([id, { sid }]) => `${id}=${sid}`).sort();
const min = 60_000;

test('matchSent() finds by text, each once, the older for the older', () => {
  const texts = [sought('b', 'Ana', 20 * min), sought('a', 'Ana', 10 * min), sought('c', 'Ana', 30 * min)];
  expect(pairs(matchSent(texts, [listed('Y', 'Ana', 20 * min), listed('X', 'Ana', 10 * min)]))).toEqual([
    'a=X',
    'b=Y',
  ]);
});

test('matchSent() knows a template in other words by its variables, and at last by its time', () => {
  const one = sought('a', 'Not seen: Ana, Assembly.', 60 * min, ['Ana', 'Assembly']);
  expect(pairs(matchSent([one], [listed('X', 'Where is Ana of Assembly?', 60 * min)]))).toEqual(['a=X']);
  expect(pairs(matchSent([one], [listed('X', 'Something else', 61 * min)]))).toEqual(['a=X']);
  expect(pairs(matchSent([one], [listed('X', 'Something else', 70 * min)]))).toEqual([]);
});

test('matchSent() takes nothing from long before', () => {
  expect(pairs(matchSent([sought('a', 'Ana', 60 * min)], [listed('X', 'Ana', 40 * min)]))).toEqual([]);
});
