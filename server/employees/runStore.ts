/** Runs in the database: begun, ended without a change, or with all of it in one transaction; and what each row became. */
import type { Knex } from 'knex';
import { type By, writeAudit } from '../access/audit.ts';
import { inTransaction } from '../database/inTransaction.ts';
import { insertMany } from '../database/insertMany.ts';
import type { ListState } from '../people/lists/listState.ts';
import { createImportStore } from '../people/lists/importStore.ts';
import { type ReadyImport, writeImport } from '../people/lists/writeImport.ts';
import { plain } from '../people/profile.ts';
import type {
  EmployeeAction,
  EmployeeAlarm,
  EmployeeOutcome,
  EmployeeRole,
  EmployeeRow,
  EmployeeRowPage,
  EmployeeRun,
  LocalDate,
} from '../wire.ts';
import { noCounts } from './defaultRules.ts';
import type { EmployeePlan, Memory, Remembered, RememberedLeaver } from './planTypes.ts';

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
/** What a run changes besides the people. */
export type Effects = {
  ready: ReadyImport;
  memory: EmployeePlan['memory'];
  leavers: RememberedLeaver[];
  files: { role: EmployeeRole; hash: string; name: string }[];
};
type RunRow = Record<
  keyof EmployeeRun | 'id' | 'byName' | 'planHash' | 'readHash' | 'dueOn',
  string | null
> & {
  listed: number | null;
};

/** So many days of those in both lists are looked at together. */
const latelyMs = 7 * 24 * 60 * 60_000;
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

  /** The program ended amid these, and nothing of them was changed. */
  async stopLeftOver(nowMs: number): Promise<void> {
    await db('employee_runs')
      .where({ companyId, outcome: 'running' })
      .update({ outcome: 'stopped', endedAtMs: nowMs });
  },
});

export const stale = new Error('the people changed meanwhile');

/** What a plan is made of, and a name for exactly that. */
async function worldOf(
  on: Knex,
  companyId: string,
  nowMs: number,
): Promise<{ state: ListState; memory: Memory; hash: string }> {
  const state = await createImportStore(on).state(companyId);
  const memory = await readMemory(on, companyId, nowMs);
  const { people, administrators, added, back, ...rest } = memory;
  const seen = JSON.stringify([state, [...people], [...administrators], [...added], [...back], rest]);
  return { state, memory, hash: seen };
}

const knownBefore = (db: Knex, companyId: string) => ({
  world: (nowMs: number) => worldOf(db, companyId, nowMs),

  async filesRead(role: EmployeeRole, hashes: string[]): Promise<ReadonlySet<string>> {
    const known = await db('employee_files')
      .where({ companyId, role })
      .whereRaw('hash IN (SELECT value FROM json_each(?))', [JSON.stringify(hashes)])
      .pluck<string[]>('hash');
    return new Set(known);
  },

  /** Of the last run that came to a plan on its day; null: none did. */
  async lastDueOn(): Promise<LocalDate | null> {
    const row = await db('employee_runs')
      .where({ companyId })
      .whereNotNull('planHash')
      .max<{ dueOn: string | null }[]>({ dueOn: 'dueOn' });
    return row[0]?.dueOn ?? null;
  },

  async lastReadHash(): Promise<string | null> {
    const row = await db('employee_runs')
      .where({ companyId })
      .whereNotNull('readHash')
      .orderBy('startedAtMs', 'desc')
      .first<{ readHash: string } | undefined>('readHash');
    return row?.readHash ?? null;
  },
});

async function readMemory(on: Knex, companyId: string, nowMs: number): Promise<Memory> {
  const people = await on('employee_people')
    .where({ companyId })
    .orderBy('personId')
    .select<Record<string, unknown>[]>(
      'personId',
      'listed',
      'missingDays',
      'missingOn',
      'deactivated',
      'unlisted',
      'backAtMs',
      'leaverSeenMs',
    );
  const leavers = await on('employee_leavers')
    .where({ companyId })
    .orderBy('code')
    .select<RememberedLeaver[]>('code', 'name', 'leftOn');
  const good = await on('employee_runs')
    .where({ companyId, outcome: 'done', dryRun: false })
    .orderBy('startedAtMs', 'desc')
    .first<{ listed: number; startedAtMs: number } | undefined>('listed', 'startedAtMs');
  const administrators = await on('users')
    .where({ companyId, disabledAtMs: null })
    .whereIn('role', ['owner', 'admin'])
    .whereNotNull('personId')
    .orderBy('id')
    .select<{ personId: string; name: string }[]>('personId', 'name');
  return {
    people: new Map(people.map((row) => [String(row['personId']), rememberedOf(row)])),
    ...{ leavers, lastListed: good?.listed ?? null },
    ...(await arrivals(on, companyId, Number(good?.startedAtMs ?? 0))),
    bothLately: await bothLately(on, companyId, nowMs - latelyMs),
    administrators: new Map(administrators.map(({ personId, name }) => [personId, name])),
  };
}

/** What was before the last good run stands in its memory: audits are many. */
async function arrivals(
  on: Knex,
  companyId: string,
  sinceMs: number,
): Promise<Pick<Memory, 'added' | 'back'>> {
  const people = await on('people')
    .where({ companyId })
    .orderBy('id')
    .select<{ id: string; createdAtMs: number }[]>('id', 'createdAtMs');
  const audits = await on('audits')
    .where({ companyId, action: 'person.reactivated' })
    .where('atMs', '>=', sinceMs)
    .orderBy('atMs')
    .select<{ subject: string; atMs: number }[]>('subject', 'atMs');
  return {
    added: new Map(people.map(({ id, createdAtMs }) => [id, Number(createdAtMs)])),
    back: new Map(audits.map(({ subject, atMs }) => [subject, Number(atMs)])),
  };
}

