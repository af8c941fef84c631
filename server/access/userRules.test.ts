import { expect, test } from 'vitest';
import { mustChange, mustRemove } from './userRules.ts';

const owner = { userId: 'o', role: 'owner' } as const;
const admin = { userId: 'a', role: 'admin' } as const;
const user = (id: string, role: 'owner' | 'admin' | 'viewer', disabledAtMs: number | null = null) => ({
  ...{ id, role, disabledAtMs },
});

test('mustChange() keeps administrators from owners', () => {
  expect(() => mustChange(admin, user('o', 'owner'), {}, 1)).toThrow('only an owner');
  expect(() => mustChange(admin, user('v', 'viewer'), { role: 'owner' }, 1)).toThrow('only an owner');
  expect(() => mustChange(admin, user('a', 'admin'), { role: 'owner' }, 1)).toThrow('only an owner');
  expect(() => mustChange(admin, user('b', 'admin'), { role: 'viewer' }, 1)).not.toThrow();
  expect(() => mustRemove(admin, user('o', 'owner'), 1)).toThrow('only an owner');
});

test('mustChange() leaves an owner who can sign in', () => {
  expect(() => mustChange(owner, user('o', 'owner'), { role: 'admin' }, 0)).toThrow('nobody else owns');
  expect(() => mustChange(owner, user('o', 'owner'), { disabled: true }, 0)).toThrow('nobody else owns');
  expect(() => mustRemove(owner, user('o', 'owner'), 0)).toThrow('nobody else owns');
  expect(() => mustChange(owner, user('p', 'owner'), { role: 'admin' }, 1)).not.toThrow();
  expect(() => mustRemove(owner, user('p', 'owner', 5), 0)).not.toThrow();
});

test('mustChange() lets nobody change their own role, disable or remove themselves', () => {
  expect(() => mustChange(owner, user('o', 'owner'), { role: 'viewer' }, 1)).toThrow('your own');
  expect(() => mustChange(admin, user('a', 'admin'), { disabled: true }, 1)).toThrow('your own');
  expect(() => mustRemove(admin, user('a', 'admin'), 1)).toThrow('your own');
  expect(() => mustChange(admin, user('a', 'admin'), {}, 1)).not.toThrow();
});
