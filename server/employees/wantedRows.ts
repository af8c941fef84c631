/** What the lists ask for of each person: of who works here, who left, who is missing, and who cannot be told apart. Pure. */
import type { Work } from '../identify/inSlices.ts';
import type { ListedPerson } from '../people/lists/listState.ts';
import { plain } from '../people/profile.ts';
import type { EmployeeReason } from '../wire.ts';
import type { Leaver } from './countedRows.ts';
import { fittingNames } from './fittingNames.ts';
import type { MasterRow } from './masterList.ts';
import type { Around, Remembered, Wanted } from './planTypes.ts';
import { sameName, withoutCode } from './sameName.ts';

export function* wantedRows(around: Around): Work<Wanted[]> {
  const wanted = [...around.disputed].map(([key, names]) => disputed(key, names, around));
  yield* activeRows(around, wanted);
  yield* each(around.gone, (key, leaver) => wanted.push(...goneRow(key, leaver, around)));
  yield* each(around.old, (key, leaver) => wanted.push(...oldRow(key, leaver, around)));
  wanted.push(...missingRows(around));
  yield* each(around.later, (key, leaver) => wanted.push(...laterRow(key, leaver, around)));
  return wanted;
}

function* each<T>(all: ReadonlyMap<string, T>, take: (key: string, one: T) => void): Work<void> {
  for (const [key, one] of all) {
    take(key, one);
    yield;
  }
}

function disputed(key: string, names: string[], { byCode }: Around): Wanted {
  const person = byCode.get(key) ?? null;
  const reasons: EmployeeReason[] = [{ kind: 'sameCode', detail: names.join(', ') }];
  const [name = ''] = names;
  return {
    ...{ role: 'active', line: null, code: person?.code ?? key, name, person, reasons },
    ...{ cells: null, action: 'conflict' },
  };
}

function* activeRows(around: Around, wanted: Wanted[]): Work<void> {
  const staying = [...around.active].filter(([key]) => !leaves(key, around));
  yield;
  const names = yield* fittingNames(
    staying.map(([key, row]) => ({ key, row })),
    around,
  );
  yield* each(new Map(staying), (key, row) =>
    wanted.push(activeRow(key, row, names.get(key) ?? null, around)),
  );
}

/** Who is in both lists, and goes. */
function leaves(key: string, around: Around): boolean {
  const leaver = around.gone.get(key);
  const person = around.byCode.get(key);
  return (
    leaver !== undefined &&
    around.rules.inBoth === 'deactivate' &&
    !isOther(leaver, person ?? null, around.active.get(key))
  );
}

function activeRow(key: string, row: MasterRow, name: string | null, around: Around): Wanted {
  const { code = '', ...rest } = row.cells;
  const person = around.byCode.get(key) ?? adopted(row, around);
  const reasons: EmployeeReason[] = [];
  const wanted = { role: 'active' as const, line: row.line, code, name: rest.name ?? '', person, reasons };
  reasons.push(...besides(key, person, row, around));
  if (name !== null) reasons.push({ kind: 'nameTaken', detail: rest.name });
  if (person && person.code === null) reasons.push({ kind: 'gotCode' });
  const cells = { ...withoutOurs(rest), code, ...(name === null ? {} : { name }) };
  if (!person?.deactivated) return { ...wanted, cells };
  const { deactivated = false, unlisted = false } = around.memory.people.get(person.personId) ?? {};
  if (deactivated && unlisted) return { ...wanted, cells: { ...cells, deactivated: 'no' } };
  reasons.push({ kind: deactivated ? 'stillListed' : 'byHand' });
  return { ...wanted, cells: null, action: 'conflict' };
}

/** What the other list says of them, and is not followed. */
function besides(
  key: string,
  person: ListedPerson | null,
  row: MasterRow,
  { gone, old }: Around,
): EmployeeReason[] {
  const leaver = gone.get(key) ?? old.get(key);
  if (!leaver) return [];
  if (isOther(leaver, person, row)) return [{ kind: 'otherName', detail: leaver.name }];
  return [old.has(key) ? leftBefore(leaver) : { kind: 'inBoth' }];
}

const leftBefore = ({ leftOn }: Leaver): EmployeeReason => ({
  kind: 'leftBefore',
  detail: leftOn ?? undefined,
});

/** Somebody of this name and without a code, if one row alone has the name. */
function adopted({ cells: { name = '' } }: MasterRow, { byName, active }: Around): ListedPerson | null {
  const person = name === '' ? undefined : byName.get(plain(name));
  if (!person || person.code !== null) return null;
  const same = [...active.values()].filter((row) => plain(row.cells.name ?? '') === plain(name));
  return same.length === 1 ? person : null;
}

