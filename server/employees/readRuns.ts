/** Runs as the page sees them, and what is known of those before. */
import type { Knex } from 'knex';
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
import { worldOf } from './runMemory.ts';

export type RunRow = Record<
  keyof EmployeeRun | 'id' | 'byName' | 'planHash' | 'readHash' | 'dueOn',
  string | null
> & {
  listed: number | null;
};

export const readingRuns = (db: Knex, companyId: string) => ({
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

export const knownBefore = (db: Knex, companyId: string) => ({
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
