/** Punches that are stored, told to whoever believes something of people. */
import type { Presence } from './presence/startPresence.ts';
import { recentMs } from './punches/recentPunches.ts';
import type { StartedDuty } from './startDuty.ts';
import type { Punch } from './wire.ts';

/** Those of days ago, of a terminal whose log is read for the first time, change nothing about now. */
export const tellPunches =
  (duty: Pick<StartedDuty, 'punched'>, presence: Pick<Presence, 'punched'>, now: () => number) =>
  (punches: readonly Punch[]): void => {
    const fresh = punches.filter(({ atMs }) => atMs > now() - recentMs);
    if (fresh.length === 0) return;
    duty.punched(fresh);
    fresh.forEach(presence.punched);
  };
