/** Writes a backup: a consistent copy of the database and the camera files, checked, in one archive. The server may go on meanwhile. */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { create } from 'tar';
import { problem } from '../errors.ts';
import { backupName, type BackupKind, openBackupsDir, workDir } from './backupFolder.ts';
import { databaseName, isBackupPath, type Manifest, manifestName, sha256Of } from './manifest.ts';
import { readDatabase } from './readDatabase.ts';

export type BackupNeeds = { dataDir: string; camerasDir: string; version: string };
export type Steps = {
  signal?: AbortSignal;
  progress?: (done: number, total: number) => void;
  /** Where the parts lie meanwhile. */
  work?: string;
};

/** About 2 MB: short enough that pictures and presence do not wait. */
const pagesAtOnce = 500;
/** Of a hundred: how far it is when the copy is made, and when it is checked. */
const [copied, checked] = [60, 80];

/** Answers the archive's name in `DATA/backups`, or writes it to `out`. Nothing is left behind when it fails or is cancelled. */
export async function makeBackup(
  needs: BackupNeeds,
  kind: BackupKind,
  nowMs: number,
  { signal, progress = () => undefined, work = join(workDir(needs.dataDir), randomUUID()) }: Steps = {},
  out?: string,
): Promise<string> {
  mustHaveData(needs.dataDir);
  const dir = await openBackupsDir(needs.dataDir);
  try {
    await mkdir(join(work, 'cameras'), { recursive: true, mode: 0o700 });
    await copyDatabase(needs.dataDir, work, (share) => progress(Math.floor(share * copied), 100));
    const cameras = await copyCameraFiles(needs.camerasDir, work);
    const manifest = await describe(work, cameras, { version: needs.version, nowMs }, signal);
    progress(checked, 100);
    await writeFile(join(work, manifestName), JSON.stringify(manifest, null, 2));
    const paths = [manifestName, ...manifest.files.map(({ path }) => path)];
    const archive = join(work, 'backup.tar.gz');
    await create({ file: archive, cwd: work, gzip: true, portable: true, mode: 0o600 }, paths);
    signal?.throwIfAborted();
    await chmod(archive, 0o600);
    const name = backupName(kind, nowMs, (taken) => existsSync(join(dir, taken)));
    // Also where another disk is: a rename does not cross disks.
    if (out === undefined) await rename(archive, join(dir, name));
    else await copyFile(archive, out);
    progress(100, 100);
    return name;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function mustHaveData(dataDir: string): void {
  if (!existsSync(join(dataDir, databaseName)))
    throw problem('BACKUP_FAILED', { problem: `there is no database in ${dataDir}` });
}

async function copyDatabase(dataDir: string, work: string, progress: (share: number) => void): Promise<void> {
  const db = new Sqlite(join(dataDir, databaseName), { readonly: true, fileMustExist: true });
  try {
    // Holds one moment: what is written meanwhile is not in the copy, and does not make it begin again.
    db.exec('BEGIN');
    db.prepare('SELECT count(*) FROM companies').get();
    await db.backup(join(work, databaseName), {
      progress({ totalPages, remainingPages }) {
        progress(totalPages === 0 ? 0 : 1 - remainingPages / totalPages);
        return pagesAtOnce;
      },
    });
  } finally {
    db.close();
  }
}

async function copyCameraFiles(camerasDir: string, work: string): Promise<string[]> {
  const names = existsSync(camerasDir) ? await readdir(camerasDir) : [];
  const paths = names.map((name) => `cameras/${name}`).filter(isBackupPath);
  for (const path of paths) await copyFile(join(camerasDir, path.slice('cameras/'.length)), join(work, path));
  return paths.sort();
}

async function describe(
  work: string,
  cameras: string[],
  { version, nowMs }: { version: string; nowMs: number },
  signal?: AbortSignal,
): Promise<Manifest> {
  const { whole, schema, company, counts } = await readDatabase(join(work, databaseName), signal);
  if (whole !== 'ok') throw problem('BACKUP_FAILED', { problem: `the database is damaged: ${whole}` });
  const files = [];
  for (const path of [databaseName, ...cameras]) {
    const { size } = await stat(join(work, path));
    files.push({ path, bytes: size, sha256: await sha256Of(join(work, path), signal) });
  }
  return {
    ...{ program: 'whereabouts', version, schema, company, madeAtMs: nowMs },
    ...{ counts: { ...counts, cameras: cameras.length }, files },
  };
}
