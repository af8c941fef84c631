/** The rows of a plan in the database, inside the transaction of who calls: first who is new, then who is above whom. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type Audited, type By, writeAudit } from '../../access/audit.ts';
import type { Profile } from '../../wire.ts';
import { changeDetail, changedFields } from '../personStore.ts';
import type { ListState } from './listState.ts';
import type { NewTeam, Plan, PlannedRow } from './planImport.ts';

/** SQLite joins at most 500 rows into one insert as knex writes it. */
const rowsAtOnce = 200;

export async function writeImport(
  trx: Knex,
  companyId: string,
  { newTeams }: Plan,
  todo: PlannedRow[],
  state: ListState,
  progress: (done: number, total: number) => void,
  by: By,
): Promise<void> {
  const ids = new Map<string, string>();
  for (const { teamId, name } of newTeams) {
    const id = randomUUID();
    ids.set(teamId, id);
    await trx('teams').insert({ id, companyId, name, parentId: null, leadId: null, createdAtMs: by.nowMs });
    await writeAudit(trx, companyId, by, { action: 'team.added', subject: id, detail: { name } });
  }
  for (const { before, target } of todo) if (!before) ids.set(target.personId, randomUUID());
  const real = <Id extends string | null>(id: Id) => (id === null ? id : ((ids.get(id) ?? id) as Id));
  const rows = todo.map((row) => ({
    ...row,
    target: {
      ...row.target,
      ...{ personId: real(row.target.personId), teamId: real(row.target.teamId) },
      supervisorId: real(row.target.supervisorId),
    },
  }));
  const told = namesIn(
    state,
    newTeams.map((team) => ({ ...team, teamId: real(team.teamId) })),
  );
  await insertNew(trx, companyId, rows, by);
  // Everybody exists now: whoever is above somebody can be named.
  for (const [index, row] of rows.entries()) {
    if (index % 50 === 0) progress(index, rows.length);
    await change(trx, companyId, row, told, by);
  }
  await writeAreas(trx, companyId, rows);
  progress(rows.length, rows.length);
}

async function insertNew(trx: Knex, companyId: string, rows: PlannedRow[], by: By): Promise<void> {
  const fresh = rows
    .filter(({ before }) => !before)
    .map(
      ({ target: { personId, name, code, job, teamId, badge, phone, email, badgeOnly, deactivated } }) => ({
        ...{ id: personId, companyId, name, code, job, teamId, badge, phone, email },
        ...{ badgeOnly: badgeOnly ? 1 : 0, deactivatedAtMs: deactivated ? by.nowMs : null },
        createdAtMs: by.nowMs,
      }),
    );
  for (const some of chunks(fresh)) await trx('people').insert(some);
}

type Told = ReturnType<typeof namesIn>;

async function change(
  trx: Knex,
  companyId: string,
  { before, target: { personId, deactivated, ...profile } }: PlannedRow,
  told: Told,
  by: By,
): Promise<void> {
  const audit = (action: string, detail: Audited['detail'] = {}) =>
    writeAudit(trx, companyId, by, { action, subject: personId, detail });
  const here = { companyId, id: personId };
  if (!before) {
    const { supervisorId } = profile;
    if (supervisorId !== null) await trx('people').where(here).update({ supervisorId });
    return audit('person.added', { name: profile.name });
  }
  const { name, code, job, teamId, supervisorId, badge, phone, email, badgeOnly } = profile;
  const flags = {
    badgeOnly: badgeOnly ? 1 : 0,
    ...(deactivated === before.deactivated ? {} : { deactivatedAtMs: deactivated ? by.nowMs : null }),
  };
  await trx('people')
    .where(here)
    .update({ name, code, job, teamId, supervisorId, badge, phone, email, ...flags });
  const after = profileOf(profile);
  const changed = changedFields(profileOf(before), after);
  if (changed.size > 0) await audit('person.changed', changeDetail(profileOf(before), after, changed, told));
  if (deactivated !== before.deactivated)
    await audit(deactivated ? 'person.deactivated' : 'person.reactivated');
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

async function writeAreas(trx: Knex, companyId: string, rows: PlannedRow[]): Promise<void> {
  const moved = rows.filter(
    ({ before, target }) => [...(before?.areaIds ?? [])].sort().join() !== [...target.areaIds].sort().join(),
  );
  for (const some of chunks(moved.map(({ target }) => target.personId)))
    await trx('person_areas').where({ companyId }).whereIn('personId', some).delete();
  const work = moved.flatMap(({ target: { personId, areaIds } }) =>
    areaIds.map((areaId) => ({ companyId, personId, areaId })),
  );
  for (const some of chunks(work)) await trx('person_areas').insert(some);
}

function* chunks<T>(rows: T[]): Generator<T[]> {
  for (let i = 0; i < rows.length; i += rowsAtOnce) yield rows.slice(i, i + rowsAtOnce);
}
