import { describe, expect, it } from 'vitest';
import { person } from './examples.ts';
import { filteredPeople, noFilters, parseFilters } from './peopleFilters.ts';

const places = {
  areas: [
    { areaId: 'ground', name: 'Ground floor', parentId: null },
    { areaId: 'hall', name: 'Hall', parentId: 'ground' },
  ],
  teams: [
    { teamId: 'works', name: 'Works', parentId: null, leadId: null },
    { teamId: 'night', name: 'Night', parentId: 'works', leadId: null },
  ],
};
const people = [
  person('a', { area: 'Hall', teamId: 'night' }),
  person('b', { area: 'Ground floor', state: 'away', teamId: 'works' }),
  person('c', { area: null, state: 'expected' }),
];
const ids = (changes: Partial<typeof noFilters>) =>
  filteredPeople(people, { ...noFilters, ...changes }, places).map(({ personId }) => personId);

describe('filteredPeople()', () => {
  it('takes what lies in an area, and what belongs to a team, with it', () => {
    expect(ids({})).toEqual(['a', 'b', 'c']);
    expect(ids({ areaId: 'ground' })).toEqual(['a', 'b']);
    expect(ids({ areaId: 'hall' })).toEqual(['a']);
    expect(ids({ teamId: 'works' })).toEqual(['a', 'b']);
    expect(ids({ teamId: 'works', state: 'away' })).toEqual(['b']);
  });
  it('forgets an area that is gone', () => expect(ids({ areaId: 'removed' })).toEqual(['a', 'b', 'c']));
});

it('parseFilters() takes what fits', () => {
  expect(parseFilters('{"state":"away","teamId":7}')).toEqual({ ...noFilters, state: 'away' });
  expect(parseFilters('nonsense')).toEqual(noFilters);
});
