/** The rows of a plan in the database, inside the transaction of who calls: first who is new, then who is above whom. */
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Knex } from 'knex';
import { type Audited, type By, writeAudit, writeAudits } from '../../access/audit.ts';
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
  // Whoever is above somebody may come later in the list.
  await trx.raw('PRAGMA defer_foreign_keys = ON');
  let done = 0;
  for (const some of chunks(rows)) {
    progress(done, rows.length);
    await writeRows(trx, companyId, some, told, by);
    done += some.length;
    // Cameras and pages go on meanwhile.
    await turn();
  }
  await writeAreas(trx, companyId, rows);
  progress(rows.length, rows.length);
}

type Told = ReturnType<typeof namesIn>;

const written = [
  ...(['name', 'code', 'job', 'teamId', 'supervisorId', 'badge', 'phone', 'email', 'badgeOnly'] as const),
];

async function writeRows(
  trx: Knex,
  companyId: string,
  rows: PlannedRow[],
  told: Told,
  by: By,
): Promise<void> {
  const people = rows.map(({ target }) => ({
    ...Object.fromEntries(written.map((field) => [field, target[field]])),
    ...{ id: target.personId, companyId, createdAtMs: by.nowMs, badgeOnly: target.badgeOnly ? 1 : 0 },
  }));
  await trx('people').insert(people).onConflict('id').merge(written);
  for (const deactivated of [true, false]) {
    const moved = rows.filter(
      ({ before, target }) =>
        target.deactivated === deactivated && (before?.deactivated ?? false) !== deactivated,
    );
    await trx('people')
      .where({ companyId })
      .whereIn(
        'id',
        moved.map(({ target }) => target.personId),
      )
      .update({ deactivatedAtMs: deactivated ? by.nowMs : null });
  }
  await writeAudits(
    trx,
    companyId,
    by,
    rows.flatMap((row) => auditsOf(row, told)),
  );
}

function auditsOf({ before, target }: PlannedRow, told: Told): Audited[] {
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
