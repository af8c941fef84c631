/** Once a day what is older than the company keeps it is forgotten. */
import type { Knex } from 'knex';
import { startPruning } from './startPruning.ts';
import type { Clock } from '../presence/startPresence.ts';
import { forgetCommands } from './forgetCommands.ts';
import { forgetOld } from './forgetOld.ts';

export type RetentionNeeds = {
  db: Knex;
  companyId: string;
  clock: Clock;
  /** 0: everything stays, but for what terminals were told to do. */
  keptDays: () => number;
  failed: (error: unknown) => void;
};

/** Resolves when nothing is under way any more. */
export function startRetention({ db, companyId, ...needs }: RetentionNeeds): () => Promise<void> {
  let stopped = false;
  const stop = startPruning({
    ...needs,
    async prune(beforeMs) {
      const nowMs = needs.clock.now();
      await forgetCommands(db, companyId, nowMs, () => stopped);
      if (needs.keptDays() === 0) return;
      await forgetOld(db, companyId, { beforeMs, nowMs }, () => stopped);
    },
  });
  return () => {
    stopped = true;
    return stop();
  };
}
