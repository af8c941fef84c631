/** The absences that last, and those the store does not hold yet. */
import type { AbsenceView } from '../wire.ts';
import { endAbsence, type EndedWhy } from './absences.ts';
import { unstoredRows } from './unstoredRows.ts';

export function absenceBook(stored: readonly AbsenceView[]) {
  const open = new Map(stored.map((absence) => [absence.personId, absence]));
  const unstored = unstoredRows<AbsenceView>(({ absenceId }) => absenceId);

  function put(absence: AbsenceView): void {
    if (absence.toMs === null) open.set(absence.personId, absence);
    else if (open.get(absence.personId)?.absenceId === absence.absenceId) open.delete(absence.personId);
    unstored.keep(absence);
  }

  return {
    put,
    unstored,
    of: (personId: string) => open.get(personId),
    end(personId: string, toMs: number, endedWhy: EndedWhy): void {
      const absence = open.get(personId);
      if (absence) put(endAbsence(absence, { toMs, endedWhy }));
    },
  };
}
