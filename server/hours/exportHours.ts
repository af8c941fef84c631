/**
 * One run: what was broken off is finished or undone first, then every row that waits is written, a batch at a time. Of each batch it is
 * written down in the database what will be added to which file, then it is added and reaches the disk, then its rows are marked and the
 * note is gone, in one. Wherever it ends, the file itself tells how far it was; where it cannot, a person is asked.
 */
import { randomUUID } from 'node:crypto';
import { basename, dirname, extname, join } from 'node:path';
import { DateTime } from 'luxon';
import { problem } from '../errors.ts';
import type { HoursConfig, HoursLayout } from '../wire.ts';
import { type FileMark, type LeftFile, placeOf } from './fileVerdicts.ts';
import { beginFile, markOf } from './hoursFiles.ts';
import {
  addRest,
  type Asked,
  close,
  type ExportParts,
  hashOf,
  leftBy,
  type Run,
  underLock,
} from './hoursRun.ts';
import type { Intent } from './hoursStore.ts';
import { endingOf, type HoursRow, rowText, startText } from './layoutRows.ts';
import type { Batch, Cursor } from './rowStore.ts';
import { settleIntent } from './settleIntent.ts';

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
  await parts.alone();
  const settled = await settleIntent(run);
  const written = await writeWaiting(run, settled.left ?? left);
  // Only now: a lock file that is left behind must be known as ours.
  await store.note({ lock: null });
  await step('unlocked');
  return { rows: settled.rows + written, file: run.path };
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
    if (await fs.lstat(aside, { bigint: true }).catch(() => null)) continue;
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

export const layoutKey = (layout: HoursLayout): string => hashOf(JSON.stringify(layout));
