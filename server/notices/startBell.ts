/** What the bell tells, stored, and told to every page that may see it. */
import type { Live } from '../live/startLive.ts';
import type { Base } from '../startBase.ts';
import type { Started } from '../started.ts';
import type { World } from './noticesAfter.ts';
import { type Notices, startNotices } from './startNotices.ts';
import { createNoticeStore } from './store.ts';

export type BellNeeds = Pick<Base, 'clock' | 'log' | 'db' | 'companyId'> & {
  live: Live;
  /** As it looks now. */
  world: () => World;
};

export async function startBell(needs: BellNeeds, started: Started): Promise<Notices> {
  const { clock, log, db, companyId, live, world } = needs;
  const notices = await startNotices({
    ...{ companyId, clock, world, store: createNoticeStore(db) },
    changed: (changed) => live.noticesChanged(companyId, changed),
    trouble: (error) => log.error({ err: error }, 'cannot store what the bell tells; trying again'),
  });
  started.push(() => notices.stop());
  return notices;
}
