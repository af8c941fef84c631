/**
 * One run: what was broken off is finished or undone first, then every row that waits is written, a batch at a time. Of each batch it is
 * written down in the database what will be added to which file, then it is added and reaches the disk, then its rows are marked and the
 * note is gone, in one. Wherever it ends, the file itself tells how far it was; where it cannot, a person is asked.
 */
import { createHash, randomUUID } from 'node:crypto';
import { basename, dirname, extname, join } from 'node:path';
import { DateTime } from 'luxon';
import { problem, UserFacingError } from '../errors.ts';
import type { HoursChoice, HoursConfig, HoursLayout } from '../wire.ts';
import { fileProblem } from './fileProblem.ts';
import { type FileMark, howFar, type LeftFile, placeOf } from './fileVerdicts.ts';
import { addTo, beginFile, findAgain, type HoursFs, markOf, syncThere, takeBack } from './hoursFiles.ts';
import { type HeldLock, holdFile } from './hoursLock.ts';
import type { HoursStore, Intent } from './hoursStore.ts';
import type { Batch, Cursor } from './rowStore.ts';
import { endingOf, type HoursRow, rowText, startText } from './layoutRows.ts';

/** In the order in which they happen; a test ends the program at each. */
export type HoursStep =
  | ('locked' | 'aside' | 'begun' | 'intended' | 'written' | 'synced' | 'marked' | 'takenBack')
  | ('dropped' | 'unlocked');
export type ExportParts = {
  fs: HoursFs;
  store: HoursStore;
  timeZone: () => string;
  /** Rows of one batch: what is in memory, and what others wait for. */
  batchRows: number;
  step: (name: HoursStep) => Promise<void> | void;
  /** false: the server ends, and the rest is for the next run. */
  goesOn: () => boolean;
  /** So many more are written. */
  progress: (rows: number) => void;
};
export type Asked = { userId: string | null; name: string | null; nowMs: number; choice: HoursChoice | null };

type Run = ExportParts & {
  asked: Asked;
  config: HoursConfig;
  path: string;
  token: string;
  /** Written so far. */
  total: { rows: number };
};

export const pathOf = ({ folder, fileName }: Pick<HoursConfig, 'folder' | 'fileName'>): string =>
  join(folder, fileName);

/** Throws a UserFacingError where the folder or the file does not allow it; what was not written waits. */
export async function exportHours(parts: ExportParts, asked: Asked): Promise<{ rows: number; file: string }> {
  const { store, step } = parts;
  const { config, lock, left } = await store.load();
  if (config.folder === '') throw problem('HOURS_NOT_SET_UP', {});
  const run: Run = {
    ...parts,
    asked,
    config,
    path: pathOf(config),
    token: lock ?? randomUUID(),
    total: { rows: 0 },
  };
  await store.note({ lock: run.token, triedAtMs: asked.nowMs });
  const settled = await settle(run);
  const written = await writeWaiting(run, settled.left ?? left);
  // Only now: a lock file that is left behind must be known as ours.
  await store.note({ lock: null });
  await step('unlocked');
  return { rows: settled.rows + written, file: run.path };
}

async function underLock<T>(
  { fs, token, step }: Run,
  path: string,
  work: (held: HeldLock) => Promise<T>,
): Promise<T> {
  try {
    const held = await holdFile(fs, path, token);
    await step('locked');
    try {
      return await work(held);
    } finally {
      await held.release().catch(() => undefined);
    }
  } catch (error) {
    throw fileProblem(error, path);
  }
}

type Settled = { rows: number; left: LeftFile | null };
const unsettled: Settled = { rows: 0, left: null };

/** What a run before this one was broken off in. */
async function settle(run: Run): Promise<Settled> {
  const { store, asked, path, step } = run;
  const intent = await store.intent();
  if (!intent) return unsettled;
  if (asked.choice === 'written') return close(run, intent, { left: null, action: 'decided' });
  if (asked.choice === 'again') {
    await store.noteDone(asked, 'hours.decided', { choice: 'again', rows: intent.logIds.length });
    await store.dropIntent();
    await step('dropped');
    return unsettled;
  }
  return underLock(run, intent.path, () => recover(run, intent)).catch(async (error: unknown) => {
    const isGone = error instanceof UserFacingError && /^HOURS_FOLDER_(MISSING|UNUSABLE)$/.test(error.code);
    // Of a folder that is used no more nobody will mend anything.
    throw isGone && intent.path !== path ? await undecided(run, intent) : error;
  });
}

async function recover(run: Run, intent: Intent): Promise<Settled> {
  const { fs, store, step } = run;
  const again = hashOf(intent.payload) === intent.hash ? await findAgain(fs, intent) : null;
  const verdict = again ? howFar(intent, again.found) : 'unclear';
  if (verdict === 'nothing') {
    await store.dropIntent();
    await step('dropped');
    return unsettled;
  }
  if (verdict === 'unclear' || !again || (verdict === 'part' && again.moved))
    throw await undecided(run, intent);
  if (again.moved) return close(run, intent, { left: null, action: 'written' });
  if (verdict === 'whole') await syncThere(fs, intent.path);
  else if (!(await addRest(run, intent, again.found.rest.length))) throw await undecided(run, intent);
  return close(run, intent, { left: await leftBy(run, intent), action: 'written' });
}

