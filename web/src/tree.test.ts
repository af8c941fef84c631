import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countBelow, flatten, idsWithin, keepMatching, nest } from './tree.ts';

type Item = { id: string; above: string | null };
const by = { id: (item: Item) => item.id, parent: (item: Item) => item.above };

test('nest() puts each under its parent, and at the top who has none in the list', () => {
  const items = [
    { id: 'floor', above: 'site' },
    { id: 'site', above: null },
    { id: 'room', above: 'floor' },
    { id: 'stray', above: 'elsewhere' },
  ];
  const tree = nest(items, by);
  expect(flatten(tree).map(({ node, depth }) => [node.id, depth])).toEqual([
    ...[
      ['site', 0],
      ['floor', 1],
      ['room', 2],
      ['stray', 0],
    ],
  ]);
  expect(tree[0] && [countBelow(tree[0]), idsWithin(tree[0])]).toEqual([2, ['site', 'floor', 'room']]);
  const kept = keepMatching(tree, ({ id }) => id === 'room');
  expect(flatten(kept).map(({ node }) => node.id)).toEqual(['site', 'floor', 'room']);
});

test('nest() shows everything once, whatever points where, circles too', () => {
  const items = fc.array(fc.record({ above: fc.option(fc.nat({ max: 12 }), { nil: null }) }), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(items, (list) => {
      const numbered = list.map(({ above }, index) => ({
        id: String(index),
        above: above === null ? null : String(above),
      }));
      const shown = flatten(nest(numbered, by)).map(({ node }) => node.id);
      expect(shown.sort()).toEqual(numbered.map(({ id }) => id).sort());
    }),
  );
});
