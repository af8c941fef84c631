/** Days on which somebody need not be seen. */
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { Leave } from '../wire.ts';

export type LeaveStore = ReturnType<typeof createLeaveStore>;

type LeaveRow = Omit<Leave, 'leaveId'> & {
  id: string;
  companyId: string;
  personId: string;
  createdAtMs: number;
};

/** `toMs` is the first moment after the leave. */
export const createLeaveStore = (db: Knex) => ({
  /** A person's, newest first. */
  async leavesOf(companyId: string, personId: string): Promise<Leave[]> {
    const rows = await db<LeaveRow>('leaves').where({ companyId, personId }).orderBy('fromMs', 'desc');
    return rows.map(leaveOf);
  },

  async addLeave(companyId: string, personId: string, leave: Leave, by: By): Promise<void> {
    const { leaveId, ...rest } = leave;
    await inTransaction(db, async (trx) => {
      await trx('leaves').insert({ ...rest, id: leaveId, companyId, personId, createdAtMs: by.nowMs });
      const detail = { leaveId, fromMs: leave.fromMs, toMs: leave.toMs };
      await writeAudit(trx, companyId, by, { action: 'person.leaveAdded', subject: personId, detail });
    });
  },

  async removeLeave(companyId: string, personId: string, leaveId: string, by: By): Promise<boolean> {
    return inTransaction(db, async (trx) => {
      if ((await trx('leaves').where({ companyId, personId, id: leaveId }).delete()) === 0) return false;
      const detail = { leaveId };
      await writeAudit(trx, companyId, by, { action: 'person.leaveRemoved', subject: personId, detail });
      return true;
    });
  },
});

const leaveOf = ({ id, fromMs, toMs, why, recordedBy }: LeaveRow): Leave => ({
  leaveId: id,
  // PostgreSQL gives its 64-bit integers as text.
  fromMs: Number(fromMs),
  toMs: Number(toMs),
  why,
  recordedBy,
});
