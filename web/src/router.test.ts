import { describe, expect, it, test } from 'vitest';
import { isOpen, placeOf, routeOf } from './router.ts';

describe('routeOf()', () => {
  it.each([
    ['/', 'live'],
    ['/people/', 'people'],
    ['/sign-in', 'signIn'],
    ['/api/docs', 'unknown'],
    ['/constructor', 'unknown'],
  ])('%s is %s', (path, route) => {
    expect(routeOf(path)).toBe(route);
  });

  it('only the pages before sign-in are open to everybody', () => {
    expect(['/', '/people', '/sign-in', '/setup'].filter((path) => isOpen(routeOf(path)))).toEqual([
      '/sign-in',
      '/setup',
    ]);
  });
});

test('placeOf() takes the part of an address that names somebody, and prefers an exact address', () => {
  expect(placeOf('/people/p%201')).toEqual({ route: 'person', subjectId: 'p 1' });
  expect(placeOf('/people/import').route).toBe('importPeople');
  expect(placeOf('/people/').route).toBe('people');
  expect(placeOf('/people/a/b').route).toBe('unknown');
});
