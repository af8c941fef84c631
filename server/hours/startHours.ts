/** The file of hours: written every so often and when somebody asks. What keeps it from being written is stored, told and tried again. */
import type { Clock } from '../presence/startPresence.ts';
import type { HoursConfig, HoursProblem, HoursView } from '../wire.ts';
import { createRuns, openerOf, type RunNeeds } from './createRuns.ts';
import { createTries } from './createTries.ts';
import { nextRunMs } from './hoursConfig.ts';
import type { HoursState } from './hoursStore.ts';

export type HoursNeeds = RunNeeds & { clock: Clock };
export type StartedHours = Awaited<ReturnType<typeof startHours>>;

export type HoursOutcome = { detail: string | null; sinceMs: number; isOff: boolean };

const lookEveryMs = 5_000;
/** After it failed; sooner than every so many minutes. */
const againAfterMs = 300_000;
/** A share that hangs longer than this is told of, and left. */
const silentAfterMs = 120_000;
/** Nobody waits longer for a disk that hangs when the server ends. */
const stopWaitsMs = 10_000;
/** Nor for what was broken off then, which is noted. */
const noteWaitsMs = 1_000;

export async function startHours(needs: HoursNeeds) {
  const { clock } = needs;
  const runs = await createRuns(needs);
  const { store, state, running, run } = runs;
  const tries = createTries(openerOf(needs));

  /** Nobody waits here for one that hangs: it may do so for days. */
  function lookAround(): void {
    if (running()) runs.leaveIfSilent(clock.now() - silentAfterMs);
    else void look();
  }

  async function look(): Promise<void> {
    const nowMs = clock.now();
    const next = nextMs(state(), nowMs);
    const under = running();
    if (under) return void (await under.done.catch(() => undefined));
    if (next === null || nowMs < next) return;
    await run({ userId: null, name: null, nowMs, choice: null }).catch(() => undefined);
  }

  const shownProblem = (): HoursProblem | null => {
    const under = running();
    const { code, message } = runs.silent();
    const stored = state().problem;
    if (!under || clock.now() - under.movedMs < silentAfterMs || stored?.sentence === message) return stored;
    return { code, sentence: message, sinceMs: under.movedMs, choices: [] };
  };
  const stopLooking = clock.every(lookEveryMs, lookAround);
  return {
    ...{ store, run, look },
    tryFolder: tries.tryFolder,
    config: (): HoursConfig => state().config,
    /** It holds from the next run on, which is due at once. */
    async save(config: HoursConfig, by: { userId: string; nowMs: number }): Promise<void> {
      await store.saveConfig(config, by);
      await runs.reload();
      void look();
    },
    async view(): Promise<HoursView> {
      const waiting = await store.waiting(state().config);
      const { config, last } = state();
      const under = running();
      return {
        ...{ config, last, waiting, nextMs: nextMs(state(), clock.now()), problem: shownProblem() },
        running: under && { sinceMs: under.sinceMs, rows: under.rows },
      };
    },
    /**
     * For those who are told: why it is not written; `detail` null: it is, or it is turned off. null: nobody knows, as after a start while
     * one that hung is tried again. Nobody waits for a file that is turned off, unless nobody turned it off.
     */
    outcome(): HoursOutcome | null {
      const { config, triedAtMs } = state();
      const found = shownProblem();
      if (found && (config.on || found.code === 'HOURS_RESTORED'))
        return { detail: found.sentence, sinceMs: found.sinceMs, isOff: false };
      if (config.on && !runs.wentWell()) return null;
      return { detail: null, sinceMs: triedAtMs ?? clock.now(), isOff: !config.on };
    },
    async stop() {
      stopLooking();
      tries.stop();
      const stopped = runs.stop();
      // One that was given up is not waited for twice.
      if (!runs.isLeft()) await within(stopped, needs.stopWaitsMs ?? stopWaitsMs);
      runs.leave();
      await within(stopped, noteWaitsMs);
    },
  };
}

async function within(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const passed = new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)));
  await Promise.race([work, passed]).finally(() => clearTimeout(timer));
}

/** null: it is not written by itself. */
export function nextMs(
  { config, triedAtMs, problem: failed }: Pick<HoursState, 'config' | 'triedAtMs' | 'problem'>,
  nowMs: number,
): number | null {
  if (!config.on || config.folder === '') return null;
  const planned = nextRunMs(triedAtMs, config.everyMinutes, nowMs);
  return failed && triedAtMs !== null
    ? Math.min(planned, Math.min(triedAtMs, nowMs) + againAfterMs)
    : planned;
}
