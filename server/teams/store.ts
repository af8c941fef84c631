/** Teams, and who leads whom. */
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { type By, writeAudit as audit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { readDirectory } from '../directory/loadDirectory.ts';
import type { Dissolved, TeamView } from '../wire.ts';
import { mustNotCircle } from './mustNotCircle.ts';

export type TeamStore = ReturnType<typeof createTeamStore>;
export type TeamFields = Omit<TeamView, 'teamId'>;

/**
 * Names are checked by who calls, one change at a time. That nobody leads themselves is checked with the change itself: people's
 * records and lists change who leads whom too.
 */
export const createTeamStore = (db: Knex) => ({
  async addTeam(companyId: string, fields: TeamFields, by: By): Promise<string> {
    const id = randomUUID();
    await inTransaction(db, async (trx) => {
      await trx('teams').insert({ id, companyId, ...fields, createdAtMs: by.nowMs });
      await audit(trx, companyId, by, { action: 'team.added', subject: id, detail: told(fields) });
    });
    return id;
  },

  async changeTeam(companyId: string, { teamId, ...fields }: TeamView, by: By): Promise<void> {
    await withoutCircle(db, companyId, async (trx) => {
      await trx('teams').where({ companyId, id: teamId }).update(fields);
      await audit(trx, companyId, by, { action: 'team.changed', subject: teamId, detail: told(fields) });
    });
  },

  /** Its people and the teams below belong to the team above then, or to none. */
  async removeTeam(companyId: string, { teamId, name, parentId }: TeamView, by: By): Promise<Dissolved> {
    return withoutCircle(db, companyId, async (trx) => {
      const movedUp = await trx('teams').where({ companyId, parentId: teamId }).update({ parentId });
      const people = await trx('people').where({ companyId, teamId }).update({ teamId: parentId });
      await trx('teams').where({ companyId, id: teamId }).delete();
      const detail = { name, movedUp, people };
      await audit(trx, companyId, by, { action: 'team.removed', subject: teamId, detail });
      return { movedUp, people };
    });
  },

  async setSupervisor(
    companyId: string,
    personId: string,
    supervisorId: string | null,
    by: By,
  ): Promise<void> {
    await withoutCircle(db, companyId, async (trx) => {
      await trx('people').where({ companyId, id: personId }).update({ supervisorId });
      const detail: Record<string, string> = supervisorId === null ? {} : { supervisorId };
      await audit(trx, companyId, by, { action: 'person.supervisorChanged', subject: personId, detail });
    });
  },

  async setTeam(companyId: string, personId: string, teamId: string | null, by: By): Promise<void> {
    await withoutCircle(db, companyId, async (trx) => {
      await trx('people').where({ companyId, id: personId }).update({ teamId });
      const detail: Record<string, string> = teamId === null ? {} : { teamId };
      await audit(trx, companyId, by, { action: 'person.teamChanged', subject: personId, detail });
    });
  },
});

/** Throws HIERARCHY_CIRCLE; nothing is changed then. */
function withoutCircle<T>(
  db: Knex,
  companyId: string,
  change: (trx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return inTransaction(db, async (trx) => {
    const before = await readDirectory(trx, companyId);
    const changed = await change(trx);
    mustNotCircle(before, await readDirectory(trx, companyId));
    return changed;
  });
}

const told = ({ name, parentId, leadId }: TeamFields): Record<string, string> => ({
  name,
  ...(parentId === null ? {} : { parentId }),
  ...(leadId === null ? {} : { leadId }),
});
