import { expect, test } from 'vitest';
import { placeText } from './placeText.ts';

test('placeText() names camera and area, and a name that is both only once', () => {
  expect(placeText('Gate 1', 'Lobby')).toBe('Gate 1 · Lobby');
  expect(placeText('Corridor', 'Corridor')).toBe('Corridor');
  expect(placeText('Gate 1', null)).toBe('Gate 1');
  expect(placeText('Gate 1', '')).toBe('Gate 1');
});
