/** What the runs to come must know of this one. Pure. */
import type { Work } from '../identify/inSlices.ts';
import { plain } from '../people/profile.ts';
import type { EmployeeRow } from '../wire.ts';
import { isRelisted } from './oldLeavers.ts';
import type { Around, Remembered, RememberedLeaver } from './planTypes.ts';
import { isMissing, missingNow } from './wantedRows.ts';

/** By code: of people who are new here nobody knows the id yet. */
export function* memoryAfter(rows: readonly EmployeeRow[], around: Around): Work<Map<string, Remembered>> {
  const done = new Map<string, EmployeeRow['action']>();
  for (const { code, action } of rows) {
    if (code !== null) done.set(plain(code), action);
    yield;
  }
  const after = new Map<string, Remembered>();
  for (const person of around.state.people) {
    yield;
    if (person.code === null) continue;
    const key = plain(person.code);
    const known = around.memory.people.get(person.personId);
    const isListed = around.active.has(key);
    const missing = isMissing(person, around)
      ? missingNow(known, around)
      : { missingDays: 0, missingOn: null };
    const goes = done.get(key) === 'deactivate';
    const staysGone = person.deactivated && done.get(key) !== 'reactivate' && (known?.deactivated ?? false);
    const isBack = done.get(key) === 'reactivate' || (isListed && !person.deactivated && isRelisted(known));
    after.set(key, {
      // Who is reactivated by hand and not in the list is not missing from it.
      ...{ ...missing, listed: isListed || (!goes && !person.deactivated && (known?.listed ?? false)) },
      ...{ deactivated: goes || staysGone, leaverSeenMs: leaverSeenMs(key, known, around) },
      unlisted: (goes || staysGone) && (!isListed || (staysGone && (known?.unlisted ?? false))),
      backAtMs: isBack ? around.nowMs : (around.memory.back.get(person.personId) ?? known?.backAtMs ?? null),
    });
  }
  for (const key of around.active.keys()) {
    yield;
    if (!after.has(key))
      after.set(key, {
        ...{ listed: true, missingDays: 0, missingOn: null, deactivated: false, unlisted: false },
        ...{ backAtMs: null, leaverSeenMs: leaverSeenMs(key, undefined, around) },
      });
  }
  return after;
}

function leaverSeenMs(key: string, known: Remembered | undefined, around: Around): number | null {
  const isLeaver = around.gone.has(key) || around.old.has(key) || around.later.has(key);
  return isLeaver ? (known?.leaverSeenMs ?? around.nowMs) : null;
}

/** Of files that are read once: who leaves later, and who could not be let go while the other list still has them. */
export function leaversAfter(rows: readonly EmployeeRow[], around: Around): RememberedLeaver[] {
  const later = [...around.later.values()].flatMap(({ code, name, leftOn }) =>
    leftOn === null ? [] : { code, name, leftOn },
  );
  const held = new Set(
    rows.flatMap(({ code, reasons }) =>
      code !== null && reasons.some(({ kind }) => kind === 'inBoth') ? plain(code) : [],
    ),
  );
  const waiting = [...around.gone].flatMap(([key, { code, name, leftOn }]) =>
    (held.has(key) && around.rules.inBoth === 'leave') || around.disputed.has(key)
      ? { code, name, leftOn: leftOn ?? around.today }
      : [],
  );
  return [...later, ...waiting];
}
