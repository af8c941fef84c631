/** One run of the export: what it works with, and the steps that a write is made of. */
import { createHash } from 'node:crypto';
import { problem, type UserFacingError } from '../errors.ts';
import type { HoursChoice, HoursConfig } from '../wire.ts';
import { fileProblem } from './fileProblem.ts';
import { howFar, type LeftFile } from './fileVerdicts.ts';
import { addTo, findAgain, markOf, takeBack } from './hoursFiles.ts';
import type { HoursFs } from './hoursFs.ts';
import { type HeldLock, holdFile } from './hoursLock.ts';
import type { HoursStore, Intent } from './hoursStore.ts';

/** In the order in which they happen; a test ends the program at each. */
export type HoursStep =
  | ('locked' | 'aside' | 'begun' | 'intended' | 'written' | 'synced' | 'marked' | 'takenBack')
  | ('dropped' | 'unlocked');
export type ExportParts = {
  fs: HoursFs;
  /** Resolves when nobody of before is in the folder any more. */
  alone: () => Promise<void>;
  store: HoursStore;
  timeZone: () => string;
  /** Rows of one batch: what is in memory, and what others wait for. */
  batchRows: number;
  step: (name: HoursStep) => Promise<void> | void;
  /** false: the server ends, and the rest is for the next run. */
  goesOn: () => boolean;
  /** The next calls are about this file. */
  at: (path: string) => void;
  /** So many more are written. */
  progress: (rows: number) => void;
};
export type Asked = { userId: string | null; name: string | null; nowMs: number; choice: HoursChoice | null };

export type Run = ExportParts & {
  asked: Asked;
  config: HoursConfig;
  path: string;
  token: string;
  /** Written so far. */
  total: { rows: number };
};

export async function underLock<T>(
  { fs, token, step, at }: Run,
  path: string,
  work: (held: HeldLock) => Promise<T>,
): Promise<T> {
  at(path);
  try {
    const held = await holdFile(fs, path, token);
    await step('locked');
    const done = await work(held).catch(async (error: unknown) => {
      await held.release().catch(() => undefined);
      throw error;
    });
    // One that may still be there must stay known as ours.
    await held.release();
    return done;
  } catch (error) {
    throw fileProblem(error, path);
  }
}

export type Settled = { rows: number; left: LeftFile | null };
export const unsettled: Settled = { rows: 0, left: null };

/** false: it is another file by now, and nothing was added. Where it fails, what was added is taken back. */
export async function addRest({ fs, store, step }: Run, intent: Intent, fromByte: number): Promise<boolean> {
  try {
    return (await addTo(fs, intent, { fromByte, step })) === 'added';
  } catch (error) {
    if (await takeBack(fs, intent).catch(() => false)) {
      await step('takenBack');
      await store.dropIntent();
    }
    throw error;
  }
}

/** As it is after the write. Where others wrote at the same moment, ours must stand there whole, and the next run sees that it changed. */
export async function leftBy(run: Run, intent: Intent): Promise<LeftFile> {
  const { path, payload, layout } = intent;
  const size = intent.size + payload.length;
  const mark = await markOf(run.fs, path);
  if (mark?.size === size) return { path, size, end: mark.end, layout };
  const again = await findAgain(run.fs, intent);
  if (!again || howFar(intent, again.found) !== 'whole') throw await undecided(run, intent);
  return { path, size, end: '', layout };
}

export async function close(
  { store, asked, step, total }: Run,
  intent: Intent,
  { left, action }: { left: LeftFile | null; action: 'written' | 'decided' },
): Promise<Settled> {
  const rows = intent.logIds.length;
  total.rows += rows;
  const last = { atMs: asked.nowMs, rows: total.rows, file: intent.path, by: asked.name };
  await store.closeIntent(intent, { left, run: last, by: asked, action });
  await step('marked');
  return { rows, left };
}

export async function undecided({ store }: Run, intent: Intent): Promise<UserFacingError> {
  const span = await store.spanOf(intent);
  return problem('HOURS_UNDECIDED', { count: intent.logIds.length, file: intent.path, ...span });
}

export const hashOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
