/** Monitoring that stands still for a while, with a reason. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { readPauses } from '../rules/readRuleBook.ts';
import type { NewPause, Pause } from '../wire.ts';
import type { ByName } from './shiftStore.ts';

export type PauseStore = ReturnType<typeof createPauseStore>;

export const createPauseStore = (db: Knex) => ({
  /** Those of now, to come, and that ended since; newest first. */
  pauses: (companyId: string, sinceMs: number): Promise<Pause[]> =>
    readPauses(db, companyId, { fromMs: sinceMs, toMs: Infinity }),

  async addPause(companyId: string, pause: NewPause, by: ByName): Promise<Pause> {
    const added = { pauseId: randomUUID(), ...pause, fromMs: by.nowMs, by: by.name, endedBy: null };
    await inTransaction(db, async (trx) => {
      const { subject, subjectId, toMs, why } = pause;
      const row = { subject, subjectId, fromMs: by.nowMs, toMs, why, recordedBy: by.name, endedBy: null };
      await trx('pauses').insert({ id: added.pauseId, companyId, ...row });
      const detail = { kind: subject, why };
      await writeAudit(trx, companyId, by, { action: 'pause.begun', subject: subjectId, detail });
    });
    return added;
  },

  /** It was there until now: the row keeps when it began and why. */
  async endPause(companyId: string, pause: Pause, by: ByName): Promise<Pause> {
    const ended = { toMs: by.nowMs, endedBy: by.name };
    await inTransaction(db, async (trx) => {
      await trx('pauses').where({ companyId, id: pause.pauseId }).update(ended);
      const { subject, subjectId } = pause;
      const detail = { kind: subject };
      await writeAudit(trx, companyId, by, { action: 'pause.ended', subject: subjectId, detail });
    });
    return { ...pause, ...ended };
  },
});
