/** Who works which shift from when to when. What held on a day that is over is ended, never deleted. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { LocalDate, NewAssignment, ShiftAssignment } from '../wire.ts';
import type { ByName } from './shiftStore.ts';

export type AssignmentStore = ReturnType<typeof createAssignmentStore>;

export const createAssignmentStore = (db: Knex) => ({
  async addAssignment(companyId: string, assignment: NewAssignment, by: ByName): Promise<ShiftAssignment> {
    const added = { assignmentId: randomUUID(), ...assignment };
    await inTransaction(db, async (trx) => {
      const { assignmentId, ...rest } = added;
      const row = { id: assignmentId, companyId, ...rest, createdAtMs: by.nowMs, recordedBy: by.name };
      await trx('shift_assignments').insert(row);
      await writeAudit(trx, companyId, by, audited('assignment.added', added));
    });
    return added;
  },

  async endAssignment(
    companyId: string,
    assignment: ShiftAssignment,
    toDate: LocalDate | null,
    by: ByName,
  ): Promise<ShiftAssignment> {
    const ended = { ...assignment, toDate };
    await inTransaction(db, async (trx) => {
      await trx('shift_assignments').where({ companyId, id: assignment.assignmentId }).update({ toDate });
      await writeAudit(trx, companyId, by, audited('assignment.changed', ended));
    });
    return ended;
  },

  /** One that never held on a day that is over. */
  async removeAssignment(companyId: string, assignment: ShiftAssignment, by: ByName): Promise<void> {
    await inTransaction(db, async (trx) => {
      await trx('shift_assignments').where({ companyId, id: assignment.assignmentId }).delete();
      await writeAudit(trx, companyId, by, audited('assignment.removed', assignment));
    });
  },
});

/** About whom it is: their name is looked up when it is read, and forgotten when they are. */
const audited = (action: string, { shiftId, personId, teamId, fromDate, toDate }: ShiftAssignment) => ({
  ...{ action, subject: personId ?? teamId ?? '' },
  detail: { shiftId, fromDate, ...(toDate === null ? {} : { toDate }) },
});
