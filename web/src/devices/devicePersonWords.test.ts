import { expect, test } from 'vitest';
import type { DevicePersonView } from '../../../server/wire.ts';
import { heldText, inPersonOrder } from './devicePersonWords.ts';

const ana: DevicePersonView = {
  ...{ deviceId: 'd', device: 'Gate', userId: '1001', personId: 'p', person: 'Ana', wanted: 'there' },
  ...{ state: 'done', problem: null, confirmedAtMs: 1, fingers: 2, faces: 1, hasPhoto: true },
};

test('heldText() names what a terminal holds of somebody, and nothing else', () => {
  expect(heldText(ana)).toBe('Fingers: 2 · Faces: 1 · Photo');
  expect(heldText({ ...ana, fingers: 0, faces: 0, hasPhoto: false })).toBe('');
});

test('inPersonOrder() has first what failed, then by name, or by number where nobody is known', () => {
  const people = [
    ana,
    { ...ana, person: 'Ben', state: 'failed' as const },
    { ...ana, person: null, userId: '77', state: 'stranger' as const },
    { ...ana, person: 'Abe', state: 'failed' as const },
  ];
  expect(inPersonOrder(people).map(({ person, userId }) => person ?? userId)).toEqual([
    ...['Abe', 'Ben', '77', 'Ana'],
  ]);
});
