import { expect, test } from 'vitest';
import { snapshotName } from './snapshot.ts';

test('snapshotName() has the camera and the time at the site', () => {
  const atMs = Date.UTC(2026, 10, 28, 2, 5, 7);
  expect(snapshotName('Gate 2 / "Süd"', atMs, 'Asia/Jakarta')).toBe('Gate-2-Süd-2026-11-28-09-05-07.jpg');
});
