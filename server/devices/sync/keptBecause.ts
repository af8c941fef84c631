/** Why somebody who works elsewhere now stays on a terminal for the moment: nothing that is only there is ever destroyed. Pure. */
import type { CompanyNow, HeldUser, TerminalNow } from './planTypes.ts';
import { syncProblems } from './syncProblems.ts';
import { placeOf, type SyncRow } from './syncRow.ts';

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
  const safe = new Set(copies.map(placeOf));
  const unsafe = row.templates.filter((each) => !safe.has(placeOf(each)));
  if (unsafe.length === 0) return null;
  return unsafe.every((each) => company.othersTake(personId, each, row))
    ? syncProblems.carryFirst()
    : syncProblems.nowhereElse();
}
