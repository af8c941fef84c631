/** Runs in the database: begun, ended without a change, or with all of it in one transaction. */
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { insertMany } from '../database/insertMany.ts';
import { writeImport } from '../people/lists/writeImport.ts';
import { plain } from '../people/profile.ts';
import type { EmployeeAlarm, EmployeeOutcome, EmployeeRow, EmployeeRun, LocalDate } from '../wire.ts';
import { noCounts } from './defaultRules.ts';
import type { EmployeePlan } from './planTypes.ts';
import { knownBefore, readingRuns, type RunRow } from './readRuns.ts';
import { type Effects, idsByCode, worldOf, writeMemory } from './runMemory.ts';

export type NewRun = Pick<EmployeeRun, 'runId' | 'trigger' | 'dryRun' | 'by' | 'startedAtMs'> & {
  dueOn: LocalDate | null;
};
export type Ended = {
  outcome: Exclude<EmployeeOutcome, 'running'>;
  alarms: EmployeeAlarm[];
  read: EmployeeRun['read'];
  readHash: string | null;
  problem: string | null;
  /** null: it did not come so far. */
  plan: (Pick<EmployeePlan, 'rows' | 'counts' | 'listed'> & { planHash: string }) | null;
};

const runsKept = 60;
/** Rows that nothing was done about, of one run. */
const ignoredKept = 2_000;

export type RunStore = ReturnType<typeof createRunStore>;

export const createRunStore = (db: Knex, companyId: string) => ({
  ...readingRuns(db, companyId),
  ...knownBefore(db, companyId),

  /** An attempt that came to nothing on the same day is replaced: it would be tried again every hour. */
  async begin({ runId, by, ...run }: NewRun, who: By): Promise<void> {
    await inTransaction(db, async (trx) => {
      if (run.dueOn !== null)
        await trx('employee_runs').where({ companyId, dueOn: run.dueOn, planHash: null }).delete();
      await trx('employee_runs').insert({ ...run, id: runId, companyId, byName: by, outcome: 'running' });
      if (run.trigger === 'inSpite')
        await writeAudit(trx, companyId, who, { action: 'employees.ranInSpite', subject: runId });
    });
  },

  /** Nothing is changed but what is known of the run. */
  async end(runId: string, ended: Ended, by: By): Promise<void> {
    await inTransaction(db, (trx) => writeEnd(trx, companyId, runId, ended, by));
  },

  /** Everything or nothing. Throws `stale` when people or memory are not those that the plan was made of. */
  async apply(
    runId: string,
    { ended, effects, made }: { ended: Ended; effects: Effects; made: string },
    by: By,
  ): Promise<void> {
    await inTransaction(db, async (trx) => {
      const now = await worldOf(trx, companyId, by.nowMs);
      if (now.hash !== made) throw stale;
      await writeImport(trx, companyId, effects.ready);
      await writeMemory(trx, companyId, effects, by.nowMs);
      await writeEnd(trx, companyId, runId, ended, by);
    });
  },

  /** Since when it is so that runs change nothing for this cause; null: they change something. */
  async troubleSince(cause: string | null, atMs: number): Promise<number> {
    const stored = () => db('employee_troubles').where({ companyId });
    if (cause === null) {
      await stored().delete();
      return atMs;
    }
    const known = await stored().where({ cause }).first<{ sinceMs: number } | undefined>('sinceMs');
    if (known) return Number(known.sinceMs);
    await db('employee_troubles').insert({ companyId, cause, sinceMs: atMs }).onConflict('companyId').merge();
    return atMs;
  },

  /** The program ended amid these, and nothing of them was changed. */
  async stopLeftOver(nowMs: number): Promise<void> {
    await db('employee_runs')
      .where({ companyId, outcome: 'running' })
      .update({ outcome: 'stopped', endedAtMs: nowMs });
  },
});

export const stale = new Error('the people changed meanwhile');

async function writeEnd(trx: Knex, companyId: string, runId: string, ended: Ended, by: By): Promise<void> {
  const { plan, outcome, alarms, read, readHash, problem } = ended;
  const counts = plan?.counts ?? noCounts;
  await trx('employee_runs')
    .where({ companyId, id: runId })
    .update({
      ...{ outcome, problem, readHash, endedAtMs: by.nowMs, alarms: JSON.stringify(alarms) },
      ...{ counts: JSON.stringify(counts), read: JSON.stringify(read) },
      ...{ planHash: plan?.planHash ?? null, listed: plan?.listed ?? null },
    });
  await insertMany(trx, {
    table: 'employee_run_rows',
    rows: plan ? await storedRows(trx, companyId, runId, plan.rows) : [],
  });
  await prune(trx, companyId);
  const run = await trx('employee_runs').where({ id: runId }).first<RunRow | undefined>();
  const { unchanged, ...told } = counts;
  void unchanged;
  const detail = { ...told, dryRun: Boolean(run?.dryRun), trigger: String(run?.trigger), outcome };
  await writeAudit(trx, companyId, by, { action: 'employees.ran', subject: runId, detail });
}

async function storedRows(trx: Knex, companyId: string, runId: string, rows: readonly EmployeeRow[]) {
  const ids = await idsByCode(trx, companyId);
  const known = new Set(ids.values());
  let ignored = 0;
  return rows
    .filter(({ action }) => action !== 'ignored' || ++ignored <= ignoredKept)
    .map(({ action, role, line, code, name, personId, changes, reasons }) => {
      const now = personId ?? (code === null ? null : (ids.get(plain(code)) ?? null));
      const texts = { changes: JSON.stringify(changes), reasons: JSON.stringify(reasons) };
      const id = now !== null && known.has(now) ? now : personId;
      return { companyId, runId, action, role, line, code, name, personId: id, ...texts };
    });
}

/** The last that was good stays, however long ago: the next is measured by it. */
async function prune(trx: Knex, companyId: string): Promise<void> {
  const of = () => trx('employee_runs').where({ companyId }).orderBy('startedAtMs', 'desc');
  const good = await of().where({ outcome: 'done', dryRun: false }).limit(1).pluck<string[]>('id');
  const newest = await of().limit(runsKept).pluck<string[]>('id');
  await trx('employee_runs')
    .where({ companyId })
    .whereNotIn('id', [...newest, ...good])
    .delete();
}
