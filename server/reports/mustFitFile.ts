/** Whether a workbook would hold a report, told before anything of it is written. The other formats have no end. */
import { problem } from '../errors.ts';
import { loadRules } from '../rules/loadRules.ts';
import { daysBetween } from '../shifts/localTime.ts';
import type { ReportFormat, ReportQuery } from '../wire.ts';
import { sheetRowsMax } from './formats/workbook/sheetWriter.ts';
import { begun, type ReportNeeds } from './makeReport.ts';
import { countDays } from './reportDays.ts';

/** The row of heads and that of sums. */
const besides = 2;
const dayMs = 24 * 3_600_000;

/** Throws SHEET_FULL. `most`: rows of a sheet; for tests. */
export async function mustFitFile(
  format: ReportFormat,
  needs: ReportNeeds,
  asked: ReportQuery,
  most = sheetRowsMax,
): Promise<void> {
  if (format !== 'xlsx') return;
  const { db, companyId } = needs;
  const query = begun(asked, needs.company().timeZone, needs.nowMs);
  // Most reports are far from it, and nothing is worked out for them.
  if (most - besides < (await countPeople(needs)) * daysBetween(query.from, query.to).length) {
    const rules = (within: { fromMs: number; toMs: number }) => loadRules(db, companyId, within);
    const days = await countDays({ ...needs, loadRules: rules }, query, most - besides);
    if (days > most - besides) throw problem('SHEET_FULL', { most });
  }
  if ((await countAbsences(needs, query)) > most - besides) throw problem('SHEET_FULL', { most });
}

async function countPeople({ db, companyId }: ReportNeeds): Promise<number> {
  const [row] = await db('rule_versions')
    .where({ companyId, kind: 'person' })
    .countDistinct<{ n: number }[]>({ n: 'subjectId' });
  return Number(row?.n ?? 0);
}

/** Never more than are written: those that began on these days. Of a team or an area nobody knows before; the sheet itself tells. */
async function countAbsences(
  { db, companyId, sees }: ReportNeeds,
  { from, to, personId, teamId, areaId }: ReportQuery,
): Promise<number> {
  if (teamId !== undefined || areaId !== undefined) return 0;
  // Away from both ends: a day begins and ends where its people are.
  const rows = await db('absences')
    .where({ companyId })
    .where('fromMs', '>=', Date.parse(from) + dayMs)
    .where('fromMs', '<', Date.parse(to) - dayMs)
    .groupBy('personId')
    .select('personId')
    .count('* as n')
    .then((found) => found as { personId: string; n: number }[]);
  const own = rows.filter((row) => sees(row.personId) && (personId ?? row.personId) === row.personId);
  return own.reduce((sum, { n }) => sum + Number(n), 0);
}
