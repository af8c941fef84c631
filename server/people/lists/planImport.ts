/** What a list would change. Pure: nothing is written, and the same list and people always give the same plan. */
import { atOnce, type Work } from '../../identify/inSlices.ts';
import type { ImportAction, ImportField, ImportPreview, ImportRow, Profile } from '../../wire.ts';
import type { profileShapes } from '../profile.ts';
import type { ListFile } from './readList.ts';
import { type ListedPerson, type ListState, shownOf } from './listState.ts';
import { settleRows } from './settleRows.ts';
import { type Wish, wishesOf } from './wishes.ts';

export type Shapes = ReturnType<typeof profileShapes>;
/** `codeIsKey`: whoever has another code is somebody else, however they are called. */
export type PlanOptions = { deactivateMissing: boolean; codeIsKey?: boolean };
/** `target`: as the person is to be. Of people and teams that do not exist yet the ids are made up: `row:7`, `team:gate`. */
export type PlannedRow = ImportRow & { target: Target; before: ListedPerson | null };
export type Target = Profile & { personId: string; deactivated: boolean };
export type NewTeam = { teamId: string; name: string };
export type Plan = Pick<ImportPreview, 'counts'> & { rows: PlannedRow[]; newTeams: NewTeam[] };

export const planImport = (...needs: Parameters<typeof planningImport>): Plan =>
  atOnce(planningImport(...needs));

/** Pauses after every row: tens of thousands of them take seconds (`inSlices`). What it is made of must not change meanwhile. */
export function* planningImport(
  file: Pick<ListFile, 'rows'>,
  state: ListState,
  shapes: Shapes,
  { deactivateMissing, codeIsKey = false }: PlanOptions,
): Work<Plan> {
  const wishes = yield* wishesOf(file.rows, state, shapes, codeIsKey);
  yield* settleRows(wishes, state);
  const newTeams = teamsOf(wishes);
  const after = {
    ...state,
    people: [...state.people, ...newcomers(wishes)],
    teams: [...state.teams, ...newTeams],
  };
  const shown = shownOf(after);
  const rows: PlannedRow[] = [];
  for (const wish of wishes) {
    rows.push(rowOf(wish, shown));
    yield;
  }
  if (deactivateMissing) rows.push(...missingRows(wishes, state));
  return { rows, newTeams: newTeams.map(({ teamId, name }) => ({ teamId, name })), counts: countsOf(rows) };
}

const newcomers = (wishes: Wish[]): ListedPerson[] =>
  wishes.flatMap(({ before, target }) => (before ? [] : { ...target, hasFace: false }));

/** Only teams that somebody comes into. */
function teamsOf(wishes: Wish[]) {
  const teams = new Map<string, ListState['teams'][number]>();
  for (const { newTeam, problems } of wishes)
    if (newTeam && problems.length === 0 && !teams.has(newTeam.teamId))
      teams.set(newTeam.teamId, { ...newTeam, parentId: null, leadId: null });
  return [...teams.values()];
}

const allFields: ImportField[] = [
  ...(['code', 'name', 'job', 'team', 'supervisor', 'areas', 'badge', 'phone', 'email'] as const),
  ...(['badgeOnly', 'deactivated'] as const),
];

function rowOf(wish: Wish, shown: ReturnType<typeof shownOf>): PlannedRow {
  const { line, before, target, problems } = wish;
  const from = (field: ImportField) => (before ? shown(before, field) : usual(field));
  const changes = allFields.flatMap((field) => {
    const to = shown(target, field);
    return from(field) === to ? [] : { field, from: before ? from(field) : null, to };
  });
  const { name, code } = target;
  const personId = before?.personId ?? null;
  const action = actionOf(before, changes, problems);
  return { line, action, name, code, personId, changes, problems, target, before };
}

/** What a new person is without being said so. */
const usual = (field: ImportField): string | null =>
  field === 'badgeOnly' || field === 'deactivated' ? 'no' : null;

function actionOf(
  before: ListedPerson | null,
  changes: ImportRow['changes'],
  problems: ImportRow['problems'],
): ImportAction {
  if (problems.length > 0) return 'problem';
  if (!before) return 'create';
  if (changes.length === 0) return 'unchanged';
  const [only] = changes;
  return changes.length === 1 && only?.field === 'deactivated' && only.to === 'yes' ? 'deactivate' : 'update';
}

/** Whoever is active and in no row, also not in one with a problem. */
function missingRows(wishes: Wish[], { people }: ListState): PlannedRow[] {
  const listed = new Set(wishes.flatMap(({ before }) => before?.personId ?? []));
  return people
    .filter(({ personId, deactivated }) => !deactivated && !listed.has(personId))
    .map((before) => ({
      ...{
        line: null,
        action: 'deactivate',
        name: before.name,
        code: before.code,
        personId: before.personId,
      },
      changes: [{ field: 'deactivated', from: 'no', to: 'yes' }],
      problems: [],
      target: { ...before, deactivated: true },
      before,
    }));
}

function countsOf(rows: PlannedRow[]): Plan['counts'] {
  const counts = { create: 0, update: 0, deactivate: 0, unchanged: 0, problem: 0 };
  for (const { action } of rows) counts[action]++;
  return counts;
}
