/** Why somebody who works elsewhere now stays on a terminal for the moment: nothing that is only there is ever destroyed. Pure. */
import type { CompanyNow, HeldUser, TerminalNow } from './planTypes.ts';
import { syncProblems } from './syncProblems.ts';
import { type HeldTemplate, placeOf, type SyncRow } from './syncRow.ts';

export const administratorFrom = 14;

/** null: they can be deleted. */
export function keptBecause(
  row: SyncRow,
  user: HeldUser,
  personId: string,
  { now, company }: { now: TerminalNow; company: CompanyNow },
): string | null {
  if (user.privilege >= administratorFrom) return syncProblems.administrator();
  const copies = company.copies(personId, row).filter(({ safe }) => safe);
  if (now.hidesFaces && !copies.some(({ kind }) => kind === 'face' || kind === 'bio'))
    return syncProblems.unreadable();
  if (!now.knowsTemplates) return syncProblems.notCounted();
  const unsafe = row.templates.filter((each) => !copies.some((copy) => isSame(copy, each)));
  if (unsafe.length === 0) return null;
  return unsafe.every((each) => company.othersTake(personId, each, row))
    ? syncProblems.carryFirst()
    : syncProblems.nowhereElse();
}

/** Of which algorithm it is, a terminal may not have told: then only the very same is a copy of it. */
const isSame = (copy: HeldTemplate, each: HeldTemplate): boolean =>
  placeOf(copy) === placeOf(each) && (each.algorithm !== '' || copy.hash === each.hash);
