/** Shifts of which nobody said in which time zone they are. Pure. */
import { groupBy, ruleOn } from './ruleAt.ts';
import type { RuleBook, RuleVersion } from './ruleBook.ts';
import type { Rules } from './rulesOf.ts';
import type { ProblemView } from '../wire.ts';
import { localDateOf } from '../shifts/localTime.ts';

export function zonelessShifts(
  book: RuleBook,
  rules: Rules,
  companyZone: string,
  nowMs: number,
): ProblemView[] {
  const date = localDateOf(companyZone, nowMs);
  const workers = groupBy(
    rules.peopleIn({ fromMs: nowMs, toMs: nowMs + 1 }).flatMap((personId) => {
      const shift = rules.shiftOn(personId, date);
      return shift ? [{ personId, shiftId: shift.shiftId }] : [];
    }),
    ({ shiftId }) => shiftId,
  );
  const versions = groupBy(book.versions.filter(isShift), ({ subjectId }) => subjectId);
  return [...versions].flatMap(([shiftId, own]) => {
    const held = ruleOn(own, date);
    const people = workers.get(shiftId) ?? [];
    const isPlain = held?.timeZone === null && people.length > 0;
    if (!held || !isPlain || people.some(({ personId }) => rules.hasSiteZone(personId, nowMs))) return [];
    return [
      {
        problemId: `shiftZone:${shiftId}`,
        path: '/shifts',
        text: text(held.name, companyZone),
        sinceMs: null,
      },
    ];
  });
}

const isShift = (version: RuleVersion): version is RuleVersion<'shift'> => version.kind === 'shift';

const text = (name: string, companyZone: string): string =>
  `Cannot tell in which time zone the shift "${name}" is: neither the shift nor a place where its people work has one. ` +
  `${companyZone}, that of the company, is used meanwhile; choose one for the shift or the place.`;
