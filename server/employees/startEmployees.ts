/** The daily run: lists are read, a plan is made of them, and what is to be believed is done, once a day and when somebody says so. */
import { createHash, randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { By } from '../access/audit.ts';
import { problem, UserFacingError } from '../errors.ts';
import { inSlices } from '../identify/inSlices.ts';
import { profileShapes } from '../people/profile.ts';
import { readyImport } from '../people/lists/writeImport.ts';
import type { Clock } from '../presence/startPresence.ts';
import { localDateOf } from '../shifts/localTime.ts';
import type { EmployeeAlarm, EmployeeRole, EmployeeRun, LocalDate } from '../wire.ts';
import { columnsAlarm } from './employeeAlarms.ts';
import { employeesDue, nextEmployeesMs } from './employeesDue.ts';
import { createEmployeeStore, type StoredSource } from './employeeStore.ts';
import { keepOutcome } from './keepOutcome.ts';
import { masterList, type MasterList, type SourceTable } from './masterList.ts';
import { planningEmployees } from './planEmployees.ts';
import type { EmployeePlan, Lists } from './planTypes.ts';
import { createRunStore, type Ended, stale } from './runStore.ts';
import { readSource } from './sources/readSource.ts';

export type EmployeesNeeds = {
  db: Knex;
  companyId: string;
  clock: Clock;
  dataDir: string;
  timeZone: () => string;
  /** People are other ones now. */
  peopleChanged: () => Promise<void>;
  failed: (error: unknown) => void;
};
export type Employees = Awaited<ReturnType<typeof startEmployees>>;
/** `planHash`: only this plan, which somebody looked at, and in spite of its alarms. */
type Wish = Pick<EmployeeRun, 'trigger' | 'dryRun'> & {
  dueOn: LocalDate | null;
  planHash: string | null;
  byName: string | null;
};

const lookEveryMs = 20_000;
/** After lists could not be read, or a run failed. */
const againAfterMs = 3_600_000;
const triesMost = 3;

export async function startEmployees(needs: EmployeesNeeds) {
  const { db, companyId, clock } = needs;
  const store = createEmployeeStore(db);
  const runs = createRunStore(db, companyId);
  const abort = new AbortController();
  let running: Promise<void> | null = null;
  let notBeforeMs = -Infinity;
  await runs.stopLeftOver(clock.now());
  const outcome = await keepOutcome(runs, async () => (await store.source(companyId, 'active')) === null);

  async function start(wish: Wish, userId: string | null): Promise<string> {
    if (running) throw problem('EMPLOYEES_BUSY', {});
    const runId = randomUUID();
    const by: By = { userId, nowMs: clock.now() };
    const { trigger, dryRun, dueOn, byName } = wish;
    const begun = runs.begin({ runId, trigger, dryRun, dueOn, by: byName, startedAtMs: by.nowMs }, by);
    running = begun
      .then(() => endRun({ ...needs, store, runs, signal: abort.signal }, runId, wish, by))
      .catch(async (error: unknown) => {
        if (abort.signal.aborted) return;
        needs.failed(error);
        notBeforeMs = clock.now() + againAfterMs;
        await runs.end(runId, failedRun, by).catch(needs.failed);
      })
      .finally(async () => {
        running = null;
        await outcome.lookAtRuns().catch(needs.failed);
        await outcome.lookAtSource().catch(needs.failed);
      });
    await begun;
    return runId;
  }

  async function startDue(): Promise<void> {
    const nowMs = clock.now();
    if (running || nowMs < notBeforeMs) return;
    const { runAt, sinceMs } = await store.rules(companyId);
    const schedule = { runAt, sinceMs, timeZone: needs.timeZone(), lastOn: await runs.lastDueOn() };
    const dueOn = employeesDue(nowMs, schedule);
    const active = dueOn === null ? null : await store.source(companyId, 'active');
    // Not for a time before there was anything to read.
    if (dueOn === null || active === null) return;
    notBeforeMs = nowMs + againAfterMs;
    await start({ trigger: 'schedule', dryRun: false, dueOn, planHash: null, byName: null }, null);
  }

  let looking: Promise<void> | null = null;
  const look = (): Promise<void> =>
    (looking ??= startDue()
      .then(outcome.lookAtSource)
      .catch(needs.failed)
      .finally(() => (looking = null)));
  const stopLooking = clock.every(lookEveryMs, () => void look());
  return {
    store,
    runs,
    start,
    look,
    /** Until what is at work has ended. */
    settled: () => running ?? Promise.resolve(),
    isRunning: () => running !== null,
    outcome: outcome.current,
    async nextAtMs(): Promise<number | null> {
      const [{ runAt }, active] = [await store.rules(companyId), await store.source(companyId, 'active')];
      return active ? nextEmployeesMs(clock.now(), runAt, needs.timeZone()) : null;
    },
    async stop() {
      stopLooking();
      abort.abort();
      await looking;
      await running;
    },
  };
}

const failedRun: Ended = {
  ...{ outcome: 'failed', alarms: [], read: {}, readHash: null, plan: null },
  problem: 'The run failed. The log has the details; it is tried again in an hour.',
};

type Work = EmployeesNeeds & {
  store: ReturnType<typeof createEmployeeStore>;
  runs: ReturnType<typeof createRunStore>;
  signal: AbortSignal;
};

async function endRun(work: Work, runId: string, wish: Wish, by: By): Promise<void> {
  const { runs, clock } = work;
  const read = await readLists(work);
  // What was broken off says nothing of the lists.
  work.signal.throwIfAborted();
  const ended = { ...read.told, problem: null };
  if (read.alarms.length > 0 || !read.lists) {
    const alarm: Ended = { ...ended, outcome: 'alarm', alarms: read.alarms, plan: null };
    return runs.end(runId, alarm, { ...by, nowMs: clock.now() });
  }
  for (let tries = 1; ; tries++)
    try {
      await carryOut(work, { runId, wish, lists: read.lists, files: read.files, ended }, by);
      return;
    } catch (error) {
      // Somebody changed people between the plan and its writing: a plan is made of what is there now.
      if (error !== stale || tries >= triesMost) throw error;
    }
}

type Ready = {
  runId: string;
  wish: Wish;
  lists: Lists;
  files: { role: EmployeeRole; name: string; hash: string }[];
  ended: Pick<Ended, 'read' | 'readHash' | 'problem'>;
};

async function carryOut(work: Work, { runId, wish, lists, files, ended }: Ready, by: By): Promise<void> {
  const { companyId, runs, store, clock } = work;
  const nowMs = clock.now();
  const { state, memory, hash: made } = await runs.world(nowMs);
  const zone = work.timeZone();
  const dayOf = (atMs: number): LocalDate => localDateOf(zone, atMs);
  // Made of what was read just now; whether people are still those is looked at when it is written.
  const planning = planningEmployees(lists, {
    ...{ state, memory, rules: await store.rules(companyId), shapes: profileShapes(() => zone) },
    ...{ today: dayOf(nowMs), nowMs, dayOf },
  });
  const plan = await inSlices(planning);
  work.signal.throwIfAborted();
  const planHash = hashOfPlan(plan);
  const allowed = wish.planHash === planHash;
  // What a person looked at is not there any more, and nothing else was allowed.
  const changed = wish.planHash !== null && !allowed;
  const isAlarm = (plan.alarms.length > 0 && !allowed) || changed;
  const told: Ended = {
    ...{ ...ended, alarms: plan.alarms, plan: { ...plan, planHash } },
    outcome: isAlarm ? 'alarm' : 'done',
    problem: changed ? problem('EMPLOYEES_PLAN_CHANGED', {}).message : null,
  };
  const at = { ...by, nowMs: clock.now() };
  if (isAlarm || wish.dryRun) return runs.end(runId, told, at);
  const ready = await readyImport(companyId, plan.imported, state, () => work.signal.throwIfAborted(), at);
  const effects = { ready, memory: plan.memory, leavers: plan.leavers, files };
  await runs.apply(runId, { ended: told, effects, made }, at);
  // It is done; what follows it looks again by itself.
  await work.peopleChanged().catch(work.failed);
}

function hashOfPlan({ rows, listed }: EmployeePlan): string {
  const done = rows.flatMap(({ code, action, changes }) =>
    action === 'ignored' || action === 'conflict' ? [] : [[code, action, changes] as const],
  );
  return createHash('sha256')
    .update(JSON.stringify([listed, done]))
    .digest('hex');
}

/** `lists` null: there is an alarm. */
async function readLists(work: Work) {
  const { store, runs, companyId } = work;
  const sources = {
    active: await store.source(companyId, 'active'),
    terminated: await store.source(companyId, 'terminated'),
  };
  if (!sources.active) throw problem('EMPLOYEES_NO_SOURCE', {});
  const [active, terminated] = await Promise.all([
    readList(work, 'active', sources.active),
    sources.terminated ? readList(work, 'terminated', sources.terminated) : null,
  ]);
  const readHash = [active.table?.hash, terminated?.table?.hash].join(' ');
  const same = (await runs.lastReadHash())?.split(' ') ?? [];
  const read = {
    active: toldOf(active, same[0]),
    ...(terminated ? { terminated: toldOf(terminated, same[1]) } : {}),
  };
  const files = [active, ...(terminated ? [terminated] : [])].flatMap(({ role, table }) =>
    (table?.files ?? []).map((file) => ({ role, ...file })),
  );
  const lists: Lists = {
    active: given(sources.active, active.list),
    terminated:
      terminated && sources.terminated
        ? { ...given(sources.terminated, terminated.list), once: isOnce(sources.terminated) }
        : null,
  };
  const alarms = [active, ...(terminated ? [terminated] : [])].flatMap(({ alarm }) => alarm ?? []);
  return { alarms, files, told: { read, readHash }, lists: alarms.length > 0 ? null : lists };
}

const given = ({ statuses, dateOrder }: StoredSource, { rows }: MasterList) => ({
  rows,
  statuses,
  dateOrder,
});
const isOnce = ({ source }: StoredSource): boolean => source.kind === 'csv' && source.which === 'new';

type ListRead = {
  role: EmployeeRole;
  table: SourceTable | null;
  list: MasterList;
  alarm: EmployeeAlarm | null;
};

async function readList(
  { dataDir, runs, signal }: Work,
  role: EmployeeRole,
  stored: StoredSource,
): Promise<ListRead> {
  const nothing = { role, table: null, list: { rows: [], missing: [] } };
  const readBefore = (hashes: string[]) => runs.filesRead(role, hashes);
  try {
    const table = await readSource(stored.source, stored.secret, { dataDir, signal, readBefore });
    if (!table) return { ...nothing, alarm: null };
    const list = masterList(role, table, stored);
    const alarm = list.missing.length > 0 ? columnsAlarm(role, list.missing) : null;
    return { role, table, list, alarm };
  } catch (error) {
    if (!(error instanceof UserFacingError)) throw error;
    return { ...nothing, alarm: { kind: 'unreadable', problem: error.message } };
  }
}

const toldOf = ({ table }: ListRead, before: string | undefined) => ({
  what: table?.what ?? '',
  rows: table?.rows.length ?? 0,
  same: table !== null && table.hash === before,
});
