/** On which terminals people who left may still be, worked out every few seconds for the bell and for incidents. */
import type { StillOnNow } from '../notices/noticesAfter.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { StartedDevices } from './startDevices.ts';
import type { StartedSync } from './sync/startSync.ts';
import type { StoredDevice } from './store.ts';
import type { MissingReceipts } from './sync/missingReceipts.ts';
import { stillOn } from './sync/stillOn.ts';

export type StillOnNeeds = {
  clock: Clock;
  devices: Pick<StartedDevices, 'views' | 'get' | 'zoneOf'>;
  sync: Pick<StartedSync, 'missingOn' | 'areGone' | 'heardAtMs' | 'knowsWhoLeft'>;
  /** 0: nobody is told. */
  afterMs: () => number;
};

type Followed = {
  missing: MissingReceipts | null;
  /** When it confirmed the last of those that were missing; null: it did not, or they are missing. */
  confirmedAtMs: number | null;
  /** By person: what was refused is forgotten at each try, and said all the same until it is done. */
  refusals: Map<string, string>;
};
const unfollowed: Followed = { missing: null, confirmedAtMs: null, refusals: new Map() };

/** Thousands of people on dozens of terminals take some milliseconds. */
const lookEveryMs = 10_000;
/** A terminal that calls does so within minutes. */
const settleMs = 5 * 60_000;

/** Answers one for each terminal that is let in. */
export function createStillOn({ clock, devices, sync, afterMs }: StillOnNeeds): () => readonly StillOnNow[] {
  const settledAtMs = clock.now() + settleMs;
  const terminals = new Map<string, Followed>();
  let known: { atMs: number; afterMs: number; all: readonly StillOnNow[] } | null = null;

  function look(nowMs: number): StillOnNow[] {
    const rules = { afterMs: afterMs(), settledAtMs, nowMs };
    const isTold = rules.afterMs > 0;
    if (!isTold) terminals.clear();
    return devices.views().flatMap((view) => {
      const device = devices.get(view.deviceId);
      if (!device || device.approvedAtMs === null) return [];
      const { missing, confirmedAtMs, refusals } = isTold ? followed(device, nowMs) : unfollowed;
      const problem = [...(missing?.who.keys() ?? [])].flatMap((personId) => refusals.get(personId) ?? [])[0];
      // By the clocks of the place, as the page and messages tell it, whatever the terminal shows.
      const zone = devices.zoneOf({ areaId: device.areaId, timeZone: null });
      return stillOn(
        { ...view, zone, confirmedAtMs, missing: missing && { ...missing, problem: problem ?? null } },
        rules,
      );
    });
  }

  /** What has become of those of whom it was missing at the last look. */
  function followed(device: StoredDevice, nowMs: number): Followed {
    const before = terminals.get(device.deviceId);
    if (before && !sync.knowsWhoLeft()) return before;
    const now: Followed = {
      missing: sync.missingOn(device),
      confirmedAtMs: before ? before.confirmedAtMs : sync.heardAtMs(device),
      refusals: new Map(before?.refusals),
    };
    for (const [personId, { problem }] of now.missing?.who ?? [])
      if (problem !== null) now.refusals.set(personId, problem);
    for (const personId of now.refusals.keys())
      if (now.missing?.who.has(personId) !== true) now.refusals.delete(personId);
    if (before?.missing && !now.missing)
      now.confirmedAtMs = sync.areGone(device, before.missing.who) ? nowMs : null;
    terminals.set(device.deviceId, now);
    return now;
  }

  return () => {
    const nowMs = clock.now();
    const isOld = known === null || Math.abs(nowMs - known.atMs) >= lookEveryMs;
    if (known === null || isOld || known.afterMs !== afterMs())
      known = { atMs: nowMs, afterMs: afterMs(), all: look(nowMs) };
    return known.all;
  };
}
