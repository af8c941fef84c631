/** The rows of a plan in the database: made ready while others are answered, then written in one short transaction. */
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Knex } from 'knex';
import { type Audited, auditRow, type By } from '../../access/audit.ts';
import { insertMany } from '../../database/insertMany.ts';
import type { Profile } from '../../wire.ts';
import { changeDetail, changedFields } from '../personStore.ts';
import type { ListState } from './listState.ts';
import type { NewTeam, Plan, PlannedRow } from './planImport.ts';

type Row = Record<string, unknown>;
export type ReadyImport = {
  ids: Record<'deactivated' | 'reactivated' | 'moved', string[]>;
  rows: Record<'teams' | 'people' | 'areas' | 'audits', Row[]>;
};

/** So few that a request between two of them does not wait. */
const rowsAtOnce = 200;

/** Writes nothing; ends by throwing when `progress` does. */
export async function readyImport(
  companyId: string,
  { newTeams, rows }: Plan,
  state: ListState,
  progress: (done: number, total: number) => void,
  by: By,
): Promise<ReadyImport> {
  const todo = rows.filter(({ action }) => action !== 'problem' && action !== 'unchanged');
  const { teams, real } = realIds(newTeams, todo);
  const told = namesIn(state, teams);
  const ready: ReadyImport = {
    ids: { deactivated: [], reactivated: [], moved: [] },
    rows: { teams: [], people: [], areas: [], audits: [] },
  };
  for (const { teamId, name } of teams) {
    ready.rows.teams.push({ id: teamId, companyId, name, createdAtMs: by.nowMs });
    const added = { action: 'team.added', subject: teamId, detail: { name } };
    ready.rows.audits.push(auditRow(companyId, by, added));
  }
  for (const [index, row] of todo.entries()) {
    if (index % rowsAtOnce === 0) {
      progress(index, todo.length);
      // Cameras and pages go on meanwhile.
      await turn();
    }
    addRow(ready, companyId, real(row), told, by);
  }
  progress(todo.length, todo.length);
  return ready;
}

/** Inside the transaction of who calls. */
export async function writeImport(trx: Knex, companyId: string, { ids, rows }: ReadyImport): Promise<void> {
  // Whoever is above somebody may come later in the list.
  await trx.raw('PRAGMA defer_foreign_keys = ON');
  await insertMany(trx, { table: 'teams', rows: rows.teams });
  await insertMany(trx, { table: 'people', rows: rows.people, update: written });
  // As JSON: SQLite takes only so many parameters.
  const these = (table: string, column: string, some: string[]) =>
    trx(table)
      .where({ companyId })
      .whereRaw('?? IN (SELECT value FROM json_each(?))', [column, JSON.stringify(some)]);
  const deactivatedAtMs = rows.people[0]?.['createdAtMs'] ?? null;
  await these('people', 'id', ids.deactivated).update({ deactivatedAtMs });
  await these('people', 'id', ids.reactivated).update({ deactivatedAtMs: null });
  await these('person_areas', 'personId', ids.moved).delete();
  await insertMany(trx, { table: 'person_areas', rows: rows.areas });
  await insertMany(trx, { table: 'audits', rows: rows.audits });
}

/** Of people and teams that do not exist yet, instead of those that the plan made up. */
function realIds(newTeams: readonly NewTeam[], todo: readonly PlannedRow[]) {
  const ids = new Map<string, string>();
  for (const { teamId } of newTeams) ids.set(teamId, randomUUID());
  for (const { before, target } of todo) if (!before) ids.set(target.personId, randomUUID());
  const realId = <Id extends string | null>(id: Id) => (id === null ? id : ((ids.get(id) ?? id) as Id));
  const real = ({ before, target: { personId, teamId, supervisorId, ...rest } }: PlannedRow) => ({
    before,
    target: {
      ...rest,
      ...{ personId: realId(personId), teamId: realId(teamId), supervisorId: realId(supervisorId) },
    },
  });
  return { real, teams: newTeams.map(({ teamId, name }) => ({ teamId: realId(teamId), name })) };
}

type Real = Pick<PlannedRow, 'before' | 'target'>;
type Told = ReturnType<typeof namesIn>;

const written = [
  ...(['name', 'code', 'job', 'teamId', 'supervisorId', 'badge', 'phone', 'email', 'badgeOnly'] as const),
];

function addRow({ ids, rows }: ReadyImport, companyId: string, row: Real, told: Told, by: By): void {
  const { before, target } = row;
  const { personId } = target;
  rows.people.push({
    ...Object.fromEntries(written.map((field) => [field, target[field]])),
    ...{ id: personId, companyId, createdAtMs: by.nowMs, badgeOnly: target.badgeOnly ? 1 : 0 },
  });
  if (target.deactivated !== (before?.deactivated ?? false))
    ids[target.deactivated ? 'deactivated' : 'reactivated'].push(personId);
  if ([...(before?.areaIds ?? [])].sort().join() !== [...target.areaIds].sort().join()) {
    ids.moved.push(personId);
    rows.areas.push(...target.areaIds.map((areaId) => ({ companyId, personId, areaId })));
  }
  rows.audits.push(...auditsOf(row, told).map((audited) => auditRow(companyId, by, audited)));
}

function auditsOf({ before, target }: Real, told: Told): Audited[] {
  const subject = target.personId;
  const turned: Audited[] =
    target.deactivated === (before?.deactivated ?? false)
      ? []
      : [{ action: target.deactivated ? 'person.deactivated' : 'person.reactivated', subject }];
  if (!before) return [{ action: 'person.added', subject, detail: { name: target.name } }, ...turned];
  const [was, is] = [profileOf(before), profileOf(target)];
  const changed = changedFields(was, is);
  if (changed.size === 0) return turned;
  return [{ action: 'person.changed', subject, detail: changeDetail(was, is, changed, told) }, ...turned];
}

function profileOf({
  name,
  code,
  job,
  teamId,
  supervisorId,
  areaIds,
  badge,
  phone,
  email,
  badgeOnly,
}: Profile): Profile {
  return { name, code, job, teamId, supervisorId, areaIds, badge, phone, email, badgeOnly };
}

const namesIn = (state: ListState, newTeams: NewTeam[]) => ({
  teams: new Map(
    [...state.teams, ...newTeams].map((team) => [team.teamId, { ...team, parentId: null, leadId: null }]),
  ),
  areas: new Map(state.areas.map((area) => [area.areaId, { ...area, parentId: null }])),
});
