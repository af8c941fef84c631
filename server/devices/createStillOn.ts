/** On which terminals people who left may still be, worked out every few seconds for the bell and for incidents. */
import type { StillOnNow } from '../notices/noticesAfter.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { StartedDevices } from './startDevices.ts';
import type { StartedSync } from './sync/startSync.ts';
import { stillOn } from './sync/stillOn.ts';

export type StillOnNeeds = {
  clock: Clock;
  devices: Pick<StartedDevices, 'views' | 'get' | 'zoneOf'>;
  sync: Pick<StartedSync, 'missingOn'>;
  /** 0: nobody is told. */
  afterMs: () => number;
};

/** Thousands of people on dozens of terminals take some milliseconds. */
const lookEveryMs = 10_000;
/** A terminal that calls does so within minutes. */
const settleMs = 5 * 60_000;

/** Answers one for each terminal that is let in. */
export function createStillOn({ clock, devices, sync, afterMs }: StillOnNeeds): () => readonly StillOnNow[] {
  const settledAtMs = clock.now() + settleMs;
  /** What was refused is forgotten at each try, and said all the same until it is done. */
  const refusals = new Map<string, string>();
  let known: { atMs: number; afterMs: number; all: readonly StillOnNow[] } | null = null;

  function look(nowMs: number): StillOnNow[] {
    const rules = { afterMs: afterMs(), settledAtMs, nowMs };
    return devices.views().flatMap((view) => {
      const device = devices.get(view.deviceId);
      if (!device || device.approvedAtMs === null) return [];
      const missing = rules.afterMs === 0 ? null : sync.missingOn(device);
      if (missing === null) refusals.delete(view.deviceId);
      else if (missing.problem !== null) refusals.set(view.deviceId, missing.problem);
      const problem = refusals.get(view.deviceId) ?? null;
      // By the clocks of the place, as the page and messages tell it, whatever the terminal shows.
      const zone = devices.zoneOf({ areaId: device.areaId, timeZone: null });
      return stillOn({ ...view, zone, missing: missing && { ...missing, problem } }, rules);
    });
  }
  return () => {
    const nowMs = clock.now();
    const isOld = known === null || Math.abs(nowMs - known.atMs) >= lookEveryMs;
    if (known === null || isOld || known.afterMs !== afterMs())
      known = { atMs: nowMs, afterMs: afterMs(), all: look(nowMs) };
    return known.all;
  };
}
