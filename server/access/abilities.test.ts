import { expect, test } from 'vitest';
import type { Role } from '../wire.ts';
import { abilityOf, permissionsOf } from './abilities.ts';

test.each(['owner', 'admin'] as const)('abilityOf() lets an %s do everything', (role) => {
  expect(abilityOf(role).can('delete', 'Person')).toBe(true);
  expect(abilityOf(role).can('create', 'User')).toBe(true);
  expect(abilityOf(role).can('update', 'Settings')).toBe(true);
});

test('abilityOf() lets HR keep people and leave, and neither cameras nor users nor settings', () => {
  const hr = abilityOf('hr');
  for (const subject of ['Person', 'Leave', 'Team'] as const) expect(hr.can('update', subject)).toBe(true);
  for (const subject of ['CameraFile', 'User', 'Settings', 'Backup', 'Metrics'] as const)
    expect([hr.can('read', subject), hr.can('update', subject)]).toEqual([false, false]);
});

test('abilityOf() lets a supervisor correct and acknowledge, and change nobody', () => {
  const supervisor = abilityOf('supervisor');
  expect(supervisor.can('create', 'Correction')).toBe(true);
  expect(supervisor.can('update', 'Notice')).toBe(true);
  for (const action of ['create', 'update', 'delete'] as const)
    for (const subject of ['Person', 'Team', 'Area', 'CameraFile', 'User'] as const)
      expect(supervisor.can(action, subject)).toBe(false);
  expect(supervisor.can('read', 'Audit')).toBe(false);
});

test('abilityOf() lets a viewer look at the live page and change nothing', () => {
  const viewer = abilityOf('viewer');
  expect(viewer.can('read', 'Overview')).toBe(true);
  expect(viewer.can('read', 'Camera')).toBe(true);
  expect(viewer.can('read', 'Presence')).toBe(true);
  for (const subject of ['CameraFile', 'Person', 'User', 'Audit', 'Settings', 'Metrics'] as const)
    expect(viewer.can('read', subject)).toBe(false);
  expect(permissionsOf('viewer').filter((permission) => !permission.startsWith('read '))).toEqual([]);
});

test('abilityOf() gives a role nobody knows nothing at all', () => {
  expect(abilityOf('king' as Role).can('read', 'Overview')).toBe(false);
});
