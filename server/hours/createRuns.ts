/** Runs of the export, one at a time, with what became of the last one as the database has it. */
import type { Knex } from 'knex';
import { problem, type UserFacingError } from '../errors.ts';
import { toUserFacing } from '../http/answerProblem.ts';
import type { HoursChoice, HoursConfig, HoursProblem } from '../wire.ts';
import { exportHours, pathOf } from './exportHours.ts';
import type { HoursFs } from './hoursFs.ts';
import type { Asked, HoursStep } from './hoursRun.ts';
import { createHoursStore } from './hoursStore.ts';
import { openShare, type OpenShare, type Share, shareHere } from './openShare.ts';
import { ShareEnded } from './ShareEnded.ts';

export type RunNeeds = {
  db: Knex;
  companyId: string;
  clock: { now: () => number };
  dataDir: string;
  timeZone: () => string;
  failed: (error: unknown) => void;
  /** Tests put others in the place of these. `fs`: instead of a program of its own. */
  fs?: HoursFs | undefined;
  open?: OpenShare;
  batchRows?: number;
  stopWaitsMs?: number;
  step?: (name: HoursStep) => Promise<void> | void;
};
export type Ran = { rows: number; file: string };
/** `movedMs`: when rows were written last. `file`: the one it has its hands in; null: what was before it may still have. */
type Running = { sinceMs: number; rows: number; movedMs: number; file: string | null; done: Promise<Ran> };

export async function createRuns(needs: RunNeeds) {
  const { db, companyId, clock, timeZone, batchRows = 2000, step = () => undefined } = needs;
  const open = openerOf(needs);
  const store = createHoursStore(db, companyId);
  let state = await store.load();
  let running: Running | null = null;
  let share: Share | null = null;
  let isStopping = false;
  /** Of the last that ended since the server started, with the settings that hold; null: none has. */
  let wentWell: boolean | null = null;

  const progress = (rows: number): void => {
    if (running) running = { ...running, rows: running.rows + rows, movedMs: clock.now() };
  };

  async function once(asked: Asked): Promise<Ran> {
    try {
      const used = (share = open());
      const alone = () => used.alone(needs.dataDir);
      const at = (file: string): void => void (running &&= { ...running, file });
      const parts = { fs: used.fs, alone, store, timeZone, batchRows, step, at, progress };
      // Over when the program that has its hands in the folder has ended, and not sooner: until then it may still write.
      const run = exportHours({ ...parts, goesOn: () => !isStopping }, asked);
      const ran = await run.finally(used.end);
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
    const known = toUserFacing(error, needs.dataDir) ?? unexpected(error);
    if (known.code === 'HOURS_FAILED' || known.code === 'HOURS_PROGRAM_ENDED') needs.failed(error);
    const sinceMs = isSilence(known.code) ? (running?.movedMs ?? nowMs) : nowMs;
    await store.note({ problem: problemOf(known, state.problem, sinceMs) }).catch(needs.failed);
    return known;
  }
  const silent = () => silenceOf(running, state.config);

  return {
    store,
    state: () => state,
    running: (): Running | null => running,
    wentWell: () => wentWell,
    async reload(): Promise<void> {
      wentWell = null;
      state = await store.load();
    },
    silent,
    /** When a call of the system does not return since then: it fails, as soon as whoever made it has ended. */
    leaveIfSilent: (sinceMs: number): void => share?.leaveIfSilent(sinceMs, silent()),
    /** What is under way is broken off, as by a kill. */
    leave: (): void => share?.leave(silent()),
    isLeft: (): boolean => share?.isLeft() ?? false,
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
      running = { sinceMs: asked.nowMs, movedMs: asked.nowMs, rows: 0, file: null, done };
      return done;
    },
  };
}

export const openerOf = ({ clock, fs, open = openShare }: Pick<RunNeeds, 'clock' | 'fs' | 'open'>) =>
  fs ? () => shareHere(fs) : () => open(() => clock.now());

/** Of the run: the settings may name another file by now. */
const silenceOf = (running: Running | null, next: HoursConfig): UserFacingError =>
  running?.file
    ? problem('HOURS_SILENT', { file: running.file })
    : problem('HOURS_HELD', { file: pathOf(next) });

const isSilence = (code: string): boolean => code === 'HOURS_SILENT' || code === 'HOURS_HELD';

const unexpected = (error: unknown): UserFacingError =>
  error instanceof ShareEnded
    ? problem('HOURS_PROGRAM_ENDED', { problem: error.why }, { cause: error })
    : problem('HOURS_FAILED', {}, { cause: error });

/** The same one lasts since it was first met. */
function problemOf(error: UserFacingError, before: HoursProblem | null, sinceMs: number): HoursProblem {
  const { code, message } = error;
  const firstMs = before?.code === code ? before.sinceMs : sinceMs;
  return { code, sentence: message, sinceMs: firstMs, choices: choicesFor(code) };
}

function choicesFor(code: string): HoursChoice[] {
  if (code === 'HOURS_UNDECIDED') return ['written', 'again'];
  return code === 'HOURS_FILE_CHANGED' || code === 'HOURS_LAYOUT_DIFFERS' ? ['append', 'aside'] : [];
}
