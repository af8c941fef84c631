import { expect, test } from 'vitest';
import type { Role } from '../wire.ts';
import { abilityOf } from './abilities.ts';

test('abilityOf() lets an administrator do everything', () => {
  expect(abilityOf('admin').can('delete', 'Person')).toBe(true);
  expect(abilityOf('admin').can('create', 'User')).toBe(true);
});

test('abilityOf() lets a viewer look at the live page and change nothing', () => {
  const viewer = abilityOf('viewer');
  expect(viewer.can('read', 'Overview')).toBe(true);
  expect(viewer.can('read', 'Camera')).toBe(true);
  expect(viewer.can('read', 'Presence')).toBe(true);
  for (const subject of ['CameraFile', 'Person', 'User', 'Metrics'] as const)
    expect(viewer.can('read', subject)).toBe(false);
  for (const action of ['create', 'update', 'delete'] as const)
    expect(viewer.can(action, 'Camera')).toBe(false);
});

test('abilityOf() gives a role nobody knows nothing at all', () => {
  expect(abilityOf('owner' as Role).can('read', 'Overview')).toBe(false);
});
