/** What HR asks for, from what was stored: the head at once, the days one after the other. */
import type { Knex } from 'knex';
import { problem } from '../errors.ts';
import { loadRules } from '../rules/loadRules.ts';
import type { Rules } from '../rules/rulesOf.ts';
import { addDays, daysBetween, localDateOf, weekdayOf } from '../shifts/localTime.ts';
import type { LocalDate, PersonDay, Report, ReportQuery, ReportWeek } from '../wire.ts';
import type { ReportSource } from './formats/reportFile.ts';
import { type ReportLanguage, reportLabels } from './labels.ts';
import { loadCoverage } from './loadCoverage.ts';
import { isWithin, reportDays } from './reportDays.ts';
import { createTally, emptySum, addDay, totalsOf } from './totals.ts';

export type ReportNeeds = {
  db: Knex;
  companyId: string;
  company: () => { name: string; timeZone: string };
  nowMs: number;
  /** Whose days whoever asks may see. */
  sees: (personId: string) => boolean;
  language?: ReportLanguage;
  /** Whose facts are read together; for the bench. */
  peopleAtOnce?: number;
};

/** A longer one is several. */
export const reportDaysMax = 366;
/** So many days of people fit on a page of the browser; files hold more. */
export const reportRowsMax = 8_000;

/** Throws REPORT_TOO_LONG. Days to come are left out. */
export async function openReport(needs: ReportNeeds, asked: ReportQuery): Promise<ReportSource> {
  const { db, companyId, nowMs, sees, language = 'en' } = needs;
  const { name: company, timeZone } = needs.company();
  const query = begun(asked, timeZone, nowMs);
  if (daysBetween(query.from, query.to).length > reportDaysMax)
    throw problem('REPORT_TOO_LONG', { problem: `it has more than ${reportDaysMax} days` });
  const endMs = Date.parse(addDays(query.to, 1));
  const title = titleOf(asked, await loadRules(db, companyId, { fromMs: endMs, toMs: endMs }), endMs, {
    sees,
    language,
  });
  const days = reportDays(
    {
      ...needs,
      ...{ sees, loadRules: (part) => loadRules(db, companyId, part) },
      loadCoverage: (part) => loadCoverage(db, companyId, part),
    },
    query,
  );
  return { head: { company, timeZone, query: asked, title, madeAtMs: nowMs }, days, language };
}

/** For the page. Throws REPORT_TOO_LONG when it would not fit. */
export async function makeReport(needs: ReportNeeds, query: ReportQuery): Promise<Report> {
  const source = await openReport(needs, query);
  const days: PersonDay[] = [];
  const tally = createTally();
  for await (const day of source.days) {
    if (days.length >= reportRowsMax)
      throw problem('REPORT_TOO_LONG', { problem: `it has more than ${reportRowsMax} days of people` });
    tally.add(day);
    days.push(day);
  }
  return { ...source.head, days, totals: tally.totals(), byPerson: tally.byPerson() };
}

/** Fewer cannot be compared. */
const weeksMin = 8;

/** Weeks from Monday to Sunday, side by side, up to the last day asked for: those of the query, and at least eight. */
export async function makeWeeks(needs: ReportNeeds, asked: ReportQuery): Promise<ReportWeek[]> {
  const first = addDays(mondayOf(asked.to), -7 * (weeksMin - 1));
  const query = { ...asked, from: mondayOf(asked.from) < first ? mondayOf(asked.from) : first };
  const sums = new Map<LocalDate, ReturnType<typeof emptySum>>(
    daysBetween(query.from, query.to).map((date) => [mondayOf(date), emptySum()]),
  );
  const { days } = await openReport(needs, query);
  for await (const day of days) {
    const sum = sums.get(mondayOf(day.date));
    if (sum) addDay(sum, day);
  }
  return [...sums].map(([week, sum]) => ({ week, totals: totalsOf(sum) }));
}

const mondayOf = (date: LocalDate): LocalDate => addDays(date, 1 - weekdayOf(date));

/** Without days to come. */
export function begun(query: ReportQuery, timeZone: string, nowMs: number): ReportQuery {
  // East of the company the next day may have begun.
  const last = addDays(localDateOf(timeZone, nowMs), 1);
  return query.to > last ? { ...query, to: last } : query;
}

/** As they were called at the end; nothing of whom the reader may not see, nor of teams and areas where they may see nobody. */
function titleOf(
  { from, to, personId, teamId, areaId }: ReportQuery,
  rules: Rules,
  atMs: number,
  { sees, language }: { sees: ReportNeeds['sees']; language: ReportLanguage },
): string {
  const seesAny = (has: (id: string) => boolean): boolean => {
    const own = rules.peopleIn({ fromMs: 0, toMs: atMs }).filter(has);
    return own.length === 0 || own.some(sees);
  };
  const seesTeam = (wanted: string): boolean =>
    seesAny((id) =>
      isWithin(rules.personAt(id, atMs)?.teamId ?? null, wanted, (at) => rules.teamAt(at, atMs)),
    );
  const seesArea = (wanted: string): boolean =>
    seesAny((id) =>
      (rules.personAt(id, atMs)?.areaIds ?? []).some((own) =>
        isWithin(own, wanted, (at) => rules.areaAt(at, atMs)),
      ),
    );
  const names = [
    personId !== undefined && sees(personId) && rules.personAt(personId, atMs)?.name,
    teamId !== undefined && seesTeam(teamId) && rules.teamAt(teamId, atMs)?.name,
    areaId !== undefined && seesArea(areaId) && rules.areaAt(areaId, atMs)?.name,
  ].filter((name) => typeof name === 'string');
  const about = names.length > 0 ? ` (${names.join(', ')})` : '';
  return `${reportLabels[language].title} ${from === to ? from : `${from} – ${to}`}${about}`;
}