/** Those whom a person let go in spite of an alarm are not asked for again. */
async function bothLately(on: Knex, companyId: string, sinceMs: number): Promise<number> {
  const [row] = await on('employee_run_rows')
    .join('employee_runs', 'employee_runs.id', 'employee_run_rows.runId')
    .where({ 'employee_runs.companyId': companyId, outcome: 'done', dryRun: false, action: 'deactivate' })
    .where('startedAtMs', '>=', sinceMs)
    .whereNot('trigger', 'inSpite')
    .where('reasons', 'like', '%"inBoth"%')
    .count<{ people: number }[]>({ people: '*' });
  return Number(row?.people ?? 0);
}

const rememberedOf = (row: Record<string, unknown>): Remembered => ({
  listed: row['listed'] === 1,
  missingDays: Number(row['missingDays']),
  missingOn: row['missingOn'] as LocalDate | null,
  deactivated: row['deactivated'] === 1,
  unlisted: row['unlisted'] === 1,
  backAtMs: msOf(row['backAtMs']),
  leaverSeenMs: msOf(row['leaverSeenMs']),
});

const msOf = (stored: unknown): number | null => (stored === null ? null : Number(stored));

async function writeMemory(trx: Knex, companyId: string, effects: Effects, nowMs: number): Promise<void> {
  const { memory, leavers, files } = effects;
  const ids = await idsByCode(trx, companyId);
  await trx('employee_people').where({ companyId }).delete();
  const people = [...memory].flatMap(([code, { listed, deactivated, unlisted, ...rest }]) => {
    const personId = ids.get(code);
    const flags = { listed: Number(listed), deactivated: Number(deactivated), unlisted: Number(unlisted) };
    return personId === undefined ? [] : { companyId, personId, ...rest, ...flags };
  });
  await insertMany(trx, { table: 'employee_people', rows: people });
  await trx('employee_leavers').where({ companyId }).delete();
  const unique = [...new Map(leavers.map((leaver) => [leaver.code, leaver])).values()];
  await insertMany(trx, {
    table: 'employee_leavers',
    rows: unique.map((leaver) => ({ companyId, ...leaver })),
  });
  const read = files.map((file) => ({ companyId, ...file, readAtMs: nowMs }));
  await insertMany(trx, { table: 'employee_files', rows: read, keepsFirst: true });
}

async function idsByCode(trx: Knex, companyId: string): Promise<ReadonlyMap<string, string>> {
  const people = await trx('people')
    .where({ companyId })
    .whereNotNull('code')
    .select<{ id: string; code: string }[]>('id', 'code');
  return new Map(people.map(({ id, code }) => [plain(code), id]));
}

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

const readingRuns = (db: Knex, companyId: string) => ({
  /** Newest first. */
  async runs(limit = 30): Promise<EmployeeRun[]> {
    const rows = await db('employee_runs')
      .where({ companyId })
      .orderBy('startedAtMs', 'desc')
      .limit(limit)
      .select<RunRow[]>();
    const last = rows.find(({ dryRun, outcome }) => !Number(dryRun) && outcome !== 'running');
    return rows.map((row) => runView(row, row.id === last?.id));
  },

  /** null: there is none, or it came to no plan. */
  async planHash(runId: string): Promise<string | null> {
    const row = await db('employee_runs')
      .where({ companyId, id: runId })
      .first<{ planHash: string | null } | undefined>('planHash');
    return row?.planHash ?? null;
  },

  async rows(
    runId: string,
    { action, after, limit }: { action: EmployeeAction | null; after: number; limit: number },
  ): Promise<EmployeeRowPage> {
    const found = await db('employee_run_rows')
      .where({ companyId, runId, ...(action === null ? {} : { action }) })
      .where('id', '>', after)
      .orderBy('id')
      .limit(limit + 1)
      .select<(EmployeeRow & { id: number; changes: string; reasons: string })[]>();
    const rows = found.slice(0, limit);
    const next = found.length > limit ? (rows.at(-1)?.id ?? null) : null;
    return {
      next,
      rows: rows.map(({ changes, reasons, role, line, code, name, personId, action: done }) => ({
        ...{ role, line, code, name, personId, action: done },
        changes: JSON.parse(changes) as EmployeeRow['changes'],
        reasons: JSON.parse(reasons) as EmployeeRow['reasons'],
      })),
    };
  },
});

function runView(row: RunRow, isLast: boolean): EmployeeRun {
  const { trigger, outcome, problem, planHash } = row;
  const dryRun = Boolean(Number(row.dryRun));
  return {
    ...{ runId: row.id ?? '', dryRun, by: row.byName, problem },
    trigger: trigger as EmployeeRun['trigger'],
    startedAtMs: Number(row.startedAtMs),
    endedAtMs: row.endedAtMs === null ? null : Number(row.endedAtMs),
    outcome: outcome as EmployeeOutcome,
    alarms: JSON.parse(row.alarms ?? '[]') as EmployeeAlarm[],
    counts: { ...noCounts, ...(JSON.parse(row.counts ?? '{}') as Partial<EmployeeRun['counts']>) },
    read: JSON.parse(row.read ?? '{}') as EmployeeRun['read'],
    canRunInSpite: isLast && outcome === 'alarm' && planHash !== null,
  };
}
