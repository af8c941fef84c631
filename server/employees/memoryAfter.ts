/** What the runs to come must know of this one. Pure. */
import { plain } from '../people/profile.ts';
import type { EmployeeRow } from '../wire.ts';
import type { Around, Remembered, RememberedLeaver } from './planTypes.ts';
import { isMissing, missingNow } from './wantedRows.ts';

/** By code: of people who are new here nobody knows the id yet. */
export function memoryAfter(rows: readonly EmployeeRow[], around: Around): Map<string, Remembered> {
  const done = new Map(
    rows.flatMap(({ code, action }) => (code === null ? [] : [[plain(code), action] as const])),
  );
  const after = new Map<string, Remembered>();
  for (const person of around.state.people) {
    if (person.code === null) continue;
    const key = plain(person.code);
    const known = around.memory.people.get(person.personId);
    const isListed = around.active.has(key);
    const missing = isMissing(person, around)
      ? missingNow(known, around)
      : { missingDays: 0, missingOn: null };
    const goes = done.get(key) === 'deactivate';
    const staysGone = person.deactivated && done.get(key) !== 'reactivate' && (known?.deactivated ?? false);
    after.set(key, {
      ...{ ...missing, listed: isListed || (known?.listed ?? false), deactivated: goes || staysGone },
      unlisted: (goes || staysGone) && (!isListed || (staysGone && (known?.unlisted ?? false))),
    });
  }
  for (const key of around.active.keys())
    if (!after.has(key))
      after.set(key, { listed: true, missingDays: 0, missingOn: null, deactivated: false, unlisted: false });
  return after;
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
