/** What somebody's row says after a step ended. Pure. */
import { syncProblems } from './syncProblems.ts';
import { freshRow, type HeldTemplate, placeOf, recordHashOf, type SyncRow } from './syncRow.ts';
import type { Outcome } from './syncTarget.ts';
import type { HeldUser } from './planTypes.ts';

export const retryFirstMs = 30_000;
export const retryMostMs = 3_600_000;

export function applyOutcome(
  known: SyncRow | undefined,
  { step, result, problem }: Outcome,
  { deviceId, user, nowMs }: { deviceId: string; user: HeldUser | undefined; nowMs: number },
): SyncRow {
  const before = known ?? { ...freshRow(deviceId, step.userId, nowMs), personId: step.personId };
  const isOfAnother = result === 'done' && step.personId !== before.personId;
  // Begun before the number changed hands: what is there now is of the one for whom it was done.
  const row = isOfAnother && !before.held ? { ...before, personId: step.personId, templates: [] } : before;
  if (result === 'ordered' || result === 'notHere')
    return { ...row, state: 'waiting', problem: problem ?? row.problem };
  if (result === 'failed') {
    const tries = row.tries + 1;
    const retryAtMs = nowMs + Math.min(retryMostMs, retryFirstMs * 2 ** Math.min(tries - 1, 20));
    return { ...row, state: 'failed', problem, tries, retryAtMs };
  }
  const done: SyncRow = {
    ...{ ...row, state: row.state === 'failed' ? 'failed' : 'done', confirmedAtMs: nowMs },
    problem: row.state === 'failed' ? row.problem : null,
  };
  switch (step.kind) {
    case 'delete':
      return {
        ...{ ...done, state: 'done', tries: 0, retryAtMs: null, wanted: 'gone', held: false, added: false },
        ...{ templates: [], recordHash: null, cleanedAtMs: null },
        problem: step.lastAdministrator ? syncProblems.lastAdministrator() : null,
      };
    case 'write': {
      const record = { name: step.name, privilege: user?.privilege ?? 0, card: step.card };
      return { ...done, held: true, added: row.added || step.isNew, recordHash: recordHashOf(record) };
    }
    case 'template':
      // Not theirs: they are deleted there next, as whoever has another number now.
      if (row.personId !== step.personId) return done;
      return { ...done, held: true, templates: withTemplate(row.templates, step.template) };
    case 'clean':
      return { ...done, templates: [], cleanedAtMs: nowMs };
    default:
      return step satisfies never;
  }
}

export function withTemplate(
  templates: readonly HeldTemplate[],
  { kind, number, algorithm, hash, changedAtMs }: HeldTemplate,
): HeldTemplate[] {
  const template = { kind, number, algorithm, hash, changedAtMs };
  return [...templates.filter((each) => placeOf(each) !== placeOf(template)), template].sort(byPlace);
}

export const byPlace = (a: HeldTemplate, b: HeldTemplate): number => (placeOf(a) < placeOf(b) ? -1 : 1);
