/**
 * Puts a checked backup in the place of the present data, while nothing runs. A journal is the one moment of decision: without
 * it the old state stands, with it every start goes on until the new state stands, wherever the program was killed.
 */
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeAudit } from '../access/audit.ts';
import { openDatabase } from '../database/openDatabase.ts';
import { firstCompany } from '../database/store.ts';
import { problem } from '../errors.ts';
import { holdHours } from '../hours/holdHours.ts';
import { workDir } from './backupFolder.ts';
import { type BackupNeeds, makeBackup } from './makeBackup.ts';
import { databaseName, isBackupPath } from './manifest.ts';
import type { Staged } from './stageBackup.ts';

type Places = Pick<BackupNeeds, 'dataDir' | 'camerasDir'>;

const journalPath = (dataDir: string): string => join(dataDir, 'restore.json');
const journalShape = z.object({ dir: z.string() });

/** Keeps the present state as a safety backup first. Answers its name. */
export async function restoreStaged(
  needs: BackupNeeds,
  staged: Pick<Staged, 'dir' | 'name' | 'madeAtMs'>,
  by: { userId: string | null; nowMs: number },
): Promise<string | null> {
  const hasData = existsSync(join(needs.dataDir, databaseName));
  const safety = hasData ? await makeBackup(needs, 'safety', by.nowMs) : null;
  await prepareDatabase(needs.dataDir, staged, by);
  await writeJournal(needs.dataDir, staged.dir);
  await finishRestore(needs);
  return safety;
}

/** At every start, before anything is opened. Does nothing where no restore was decided. */
export async function finishRestore({ dataDir, camerasDir }: Places): Promise<boolean> {
  const decided = existsSync(journalPath(dataDir));
  if (decided) {
    const { dir } = journalShape.parse(JSON.parse(await readFile(journalPath(dataDir), 'utf8')));
    await swapDatabase(dataDir, dir);
    await swapCameraFiles(camerasDir, dir);
    syncFolder(dataDir);
    await rm(journalPath(dataDir));
  }
  await rm(workDir(dataDir), { recursive: true, force: true });
  return decided;
}

/** Brings the copy to this program's schema. Whoever is signed in now stays so, and no session of then comes back to life. */
async function prepareDatabase(
  dataDir: string,
  { dir, name, madeAtMs }: Pick<Staged, 'dir' | 'name' | 'madeAtMs'>,
  by: { userId: string | null; nowMs: number },
): Promise<void> {
  // Opening would make an empty one.
  if (!existsSync(join(dir, databaseName)))
    throw problem('BACKUP_REFUSED', { file: name, problem: 'what was unpacked of it is gone' });
  const sessions = await presentSessions(dataDir);
  const db = await openDatabase(dir);
  try {
    await db('sessions').delete();
    const users = new Set(await db('users').whereNull('disabledAtMs').pluck<string[]>('id'));
    const company = await firstCompany(db);
    if (!company) throw problem('BACKUP_REFUSED', { file: name, problem: 'it holds no company' });
    for (const session of sessions)
      if (users.has(session['userId'] as string))
        await db('sessions').insert({ ...session, companyId: company.id });
    await holdHours(db, company.id, by.nowMs);
    const audited = { action: 'backup.restored', subject: name, detail: { madeAtMs } };
    await writeAudit(db, company.id, by, audited);
    await db.raw('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    await db.destroy();
  }
}

async function presentSessions(dataDir: string): Promise<Record<string, unknown>[]> {
  if (!existsSync(join(dataDir, databaseName))) return [];
  const db = await openDatabase(dataDir);
  try {
    return await db('sessions').select<Record<string, unknown>[]>('*');
  } finally {
    await db.destroy();
  }
}

async function writeJournal(dataDir: string, dir: string): Promise<void> {
  syncFile(join(dir, databaseName));
  const path = journalPath(dataDir);
  await writeFile(`${path}.part`, JSON.stringify({ dir }), { mode: 0o600 });
  syncFile(`${path}.part`);
  await rename(`${path}.part`, path);
  syncFolder(dataDir);
}

/** Done again after a kill it finds the copy gone, and so the new database in its place. */
async function swapDatabase(dataDir: string, dir: string): Promise<void> {
  if (!existsSync(join(dir, databaseName))) return;
  // A log of the old database must never be played into the new one.
  for (const end of ['-wal', '-shm']) await rm(join(dataDir, databaseName + end), { force: true });
  await rename(join(dir, databaseName), join(dataDir, databaseName));
}

async function swapCameraFiles(camerasDir: string, dir: string): Promise<void> {
  await mkdir(camerasDir, { recursive: true });
  const wanted = await readdir(join(dir, 'cameras')).catch(() => []);
  const done = join(dir, 'camerasDone');
  if (!existsSync(done)) {
    // The old ones are in the safety backup; files of other kinds stay.
    for (const name of await readdir(camerasDir))
      if (isBackupPath(`cameras/${name}`)) await rm(join(camerasDir, name));
    await writeFile(done, '');
  }
  for (const name of wanted) {
    const text = await readFile(join(dir, 'cameras', name));
    await writeFile(join(camerasDir, `${name}.part`), text, { mode: 0o600 });
    await rename(join(camerasDir, `${name}.part`), join(camerasDir, name));
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

function syncFolder(path: string): void {
  const folder = openSync(existsSync(path) ? path : dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}
