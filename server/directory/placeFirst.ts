/** Places, teams and who leads whom that a program brings along, such as the demo's: all in one, on its first start. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';

/** Everything by its name; what is named as above something stands before it. */
export type FirstDirectory = {
  areas: { name: string; within: string | null }[];
  teams: { name: string; lead: string }[];
  people: {
    name: string;
    code: string;
    job: string;
    team: string | null;
    supervisor: string | null;
    worksIn: string;
  }[];
};

type Parts = { db: Knex; companyId: string; nowMs: number };

/** Nothing, once there is a team: what somebody changed since stays. */
export async function placeFirst(first: FirstDirectory, { db, companyId, nowMs }: Parts): Promise<void> {
  await inTransaction(db, async (trx) => {
    if (await trx('teams').where({ companyId }).first('id')) return;
    const common = { companyId, createdAtMs: nowMs };
    const people = await idsByName(trx, 'people', companyId);
    const areas = await idsByName(trx, 'areas', companyId);
    for (const { name, within } of first.areas) {
      const area = { id: areas.get(name) ?? randomUUID(), name, parentId: areas.get(within ?? '') ?? null };
      // A camera file that names it may have made it before.
      if (areas.has(name)) await trx('areas').where({ companyId, id: area.id }).update(area);
      else await trx('areas').insert({ ...area, ...common });
      areas.set(name, area.id);
    }
    const teams = new Map<string, string>();
    for (const { name, lead } of first.teams) {
      teams.set(name, randomUUID());
      await trx('teams').insert({ ...common, id: teams.get(name), name, leadId: people.get(lead) ?? null });
    }
    for (const person of first.people) await place(trx, companyId, person, { people, areas, teams });
    const by: By = { userId: null, nowMs };
    await writeAudit(trx, companyId, by, { action: 'directory.placed', subject: companyId });
  });
}

type Ids = Map<string, string>;

async function place(
  trx: Knex,
  companyId: string,
  { name, code, job, team, supervisor, worksIn }: FirstDirectory['people'][number],
  { people, areas, teams }: { people: Ids; areas: Ids; teams: Ids },
): Promise<void> {
  const id = people.get(name);
  const areaId = areas.get(worksIn);
  if (id === undefined || areaId === undefined) return;
  const above = { teamId: teams.get(team ?? '') ?? null, supervisorId: people.get(supervisor ?? '') ?? null };
  await trx('people')
    .where({ companyId, id })
    .update({ code, job, ...above });
  await trx('person_areas').insert({ companyId, personId: id, areaId });
}

async function idsByName(trx: Knex, table: 'people' | 'areas', companyId: string): Promise<Ids> {
  const rows = await trx(table).where({ companyId }).select<{ id: string; name: string }[]>('id', 'name');
  return new Map(rows.map(({ id, name }) => [name, id]));
}
