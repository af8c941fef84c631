/** How the employee master stands, for those who are told: why its last run changed nothing, while there is a list to read. */
import type { EmployeeRun } from '../wire.ts';
import { toldOfAlarm } from './employeeAlarms.ts';
import type { createRunStore } from './runStore.ts';

/** `told`: as `detail`, without names. */
export type EmployeesOutcome = LastRun & {
  /** There is no list of active people to read. */
  isOff: boolean;
};
type LastRun = { detail: string | null; told: string | null; sinceMs: number };
type Runs = Pick<ReturnType<typeof createRunStore>, 'runs' | 'troubleSince'>;

export async function keepOutcome(runs: Runs, isWithoutSource: () => Promise<boolean>) {
  let last = await lastRun(runs);
  let isOff = await isWithoutSource();
  return {
    /** `detail` null: it went well, or nothing is read any more. null: there was none. */
    current: (): EmployeesOutcome | null =>
      last && (isOff ? { ...last, detail: null, told: null, isOff } : { ...last, isOff }),
    async lookAtRuns(): Promise<void> {
      last = await lastRun(runs);
    },
    async lookAtSource(): Promise<void> {
      isOff = await isWithoutSource();
    },
  };
}

async function lastRun(runs: Runs): Promise<LastRun | null> {
  const last = (await runs.runs()).find((run) => !run.dryRun && (run.outcome === 'done' || isBad(run)));
  if (!last) return null;
  const { alarms, problem: failure, outcome, startedAtMs } = last;
  const kinds = [...new Set(alarms.map(({ kind }) => kind))].sort();
  const cause = isBad(last) ? [outcome, ...kinds].join(' ') : null;
  const sinceMs = await runs.troubleSince(cause, startedAtMs);
  if (cause === null) return { detail: null, told: null, sinceMs };
  const [first] = alarms;
  const detail = first?.problem ?? failure ?? '';
  return { detail, told: first ? toldOfAlarm(first) : detail, sinceMs };
}

const isBad = ({ outcome }: EmployeeRun): boolean => outcome === 'alarm' || outcome === 'failed';