async function writeWaiting(run: Run, left: LeftFile | null): Promise<number> {
  const { store, config, path, asked, batchRows, progress } = run;
  return underLock(run, path, async (held) => {
    let known = await decided(run, left);
    let rows = 0;
    let after: Cursor | null = null;
    for (;;) {
      const wanted = { after, untilMs: asked.nowMs, most: batchRows };
      const batch: Batch = await store.batch(config, wanted);
      if (batch.end === null || !run.goesOn()) return rows;
      await held.renew();
      known = await writeBatch(run, batch.rows, known);
      rows += batch.rows.length;
      progress(batch.rows.length);
      after = batch.end;
    }
  });
}

/** What a person has decided about the file as it is. */
async function decided(run: Run, left: LeftFile | null): Promise<LeftFile | null> {
  const { fs, store, asked, path, config, step } = run;
  if (asked.choice !== 'append' && asked.choice !== 'aside') return left;
  const mark = await markOf(fs, path);
  if (mark === null || mark.size === 0) return left;
  await store.noteDone(asked, 'hours.decided', { choice: asked.choice, file: path });
  if (asked.choice === 'append') {
    const accepted = { path, size: mark.size, end: mark.end, layout: layoutKey(config.layout) };
    await store.note({ left: accepted });
    return accepted;
  }
  await putAside(run);
  await step('aside');
  return left;
}

async function putAside({ fs, path, asked, timeZone }: Run): Promise<void> {
  const at = DateTime.fromMillis(asked.nowMs, { zone: timeZone() }).toFormat('yyyyMMdd-HHmmss');
  const end = extname(path);
  for (let more = 1; ; more++) {
    const name = `${basename(path, end)}-${at}${more === 1 ? '' : `-${more}`}${end}`;
    const aside = join(dirname(path), name);
    if (await fs.lstat(aside).catch(() => null)) continue;
    return fs.rename(path, aside);
  }
}

/** As often as another program is quicker; then somebody must look. */
const triesMost = 3;

async function writeBatch(run: Run, rows: HoursRow[], left: LeftFile | null): Promise<LeftFile> {
  for (let tries = 1; tries <= triesMost; tries++) {
    const intent = await plan(run, rows, left);
    await run.store.openIntent(intent);
    await run.step('intended');
    if (await addRest(run, intent, 0)) {
      const now = await leftBy(run, intent);
      await close(run, intent, { left: now, action: 'written' });
      return now;
    }
    await run.store.dropIntent();
  }
  throw problem('HOURS_FILE_CHANGED', { file: run.path });
}

async function plan(run: Run, rows: HoursRow[], left: LeftFile | null): Promise<Intent> {
  const { fs, config, path, asked, step } = run;
  const layout = layoutKey(config.layout);
  let mark = await markOf(fs, path);
  const place = placeOf(left, { path, layout, mark });
  if (place === 'changed' && config.whenChanged === 'ask')
    throw problem('HOURS_FILE_CHANGED', { file: path });
  if (place === 'layout') throw problem('HOURS_LAYOUT_DIFFERS', { file: path });
  if (mark === null) {
    await beginFile(fs, path);
    await step('begun');
    mark = await markOf(fs, path);
    if (mark === null) throw problem('HOURS_FILE_CHANGED', { file: path });
  }
  const payload = Buffer.from(textOf(rows, config.layout, mark));
  const { size, end, changed, inode } = mark;
  return {
    ...{ path, size, end, changed, inode, payload, layout, openedAtMs: asked.nowMs },
    ...{ hash: hashOf(payload), logIds: rows.map(({ logId }) => logId) },
  };
}

function textOf(rows: HoursRow[], layout: HoursLayout, { size, endsLine }: FileMark): string {
  const before = size === 0 ? startText(layout) : endsLine ? '' : endingOf(layout);
  return before + rows.map((row) => rowText(row, layout)).join('');
}

/** false: it is another file by now, and nothing was added. Where it fails, what was added is taken back. */
async function addRest({ fs, store, step }: Run, intent: Intent, fromByte: number): Promise<boolean> {
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
async function leftBy(run: Run, intent: Intent): Promise<LeftFile> {
  const { path, payload, layout } = intent;
  const size = intent.size + payload.length;
  const mark = await markOf(run.fs, path);
  if (mark?.size === size) return { path, size, end: mark.end, layout };
  const again = await findAgain(run.fs, intent);
  if (!again || howFar(intent, again.found) !== 'whole') throw await undecided(run, intent);
  return { path, size, end: '', layout };
}

async function close(
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

async function undecided({ store }: Run, intent: Intent): Promise<UserFacingError> {
  const span = await store.spanOf(intent);
  return problem('HOURS_UNDECIDED', { count: intent.logIds.length, file: intent.path, ...span });
}

const hashOf = (bytes: Buffer | string): string => createHash('sha256').update(bytes).digest('hex');
export const layoutKey = (layout: HoursLayout): string => hashOf(JSON.stringify(layout));
