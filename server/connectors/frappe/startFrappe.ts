/** Hands check-ins over to Frappe HR for as long as the connector is on: what is new is written down first, then sent. */
import type { Clock } from '../../presence/startPresence.ts';
import type { ConnectorTest } from '../../wire.ts';
import type { ConnectorStore } from '../connectorStore.ts';
import type { PunchNeeds } from '../punchRows.ts';
import { rowOf, takePunches } from '../takePunches.ts';
import { deliver } from './deliver.ts';
import { createFrappeApi, type FrappeApi } from './frappeApi.ts';
import { type FrappeConfig, readFrappeConfig } from './frappeConfig.ts';

export type FrappeNeeds = PunchNeeds & {
  clock: Clock;
  store: ConnectorStore;
  failed: (error: unknown) => void;
  /** For tests. */
  timeoutMs?: number;
};
export type Frappe = {
  /** Does now what is to be done, and resolves when it is. */
  look: () => Promise<void>;
  /** It was changed, or somebody wants it tried again: without waiting. */
  changed: () => Promise<void>;
  test: () => Promise<ConnectorTest>;
  stop: () => Promise<void>;
};

const lookEveryMs = 10_000;
const waitFirstMs = 10_000;
const waitMostMs = 15 * 60_000;
const answerWithinMs = 20_000;

export function startFrappe(needs: FrappeNeeds): Frappe {
  const { clock, store, failed } = needs;
  const known = { employees: new Map<string, string>(), failures: new Map<string, number>() };
  const wait = createWait();
  let last: Promise<void> = Promise.resolve();
  let stopped = false;

  async function pass(): Promise<void> {
    const { enabled, config: stored, untilMs, problem } = await store.get('frappe');
    const config = readFrappeConfig(stored);
    if (!enabled || !config || untilMs === null) return;
    await takeNew(needs, config, untilMs);
    if (!wait.over(clock.now())) return;
    const api = createFrappeApi(config, needs.timeoutMs ?? answerWithinMs);
    const codeOf = (personId: string) => needs.directory().people.get(personId)?.code ?? null;
    let after = { problem: null as string | null, more: true };
    while (after.more && after.problem === null && !stopped)
      after = await deliver({ ...known, api, config, store, codeOf });
    wait.heard(after.problem === null, clock.now());
    if (after.problem !== problem) await store.setProblem('frappe', after.problem);
  }

  /** One after the other: two passes at once would send a row twice. */
  function look(): Promise<void> {
    last = last.then(() => (stopped ? undefined : pass())).catch(failed);
    return last;
  }
  let looking = false;
  const stopLooking = clock.every(lookEveryMs, () => {
    if (looking) return;
    looking = true;
    void look().finally(() => (looking = false));
  });

  return {
    look,
    changed() {
      known.employees.clear();
      wait.heard(true, clock.now());
      return look();
    },
    async test() {
      const config = readFrappeConfig((await store.get('frappe')).config);
      if (!config) return { problem: incomplete, told: '' };
      return tested(createFrappeApi(config, needs.timeoutMs ?? answerWithinMs));
    },
    async stop() {
      stopped = true;
      stopLooking();
      await last;
    },
  };
}

export const incomplete =
  'Cannot ask the Frappe site: its address, key, secret or time zone is missing. Fill them in first.';

async function takeNew(needs: FrappeNeeds, { sends }: FrappeConfig, sinceMs: number): Promise<void> {
  const nowMs = needs.clock.now();
  const { facts, untilMs } = await takePunches(needs, sinceMs, nowMs);
  const wanted = facts.filter(
    ({ source }) => sends === 'both' || (source === 'camera') === (sends === 'cameras'),
  );
  await needs.store.take('frappe', wanted.map(rowOf), { untilMs, nowMs, state: 'waiting' });
}

/** Asks for what delivering needs: the user, an employee, a check-in. */
async function tested(api: FrappeApi): Promise<ConnectorTest> {
  const user = await api.whoAmI();
  if (user.kind !== 'done') return { problem: user.problem, told: '' };
  const nobody = { employee: '-', time: '2000-01-01 00:00:00', logType: 'IN', deviceId: '' } as const;
  for (const answer of [await api.employee('-'), await api.find(nobody)])
    if (answer.kind !== 'done') return { problem: answer.problem, told: '' };
  return { problem: null, told: user.value };
}

/** Doubles after each failure. */
function createWait() {
  let waitMs = 0;
  let untilMs = 0;
  return {
    /** Also when the clock was set back and the moment lies far ahead. */
    over: (nowMs: number) => nowMs >= untilMs || untilMs - nowMs > waitMostMs,
    heard(worked: boolean, nowMs: number) {
      waitMs = worked ? 0 : Math.min(Math.max(waitMs * 2, waitFirstMs), waitMostMs);
      untilMs = worked ? 0 : nowMs + waitMs;
    },
  };
}
