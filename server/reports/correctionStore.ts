/** What HR says beside the record of a day: rows that are added and never changed. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import type { DayCorrection, LocalDate, NewDayCorrection } from '../wire.ts';

export type CorrectedDay = { companyId: string; personId: string; date: LocalDate };
type Row = Omit<DayCorrection, 'correctionId' | 'value' | 'by'> & {
  id: string;
  value: string;
  recordedBy: string;
};

export const dayCorrectionStore = (db: Knex) => ({
  /** Oldest first. */
  async of(day: CorrectedDay): Promise<DayCorrection[]> {
    const rows = await db<Row>('day_corrections').where(day).orderBy('atMs').orderByRaw('rowid');
    return rows.map(({ id, personId, date, field, value, why, recordedBy, atMs }) => ({
      ...{ correctionId: id, personId, date, field, why, by: recordedBy },
      value: JSON.parse(value) as DayCorrection['value'],
      // PostgreSQL gives its 64-bit integers as text.
      atMs: Number(atMs),
    }));
  },

  /** `name`: of who says it, as it is shown. */
  async add(
    { companyId, personId, date }: CorrectedDay,
    said: NewDayCorrection,
    { name, ...by }: By & { name: string },
  ): Promise<DayCorrection> {
    const correctionId = randomUUID();
    const { field, value, why } = said;
    await inTransaction(db, async (trx) => {
      await trx('day_corrections').insert({
        ...{ id: correctionId, companyId, personId, date, field, why, recordedBy: name, atMs: by.nowMs },
        value: JSON.stringify(value),
      });
      // The reason stands with the correction, and is erased with the person.
      const detail = { date, field, takenBack: value === null };
      const audited = { action: 'person.dayCorrected', subject: personId, detail };
      await writeAudit(trx, companyId, by, audited);
    });
    return { correctionId, personId, date, field, value, why, by: name, atMs: by.nowMs };
  },
});
