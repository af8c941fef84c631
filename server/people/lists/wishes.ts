/** What each row of a list asks for, looked at alone. Pure. */
import { parseInWords } from '../../http/inputWords.ts';
import type { Work } from '../../identify/inSlices.ts';
import type { ImportField, ImportRow } from '../../wire.ts';
import { emptyProfile, plain } from '../profile.ts';
import { yesOrNo } from './columns.ts';
import { areaMark, type ListedPerson, type ListState } from './listState.ts';
import { peopleByKey } from './peopleByKey.ts';
import type { NewTeam, Shapes, Target } from './planImport.ts';
import type { ListRow } from './readList.ts';

export type Wish = {
  line: number;
  before: ListedPerson | null;
  target: Target;
  newTeam: NewTeam | null;
  problems: ImportRow['problems'];
};

type Cells = ListRow['cells'];

export function* wishesOf(
  rows: readonly ListRow[],
  state: ListState,
  shapes: Shapes,
  codeIsKey: boolean,
): Work<Wish[]> {
  const known = yield* lookUp(state, codeIsKey);
  const newRows = yield* newPeople(rows, known);
  const wishes: Wish[] = [];
  for (const row of rows) {
    wishes.push(wishOf(row, known, newRows, shapes));
    yield;
  }
  return wishes;
}

type Known = ReturnType<typeof lookUp> extends Work<infer Found> ? Found : never;

function* lookUp({ people, teams, areas }: ListState, codeIsKey: boolean) {
  const { byCode, byName } = yield* peopleByKey(people);
  const named = (text: string): ListedPerson | undefined => {
    const person = byName.get(plain(text));
    return codeIsKey && person?.code != null ? undefined : person;
  };
  return {
    teams: new Map(teams.map(({ teamId, name }) => [plain(name), teamId])),
    areas: new Map(areas.map(({ areaId, name }) => [plain(name), areaId])),
    /** By code, else by name; where the code is the key, by the name of somebody without one. */
    person: ({ code = '', name = '' }: Cells): ListedPerson | null =>
      (code === '' ? undefined : byCode.get(plain(code))) ?? named(name) ?? null,
    named: (text: string): ListedPerson | undefined => byCode.get(plain(text)) ?? byName.get(plain(text)),
  };
}

const newId = (line: number): string => `row:${line}`;

/** Ids of the people that the list itself brings, by code and by name: a supervisor may be one of them. */
function* newPeople(rows: readonly ListRow[], known: Known): Work<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { line, cells } of rows) {
    yield;
    if (known.person(cells)) continue;
    for (const text of [cells.code, cells.name])
      if (text && !found.has(plain(text))) found.set(plain(text), newId(line));
  }
  return found;
}

function wishOf(
  { line, cells }: ListRow,
  known: Known,
  newRows: ReadonlyMap<string, string>,
  shapes: Shapes,
): Wish {
  const before = known.person(cells);
  const problems: Wish['problems'] = [];
  const refuse = (field: ImportField | null, problem: string) => void problems.push({ field, problem });
  const target: Target = before
    ? { ...before }
    : { ...emptyProfile, name: cells.name ?? '', personId: newId(line), deactivated: false };
  takeTexts(target, cells, before, shapes, refuse);
  takeFlags(target, cells, refuse);
  if (target.badgeOnly && before?.hasFace && !before.badgeOnly)
    refuse('badgeOnly', 'faces are kept: turn this on in their record, where it asks before erasing them');
  const newTeam = takeTeam(target, cells, known, refuse);
  takeSupervisor(target, cells, known, newRows, refuse);
  takeAreas(target, cells, known, refuse);
  return { line, before, target, newTeam, problems };
}

type Refuse = (field: ImportField | null, problem: string) => void;

function takeTexts(
  target: Target,
  cells: Cells,
  before: ListedPerson | null,
  shapes: Shapes,
  refuse: Refuse,
): void {
  // An empty name or code says nothing of somebody who has one: the row was found by the other.
  const said = (['name', 'code', 'job', 'badge', 'phone', 'email'] as const).filter(
    (field) =>
      cells[field] !== undefined &&
      !(cells[field] === '' && (field === 'name' || field === 'code') && before),
  );
  if (!before && cells.name === undefined) refuse('name', 'a name is needed');
  for (const field of said) {
    const cell = cells[field] ?? '';
    // An empty cell clears the field; what it holds otherwise must have the shape that the page asks for too.
    const read = parseInWords(shapes[field], cell === '' && field !== 'name' ? null : cell);
    if (read.success) Object.assign(target, { [field]: read.data });
    else refuse(field, read.error.issues[0]?.message ?? 'does not fit');
  }
}

function takeFlags(target: Target, cells: Cells, refuse: Refuse): void {
  for (const field of ['badgeOnly', 'deactivated'] as const) {
    const cell = cells[field] ?? '';
    if (cell === '') continue;
    const value = yesOrNo(cell);
    if (value === undefined) refuse(field, 'write yes or no');
    else target[field] = value;
  }
}

function takeTeam(target: Target, { team }: Cells, known: Known, refuse: Refuse): NewTeam | null {
  if (team === undefined) return null;
  const teamId = team === '' ? null : known.teams.get(plain(team));
  if (teamId !== undefined) {
    target.teamId = teamId;
    return null;
  }
  if (team.length > 100) {
    refuse('team', 'at most 100 characters');
    return null;
  }
  target.teamId = `team:${plain(team)}`;
  return { teamId: target.teamId, name: team };
}

function takeSupervisor(
  target: Target,
  { supervisor }: Cells,
  known: Known,
  newRows: ReadonlyMap<string, string>,
  refuse: Refuse,
): void {
  if (supervisor === undefined) return;
  if (supervisor === '') target.supervisorId = null;
  else {
    const found = known.named(supervisor)?.personId ?? newRows.get(plain(supervisor));
    if (found === undefined) refuse('supervisor', 'nobody has this code or name');
    else if (found === target.personId) refuse('supervisor', 'nobody supervises themselves');
    else target.supervisorId = found;
  }
}

function takeAreas(target: Target, { areas }: Cells, known: Known, refuse: Refuse): void {
  if (areas === undefined) return;
  const whole = known.areas.get(plain(areas));
  const names = areas
    .split(areas.includes(areaMark) ? areaMark : /[;\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const found = whole === undefined ? names.map((name) => known.areas.get(plain(name))) : [whole];
  const missing = names.find((_, index) => whole === undefined && found[index] === undefined);
  if (missing !== undefined) refuse('areas', `there is no area "${missing.slice(0, 100)}"`);
  else target.areaIds = [...new Set(found.flatMap((areaId) => areaId ?? []))];
}
