/** A plan becomes true, as a whole or not at all. */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { type By, writeAudit } from '../../access/audit.ts';
import { inTransaction } from '../../database/inTransaction.ts';
import { problem } from '../../errors.ts';
import type { AreaView, ImportResult, TeamView } from '../../wire.ts';
import type { ListedPerson, ListState } from './listState.ts';
import { type Plan, planImport, type PlanOptions, type Shapes } from './planImport.ts';
import type { ListFile } from './readList.ts';
import { writeImport } from './writeImport.ts';

export type Import = { file: ListFile; fileHash: string; shapes: Shapes; options: PlanOptions };
export type Wanted = { hash: string; skipProblems: boolean; progress: (done: number, total: number) => void };

export const createImportStore = (db: Knex) => ({
  state: (companyId: string): Promise<ListState> => readState(db, companyId),

  plan: async (companyId: string, wanted: Import): Promise<{ plan: Plan; hash: string }> =>
    planOf(await readState(db, companyId), wanted),

  /** Throws IMPORT_STALE or IMPORT_PROBLEMS, before anything is written. Applied again, a list changes nothing. */
  async apply(companyId: string, list: Import, wanted: Wanted, by: By): Promise<ImportResult> {
    return inTransaction(db, async (trx) => {
      const state = await readState(trx, companyId);
      const { plan, hash } = planOf(state, list);
      refuseUnseen(plan, hash, wanted);
      const todo = plan.rows.filter(({ action }) => action !== 'problem' && action !== 'unchanged');
      if (todo.length > 0) await writeImport(trx, companyId, plan, todo, state, wanted.progress, by);
      const { create, update, deactivate, problem: skipped } = plan.counts;
      const result = { created: create, updated: update, deactivated: deactivate, skipped };
      if (todo.length > 0)
        await writeAudit(trx, companyId, by, {
          action: 'people.imported',
          subject: companyId,
          detail: result,
        });
      return result;
    });
  },
});

/** Throws unless this is the plan that was looked at, or nothing is left to do of it. */
export function refuseUnseen(plan: Plan, hash: string, wanted: Pick<Wanted, 'hash' | 'skipProblems'>): void {
  const { create, update, deactivate, problem: count } = plan.counts;
  if (hash !== wanted.hash && create + update + deactivate > 0) throw problem('IMPORT_STALE', {});
  if (count > 0 && !wanted.skipProblems) throw problem('IMPORT_PROBLEMS', { count });
}

function planOf(state: ListState, { file, fileHash, shapes, options }: Import): { plan: Plan; hash: string } {
  const plan = planImport(file, state, shapes, options);
  const hash = createHash('sha256')
    .update(JSON.stringify([state, fileHash, options.deactivateMissing]))
    .digest('hex');
  return { plan, hash };
}

type PersonRow = Omit<ListedPerson, 'areaIds' | 'badgeOnly' | 'deactivated' | 'hasFace'> & {
  badgeOnly: number;
  deactivatedAtMs: number | null;
};

async function readState(on: Knex, companyId: string): Promise<ListState> {
  const people = await on('people')
    .where({ companyId })
    .orderBy('name')
    .select<PersonRow[]>(
      ...['id as personId', 'name', 'code', 'job', 'teamId', 'supervisorId', 'badge', 'phone', 'email'],
      ...['badgeOnly', 'deactivatedAtMs'],
    );
  const consented = new Set(await on('consents').where({ companyId }).pluck<string[]>('personId'));
  const areasOf = new Map<string, string[]>();
  for (const { personId, areaId } of await on('person_areas')
    .where({ companyId })
    .orderBy('areaId')
    .select<{ personId: string; areaId: string }[]>('personId', 'areaId')) {
    const own = areasOf.get(personId);
    if (own) own.push(areaId);
    else areasOf.set(personId, [areaId]);
  }
  return {
    people: people.map(({ badgeOnly, deactivatedAtMs, ...row }) => ({
      ...row,
      badgeOnly: badgeOnly === 1,
      deactivated: deactivatedAtMs !== null,
      areaIds: areasOf.get(row.personId) ?? [],
      hasFace: consented.has(row.personId),
    })),
    teams: await on('teams')
      .where({ companyId })
      .orderBy('name')
      .select<TeamView[]>('id as teamId', 'name', 'parentId', 'leadId'),
    areas: await on('areas')
      .where({ companyId })
      .orderBy('name')
      .select<AreaView[]>('id as areaId', 'name', 'parentId'),
  };
}
