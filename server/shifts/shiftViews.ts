/** Shifts as they are shown: what they ask today, and every set of rules they had. Pure. */
import type { Scope } from '../access/scope.ts';
import { ruleOn, type Versions } from '../rules/ruleAt.ts';
import type { RuleBook, RuleVersion } from '../rules/ruleBook.ts';
import type { Rules } from '../rules/rulesOf.ts';
import type { LocalDate, ShiftView } from '../wire.ts';
import type { KnownShiftRow } from './shiftStore.ts';

export function shiftViews(
  shifts: readonly KnownShiftRow[],
  { book, people }: { book: RuleBook; people: ReadonlyMap<string, number> },
  today: LocalDate,
): ShiftView[] {
  return shifts.flatMap(({ shiftId, name, archived }) => {
    const own = book.versions.filter(isShift).filter(({ subjectId }) => subjectId === shiftId);
    const held = heldVersions(own);
    const rules = ruleOn(own, today) ?? held[0]?.value;
    if (!rules) return [];
    const fromDate =
      held.findLast((each) => (each.fromDate ?? '') <= today)?.fromDate ?? held[0]?.fromDate ?? '';
    const versions = held.flatMap(({ value, fromDate, fromMs, recordedBy }) =>
      value ? [{ ...value, fromDate: fromDate ?? '', changedAtMs: fromMs, changedBy: recordedBy }] : [],
    );
    return [{ ...rules, name, shiftId, archived, fromDate, versions, people: people.get(shiftId) ?? 0 }];
  });
}

/** How many of those somebody may see work each today. */
export function peopleByShift(
  rules: Rules,
  scope: Scope,
  date: LocalDate,
  nowMs: number,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const personId of rules.peopleIn({ fromMs: nowMs, toMs: nowMs + 1 })) {
    const shift =
      scope.sees(personId) && !rules.personAt(personId, nowMs)?.deactivated && rules.shiftOn(personId, date);
    if (shift) counts.set(shift.shiftId, (counts.get(shift.shiftId) ?? 0) + 1);
  }
  return counts;
}

/** Of several with the same first day the last that was written; by that day. */
function heldVersions(versions: Versions<'shift'>): RuleVersion<'shift'>[] {
  const byDate = new Map(versions.map((version) => [version.fromDate ?? '', version]));
  return [...byDate.values()].toSorted((a, b) => (a.fromDate ?? '').localeCompare(b.fromDate ?? ''));
}

const isShift = (version: RuleVersion): version is RuleVersion<'shift'> => version.kind === 'shift';
