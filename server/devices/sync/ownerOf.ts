/** Whose a user on a terminal is: of whom it was known to be, also when somebody else has the number by now. Pure. */
import type { CompanyNow } from './planTypes.ts';
import type { SyncRow } from './syncRow.ts';

type Known = Pick<SyncRow, 'userId' | 'personId' | 'held' | 'wanted' | 'state'>;

/** null: nobody's here. The id of somebody who is not here any more: of whoever was erased. */
export function ownerOf(row: Known, { whose, exists }: Pick<CompanyNow, 'whose' | 'exists'>): string | null {
  const { userId, personId } = row;
  if (personId === null) return whose(userId);
  // It was confirmed that they are gone: whoever is there now came later.
  const isGone = !row.held && row.wanted === 'gone' && row.state === 'done';
  return isGone && exists(personId) ? whose(userId) : personId;
}

/** Of somebody who is here and has another number, while the number is another's. */
export function isOfAnother(row: Known, company: Pick<CompanyNow, 'whose' | 'exists'>): boolean {
  const owner = ownerOf(row, company);
  return owner !== null && company.exists(owner) && owner !== company.whose(row.userId);
}