const withoutOurs = ({ status, leftOn, ...cells }: MasterRow['cells']) => (void status, void leftOn, cells);

function goneRow(key: string, { row, code, name, leftOn }: Leaver, around: Around): Wanted[] {
  const person = around.byCode.get(key) ?? null;
  const inBoth = around.active.has(key);
  const base = {
    role: 'terminated' as const,
    line: row.line || null,
    code,
    name: person?.name ?? name,
    person,
  };
  // Which of the two it is nobody can tell.
  if (around.disputed.has(key)) return [];
  // Of whole histories of a company: nobody here, or gone already.
  if (!person && !inBoth) return [];
  if (inBoth && !leaves(key, around))
    // What is done says the row of the other list.
    return [];
  if (!person) return [{ ...base, reasons: [{ kind: 'inBoth' }], cells: null, action: 'conflict' }];
  if (person.deactivated) return [];
  if (!inBoth && isOther({ name }, person, undefined))
    return [{ ...base, reasons: [{ kind: 'otherName', detail: name }], cells: null, action: 'conflict' }];
  const reasons: EmployeeReason[] = [
    { kind: 'left', detail: leftOn ?? undefined },
    ...(inBoth ? [{ kind: 'inBoth' } as const] : []),
  ];
  return [{ ...base, reasons: [...reasons, ...administers(person, around)], cells: goes(person) }];
}

/** In no list of active people, and the row of the other is older than that they are here: a person decides. */
function oldRow(key: string, leaver: Leaver, around: Around): Wanted[] {
  const { row, code, name } = leaver;
  const person = around.byCode.get(key);
  if (!person || person.deactivated || around.active.has(key) || around.disputed.has(key)) return [];
  // The rules say what becomes of them.
  if (isMissing(person, around)) return [];
  const isSame = !isOther({ name }, person, undefined);
  return [
    {
      ...{ role: 'terminated', line: row.line || null, code, name: person.name, person },
      reasons: [isSame ? leftBefore(leaver) : { kind: 'otherName', detail: name }],
      ...{ cells: null, action: 'conflict' },
    },
  ];
}

const goes = ({ code }: ListedPerson) => ({ code: code ?? '', deactivated: 'yes' });

function administers({ personId }: ListedPerson, { memory }: Around): EmployeeReason[] {
  const user = memory.administrators.get(personId);
  return user === undefined ? [] : [{ kind: 'administrator', detail: user }];
}

/** Codes are given again: who left under another name is somebody else, as far as anybody can tell. */
function isOther(
  { name }: Pick<Leaver, 'name'>,
  person: ListedPerson | null,
  row: MasterRow | undefined,
): boolean {
  if (name === '') return false;
  const known = [withoutCode(person?.name ?? '', person?.code ?? null), row?.cells.name ?? ''];
  const named = known.filter((each) => each !== '');
  return named.length > 0 && !named.some((each) => sameName(each, name));
}

function missingRows(around: Around): Wanted[] {
  const { state, memory, rules } = around;
  return state.people.flatMap((person): Wanted[] => {
    if (!isMissing(person, around)) return [];
    const { missingDays } = missingNow(memory.people.get(person.personId), around);
    const detail = String(missingDays);
    const base = { role: null, line: null, code: person.code ?? '', name: person.name, person };
    if (rules.missing === 'leave' || missingDays < rules.missingDays)
      return [{ ...base, reasons: [{ kind: 'missingLeft', detail }], cells: null, action: 'ignored' }];
    const reasons: EmployeeReason[] = [{ kind: 'missing', detail }, ...administers(person, around)];
    return [{ ...base, reasons, cells: goes(person) }];
  });
}

/** Active, was in the list before, and is in none now. */
export function isMissing({ personId, code, deactivated }: ListedPerson, around: Around): boolean {
  if (deactivated || code === null || around.memory.people.get(personId)?.listed !== true) return false;
  const key = plain(code);
  return !around.active.has(key) && !around.gone.has(key) && !around.disputed.has(key);
}

/** Two runs on one day count once. */
export function missingNow(known: Remembered | undefined, { today }: Pick<Around, 'today'>) {
  const { missingDays = 0, missingOn = null } = known ?? {};
  return { missingDays: missingOn === today ? missingDays : missingDays + 1, missingOn: today };
}

function laterRow(key: string, { row, code, leftOn }: Leaver, { byCode }: Around): Wanted[] {
  const person = byCode.get(key);
  if (!person || person.deactivated) return [];
  return [
    {
      ...{ role: 'terminated', line: row.line || null, code, name: person.name, person },
      reasons: [{ kind: 'notYet', detail: leftOn ?? undefined }],
      ...{ cells: null, action: 'ignored' },
    },
  ];
}
