import { expect, test } from 'vitest';
import type { Directory, DirectoryPerson } from '../directory/directory.ts';
import { mustSee, mustWatch, scopeOf } from './scope.ts';

const person = (
  personId: string,
  supervisorId: string | null,
  areaIds: string[] = [],
): [string, DirectoryPerson] => [
  personId,
  {
    ...{ personId, name: personId, supervisorId, areaIds },
    ...{ code: null, job: null, teamId: null, badgeOnly: false, deactivatedAtMs: null },
  },
];
const directory: Directory = {
  people: new Map([
    person('lead', null),
    person('ana', 'lead', ['dock']),
    person('bo', 'other'),
    person('other', null),
  ]),
  teams: new Map(),
  areas: new Map([
    ['dock', { areaId: 'dock', name: 'Dock', parentId: null }],
    ['crane', { areaId: 'crane', name: 'Crane', parentId: 'dock' }],
    ['gate', { areaId: 'gate', name: 'Gate', parentId: null }],
    ['hall', { areaId: 'hall', name: 'Hall', parentId: null }],
  ]),
};

test('scopeOf() shows a supervisor themselves, who is below them, and the areas those work in with all inside', () => {
  const scope = scopeOf({ role: 'supervisor', personId: 'lead', areaIds: ['gate'] }, directory);
  expect(['lead', 'ana', 'bo', 'other', 'nobody'].map(scope.sees)).toEqual([true, true, false, false, false]);
  expect(['Dock', 'Crane', 'Gate', 'Hall', 'Nowhere'].map(scope.watches)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(() => mustSee(scope, 'bo')).toThrow('another team');
  expect(() => mustWatch(scope, undefined)).toThrow('another team');
});

test('scopeOf() shows a supervisor whom nobody linked to a person nothing but their own areas', () => {
  const scope = scopeOf({ role: 'supervisor', personId: null, areaIds: ['gate'] }, directory);
  expect([scope.sees('ana'), scope.watches('Gate'), scope.watches('Dock')]).toEqual([false, true, false]);
});

test('scopeOf() shows every other role everything its abilities allow', () => {
  for (const role of ['owner', 'admin', 'hr', 'viewer'] as const)
    expect(scopeOf({ role, personId: null, areaIds: [] }, directory).all).toBe(true);
});
