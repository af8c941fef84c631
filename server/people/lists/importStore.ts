/** A plan becomes true, as a whole or not at all. */
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { type By, writeAudit } from '../../access/audit.ts';
import { inTransaction } from '../../database/inTransaction.ts';
import { problem } from '../../errors.ts';
import { inSlices } from '../../identify/inSlices.ts';
import type { AreaView, ImportResult, TeamView } from '../../wire.ts';
import type { ListedPerson, ListState } from './listState.ts';
import { type Plan, planningImport, type PlanOptions, type Shapes } from './planImport.ts';
import type { ListFile } from './readList.ts';
import { readyImport, writeImport } from './writeImport.ts';

export type Import = { file: ListFile; fileHash: string; shapes: Shapes; options: PlanOptions };
/** `state`: what it was compared with. */
export type Planned = { plan: Plan; hash: string; state: ListState; list: Import };
type Progress = (done: number, total: number) => void;

export const createImportStore = (db: Knex) => ({
  state: (companyId: string): Promise<ListState> => readState(db, companyId),

  async plan(companyId: string, list: Import): Promise<Planned> {
    const state = await readState(db, companyId);
    return {
      plan: await inSlices(planningImport(list.file, state, list.shapes, list.options)),
      hash: hashOf(state, list),
      state,
      list,
    };
  },

  /** Throws IMPORT_STALE when anybody changed something meanwhile. Nothing is written until all is ready, and then everything. */
  async apply(companyId: string, planned: Planned, progress: Progress, by: By): Promise<ImportResult> {
    const { plan, hash, state, list } = planned;
    const { create, update, deactivate, problem: skipped } = plan.counts;
    const result = { created: create, updated: update, deactivated: deactivate, skipped };
    if (create + update + deactivate === 0) return result;
    const ready = await readyImport(companyId, plan, state, progress, by);
    await inTransaction(db, async (trx) => {
      if (hashOf(await readState(trx, companyId), list) !== hash) throw problem('IMPORT_STALE', {});
      await writeImport(trx, companyId, ready);
      const imported = { action: 'people.imported', subject: companyId, detail: result };
      await writeAudit(trx, companyId, by, imported);
    });
    return result;
  },
});

/** Throws unless this is the plan that was looked at, or nothing is left to do of it. */
export function refuseUnseen({ plan, hash }: Planned, wanted: { hash: string; skipProblems: boolean }): void {
  const { create, update, deactivate, problem: count } = plan.counts;
  if (hash !== wanted.hash && create + update + deactivate > 0) throw problem('IMPORT_STALE', {});
  if (count > 0 && !wanted.skipProblems) throw problem('IMPORT_PROBLEMS', { count });
}

function hashOf(state: ListState, { fileHash, options }: Import): string {
  const seen = JSON.stringify([state, fileHash, options.deactivateMissing]);
  return createHash('sha256').update(seen).digest('hex');
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
