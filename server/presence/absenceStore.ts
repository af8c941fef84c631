/** Absences in the database: added, ended, never deleted but with their person. */
import type { Knex } from 'knex';
import { insertMany } from '../database/insertMany.ts';
import type { AbsenceEvidence, AbsenceView } from '../wire.ts';

/** `later`: those of the same person that began after it ended. */
export type WronglyEnded = { sojournId: string; absence: AbsenceView; later: AbsenceView[] };
type AbsenceRow = Omit<AbsenceView, 'absenceId' | 'evidence'> & { id: string; evidence: string };

export async function openAbsences(knex: Knex, companyId: string): Promise<AbsenceView[]> {
  const rows = await knex('absences').where({ companyId }).whereNull('toMs').select<AbsenceRow[]>('*');
  return rows.map(absenceFrom);
}

/** Absences that ended with the first moment of a sojourn that was corrected. */
export async function endedBySighting(
  knex: Knex,
  companyId: string,
  personId?: string,
): Promise<WronglyEnded[]> {
  // Asked of the corrections, which are few.
  const rows = await knex('corrections')
    .join('sojourns', 'corrections.sojournId', 'sojourns.id')
    .join('absences', (on) =>
      on.on('absences.personId', 'sojourns.personId').on('absences.toMs', 'sojourns.fromMs'),
    )
    .where({ 'corrections.companyId': companyId, 'absences.endedWhy': 'returned' })
    .where(personId === undefined ? {} : { 'sojourns.personId': personId })
    .select<(AbsenceRow & { sojournId: string })[]>('absences.*', 'sojourns.id as sojournId');
  const wrong: WronglyEnded[] = [];
  for (const { sojournId, ...row } of rows) {
    const absence = absenceFrom(row);
    const { personId, toMs } = absence;
    const later = await knex('absences')
      .where({ companyId, personId })
      .where('fromMs', '>=', toMs)
      .whereNot({ id: row.id })
      .select<AbsenceRow[]>('*');
    wrong.push({ sojournId, absence, later: later.map(absenceFrom) });
  }
  return wrong;
}

/** One that is there already ends, or lasts again. Another of the same person and moment cannot be: what is stored stands. */
export async function writeAbsences(
  trx: Knex,
  companyId: string,
  absences: readonly AbsenceView[],
): Promise<void> {
  await insertMany(trx, {
    table: 'absences',
    rows: absences.map(({ absenceId, evidence, ...rest }) => ({
      ...{ id: absenceId, companyId, ...rest, evidence: JSON.stringify(evidence) },
    })),
    update: ['toMs', 'endedWhy'],
    keepsFirst: true,
  });
}

export const absenceFrom = ({ id, evidence, ...row }: AbsenceRow): AbsenceView => ({
  absenceId: id,
  personId: row.personId,
  // PostgreSQL gives its 64-bit integers as text.
  fromMs: Number(row.fromMs),
  detectedAtMs: Number(row.detectedAtMs),
  toMs: row.toMs === null ? null : Number(row.toMs),
  endedWhy: row.endedWhy,
  area: row.area,
  evidence: JSON.parse(evidence) as AbsenceEvidence,
});
