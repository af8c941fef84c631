/** Shifts. What one asked on a day that is over is never changed: every change is a version with the first day it holds. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { appendVersion } from '../rules/appendVersion.ts';
import type { LocalDate, NewShift } from '../wire.ts';

export type ShiftStore = ReturnType<typeof createShiftStore>;
/** `name`: of who does it. */
export type ByName = By & { name: string };
export type KnownShiftRow = { shiftId: string; name: string; archived: boolean };

/** Names and dates are checked by who calls, one change at a time. */
export const createShiftStore = (db: Knex) => ({
  async shifts(companyId: string): Promise<KnownShiftRow[]> {
    const rows = await db('shifts')
      .where({ companyId })
      .orderBy('name')
      .select<{ id: string; name: string; archivedAtMs: number | null }[]>('id', 'name', 'archivedAtMs');
    return rows.map(({ id, name, archivedAtMs }) => ({ shiftId: id, name, archived: archivedAtMs !== null }));
  },

  async addShift(companyId: string, shift: NewShift, fromDate: LocalDate, by: ByName): Promise<string> {
    const shiftId = randomUUID();
    await inTransaction(db, async (trx) => {
      const { name } = shift;
      await trx('shifts').insert({ id: shiftId, companyId, name, createdAtMs: by.nowMs });
      await appendVersion(trx, companyId, versionOf(shiftId, shift, fromDate, by));
      await writeAudit(trx, companyId, by, { action: 'shift.added', subject: shiftId, detail: { name } });
    });
    return shiftId;
  },

  /** These are the rules from `fromDate` on. */
  async changeShift(
    companyId: string,
    { shiftId, ...shift }: NewShift & { shiftId: string },
    fromDate: LocalDate,
    by: ByName,
  ): Promise<void> {
    await inTransaction(db, async (trx) => {
      const { name } = shift;
      await trx('shifts').where({ companyId, id: shiftId }).update({ name });
      await appendVersion(trx, companyId, versionOf(shiftId, shift, fromDate, by));
      const detail = { name, fromDate };
      await writeAudit(trx, companyId, by, { action: 'shift.changed', subject: shiftId, detail });
    });
  },

  async archiveShift(companyId: string, { shiftId, name }: KnownShiftRow, by: By): Promise<void> {
    await inTransaction(db, async (trx) => {
      await trx('shifts').where({ companyId, id: shiftId }).update({ archivedAtMs: by.nowMs });
      await writeAudit(trx, companyId, by, { action: 'shift.archived', subject: shiftId, detail: { name } });
    });
  },
});

const versionOf = (shiftId: string, value: NewShift, fromDate: LocalDate, by: ByName) => ({
  ...{ kind: 'shift' as const, subjectId: shiftId, fromDate, fromMs: by.nowMs, value, recordedBy: by.name },
});
