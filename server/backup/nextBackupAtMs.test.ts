import { expect, it } from 'vitest';
import { nextBackupAtMs } from './nextBackupAtMs.ts';

const at = (iso: string) => Date.parse(iso);

it('nextBackupAtMs() follows the clocks of the site', () => {
  expect(nextBackupAtMs(at('2026-11-28T19:00:00Z'), '02:30', 'Asia/Jakarta')).toBe(
    at('2026-11-28T19:30:00Z'),
  );
  expect(nextBackupAtMs(at('2026-11-28T19:30:00Z'), '02:30', 'Asia/Jakarta')).toBe(
    at('2026-11-29T19:30:00Z'),
  );
  expect(nextBackupAtMs(at('2026-10-25T00:00:00Z'), '02:30', 'Europe/Berlin')).toBe(
    at('2026-10-25T00:30:00Z'),
  );
  expect(nextBackupAtMs(at('2026-03-29T00:00:00Z'), '02:30', 'Europe/Berlin')).toBe(
    at('2026-03-29T01:30:00Z'),
  );
  expect(nextBackupAtMs(0, '', 'UTC')).toBeNull();
});
