import { describe, expect, it } from 'vitest';
import { camera, person } from './examples.ts';
import { areasAsNested, asTree, floorCounts, withBelow } from './nesting.ts';

const areas = [
  { areaId: 'hall', name: 'Hall', parentId: 'ground' },
  { areaId: 'site', name: 'Site', parentId: null },
  { areaId: 'ground', name: 'Ground floor', parentId: 'site' },
  { areaId: 'lost', name: 'Lost', parentId: 'removed' },
  { areaId: 'gate', name: 'Gate', parentId: 'ground' },
];
const nested = areasAsNested(areas);

describe('nested places', () => {
  it('asTree() goes from the top, and what has nothing above it is at the top', () => {
    expect(asTree(nested).map(({ name, depth }) => `${depth} ${name}`)).toEqual([
      ...['0 Lost', '0 Site', '1 Ground floor', '2 Gate', '2 Hall'],
    ]);
  });

  it('withBelow() finds what lies in a place at any depth', () => {
    expect(withBelow(nested, 'ground').map(({ id }) => id)).toEqual(['ground', 'hall', 'gate']);
    expect(withBelow(nested, 'nowhere')).toEqual([]);
  });

  it('a circle ends', () => {
    const circle = [
      { id: 'a', name: 'A', parentId: 'b' },
      { id: 'b', name: 'B', parentId: 'a' },
    ];
    expect(withBelow(circle, 'a')).toHaveLength(2);
    expect(asTree(circle).length).toBeLessThanOrEqual(2);
  });

  it('floorCounts() counts who is present there and below, and marks blind cameras', () => {
    const people = [
      person('a', { area: 'Hall' }),
      person('b', { area: 'Gate' }),
      person('c', { area: 'Hall', state: 'away' }),
    ];
    const cameras = [camera('one', { area: 'Gate', health: { kind: 'blind', sinceMs: 0, detail: '' } })];
    const counts = floorCounts(areas, people, cameras);
    expect(counts.map(({ name, present, blind }) => [name, present, blind])).toEqual([
      ['Lost', 0, 0],
      ['Site', 2, 1],
      ['Ground floor', 2, 1],
      ['Gate', 1, 1],
      ['Hall', 1, 0],
    ]);
  });
});
