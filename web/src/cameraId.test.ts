import { describe, expect, it } from 'vitest';
import { cameraIdFrom } from './cameraId.ts';

describe('cameraIdFrom()', () => {
  it.each([
    ['Hall – Entrance 2', 'hall-entrance-2'],
    ['  Büro (West) ', 'buro-west'],
    ['門', ''],
  ])('makes "%s" into "%s"', (name, id) => {
    expect(cameraIdFrom(name)).toBe(id);
  });
});
