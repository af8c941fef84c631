/** Runs of the export, one at a time, with what became of the last one as the database has it. */
import fsPromises from 'node:fs/promises';
import type { Knex } from 'knex';
import { problem, type UserFacingError } from '../errors.ts';
import { toUserFacing } from '../http/answerProblem.ts';
import type { HoursChoice, HoursProblem } from '../wire.ts';
import { exportHours } from './exportHours.ts';
import type { HoursFs } from './hoursFiles.ts';
import type { Asked, HoursStep } from './hoursRun.ts';
import { createHoursStore } from './hoursStore.ts';

export type RunNeeds = {
  db: Knex;
  companyId: string;
  clock: { now: () => number };
  dataDir: string;
  timeZone: () => string;
  failed: (error: unknown) => void;
  /** Tests put others in the place of these. */
  fs?: HoursFs;
  batchRows?: number;
  step?: (name: HoursStep) => Promise<void> | void;
};
export type Ran = { rows: number; file: string };
/** `movedMs`: when rows were written last. */
type Running = { sinceMs: number; rows: number; movedMs: number; done: Promise<Ran> };

export async function createRuns(needs: RunNeeds) {
  const { db, companyId, clock, timeZone, fs = fsPromises, batchRows = 2000, step = () => undefined } = needs;
  const store = createHoursStore(db, companyId);
  let state = await store.load();
  let running: Running | null = null;
  let isStopping = false;
  /** Of the last that ended since the server started, with the settings that hold; null: none has. */
  let wentWell: boolean | null = null;

  const progress = (rows: number): void => {
    if (running) running = { ...running, rows: running.rows + rows, movedMs: clock.now() };
  };

  async function once(asked: Asked): Promise<Ran> {
    const parts = { fs, store, timeZone, batchRows, step, progress, goesOn: () => !isStopping };
    try {
      const ran = await exportHours(parts, asked);
      await store.note({ problem: null });
      wentWell = !isStopping;
      return ran;
    } catch (error) {
      wentWell = false;
      throw await noteProblem(error, asked.nowMs);
    } finally {
      state = await store.load();
    }
  }

  async function noteProblem(error: unknown, nowMs: number): Promise<UserFacingError> {
    const known = toUserFacing(error, needs.dataDir) ?? problem('HOURS_FAILED', {}, { cause: error });
    if (known.code === 'HOURS_FAILED') needs.failed(error);
    await store.note({ problem: problemOf(known, state.problem, nowMs) }).catch(needs.failed);
    return known;
  }

  return {
    store,
    state: () => state,
    running: (): Running | null => running,
    wentWell: () => wentWell,
    async reload(): Promise<void> {
      wentWell = null;
      state = await store.load();
    },
    /** After the batch that is under way. */
    async stop(): Promise<void> {
      isStopping = true;
      await running?.done.catch(() => undefined);
    },
    /** Whoever asks while one is under way gets the end of that one, unless they have decided something. */
    async run(asked: Asked): Promise<Ran> {
      while (running !== null) {
        const { done } = running;
        if (asked.choice === null) return done;
        await done.catch(() => undefined);
      }
      if (asked.choice !== null && !state.problem?.choices.includes(asked.choice))
        throw problem('HOURS_CHOICE_OVER', {});
      const done = once(asked).finally(() => (running = null));
      running = { sinceMs: asked.nowMs, movedMs: asked.nowMs, rows: 0, done };
      return done;
    },
  };
}

/** The same one lasts since it was first met. */
function problemOf(error: UserFacingError, before: HoursProblem | null, nowMs: number): HoursProblem {
  const { code, message } = error;
  const sinceMs = before?.code === code ? before.sinceMs : nowMs;
  return { code, sentence: message, sinceMs, choices: choicesFor(code) };
}

function choicesFor(code: string): HoursChoice[] {
  if (code === 'HOURS_UNDECIDED') return ['written', 'again'];
  return code === 'HOURS_FILE_CHANGED' || code === 'HOURS_LAYOUT_DIFFERS' ? ['append', 'aside'] : [];
}
