import { describe, expect, it } from 'vitest';
import { isOpen, routeOf } from './router.ts';

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
