import { DateTime } from 'luxon';

/** The first moment after `afterMs` at which clocks of the zone show `backupAt` (HH:MM); null: none is wanted. */
export function nextBackupAtMs(afterMs: number, backupAt: string, zone: string): number | null {
  const [hour, minute] = backupAt.split(':').map(Number);
  if (hour === undefined || minute === undefined) return null;
  const day = DateTime.fromMillis(afterMs, { zone });
  if (!day.isValid) return nextBackupAtMs(afterMs, backupAt, 'UTC');
  // A time that a change to summer time leaves out comes an hour later.
  const at = (days: number) => day.plus({ days }).set({ hour, minute, second: 0, millisecond: 0 }).toMillis();
  return at(0) > afterMs ? at(0) : at(1);
}
