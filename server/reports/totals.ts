/** Sums over days: what every format shows below. Pure. */
import type { PersonDay, Report, ReportTotals } from '../wire.ts';

/** Grows by a day at a time, so that no day must be kept for it. */
export type Sum = ReportTotals & { coveredMs: number; coverableMs: number };

export const emptySum = (): Sum => ({
  ...{ days: 0, plannedMs: 0, presentMs: 0, awayMs: 0, absentMs: 0, blindMs: 0 },
  ...{ absences: 0, longestAbsenceMs: 0, late: 0, early: 0 },
  ...{ daysPresent: 0, daysAbsent: 0, daysOnLeave: 0, coverage: null, coveredMs: 0, coverableMs: 0 },
});

export function addDay(sum: Sum, day: PersonDay): void {
  sum.days += 1;
  sum.plannedMs += day.plannedMs;
  sum.presentMs += day.presentMs;
  sum.awayMs += day.awayMs;
  sum.absentMs += day.absentMs;
  sum.blindMs += day.blindMs;
  sum.absences += countedAbsences(day);
  sum.longestAbsenceMs = Math.max(sum.longestAbsenceMs, day.longestAbsenceMs);
  sum.late += Number((day.lateMs ?? 0) > 0);
  sum.early += Number((day.earlyMs ?? 0) > 0);
  sum.daysPresent += Number(isPresent(day));
  sum.daysAbsent += Number(day.status === 'absent');
  sum.daysOnLeave += Number(day.status === 'onLeave');
  if (day.coverage === null) return;
  // A long duty weighs more than a short one.
  sum.coveredMs += day.coverage * day.plannedMs;
  sum.coverableMs += day.plannedMs;
}

export function totalsOf(sum: Sum): ReportTotals {
  const { coveredMs, coverableMs, ...totals } = sum;
  return { ...totals, coverage: coverableMs > 0 ? coveredMs / coverableMs : null };
}

export function totalOf(days: Iterable<PersonDay>): ReportTotals {
  const sum = emptySum();
  for (const day of days) addDay(sum, day);
  return totalsOf(sum);
}

/** Excused ones stand in the list and do not count. */
export const countedAbsences = ({ absences }: Pick<PersonDay, 'absences'>): number =>
  absences.filter(({ excused }) => !excused).length;

/** Was there: also for half a day, while the shift runs, or when nothing was asked. */
export const isPresent = ({ status, firstSeenMs, punches }: PersonDay): boolean =>
  status === 'present' ||
  status === 'halfDay' ||
  ((status === 'running' || status === 'noShift') && (firstSeenMs !== null || punches.length > 0));

/** Everything that a report tells besides its days. */
export function createTally() {
  const all = emptySum();
  const people = new Map<string, { last: PersonDay; sum: Sum }>();
  return {
    add(day: PersonDay): void {
      addDay(all, day);
      const own = people.get(day.personId) ?? { last: day, sum: emptySum() };
      people.set(day.personId, own);
      own.last = { ...day, timeline: [], absences: [], punches: [], corrections: [] };
      addDay(own.sum, day);
    },
    totals: (): ReportTotals => totalsOf(all),
    /** As they were on their last day. */
    byPerson: (): Report['byPerson'] =>
      [...people.values()]
        .map(({ last: { personId, name, code, team }, sum }) => ({
          ...{ personId, name, code, team },
          totals: totalsOf(sum),
        }))
        .sort(byTeamAndName),
  };
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
type Named = { team: string | null; name: string; personId: string };
/** Who has no team comes last. */
export const byTeamAndName = (a: Named, b: Named): number =>
  Number(a.team === null) - Number(b.team === null) ||
  collator.compare(a.team ?? '', b.team ?? '') ||
  collator.compare(a.name, b.name) ||
  collator.compare(a.personId, b.personId);
