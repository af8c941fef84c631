/** The backups of an installation: files in `DATA/backups`, whose names say when and why they were made. */
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupView } from '../wire.ts';

export type BackupKind = BackupView['kind'];

export const backupsDir = (dataDir: string): string => join(dataDir, 'backups');
/** Where what is being made or taken apart lies; cleared at every start. */
export const workDir = (dataDir: string): string => join(dataDir, 'backups', '.work');
/** For a backup by the command line, which a start of the server must leave alone. */
export const ownWorkDir = (dataDir: string): string => join(dataDir, 'backups', `.own-${randomUUID()}`);

const ownWorkKeptMs = 24 * 3_600_000;

/** What killed commands left. */
export function clearOwnWork(dataDir: string, nowMs: number): void {
  const dir = backupsDir(dataDir);
  for (const name of existsSync(dir) ? readdirSync(dir) : []) {
    const path = join(dir, name);
    if (
      name.startsWith('.own-') &&
      nowMs - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? nowMs) > ownWorkKeptMs
    )
      rmSync(path, { recursive: true, force: true });
  }
}

const pattern = /^whereabouts-(\d{8})-(\d{6})-(manual|scheduled|safety|uploaded)(-\d+)?\.tar\.gz$/;

/** In UTC, so that names sort by time. */
export function backupName(kind: BackupKind, atMs: number, isTaken: (name: string) => boolean): string {
  const at = new Date(atMs).toISOString().replace(/[-:]/g, '');
  const stem = `whereabouts-${at.slice(0, 8)}-${at.slice(9, 15)}-${kind}`;
  for (let more = 0; ; more++) {
    const name = `${stem}${more === 0 ? '' : `-${more}`}.tar.gz`;
    if (!isTaken(name)) return name;
  }
}

export async function openBackupsDir(dataDir: string): Promise<string> {
  const dir = backupsDir(dataDir);
  // Faces and password hashes lie in every one of them.
  await mkdir(dir, { recursive: true, mode: 0o700 });
  return dir;
}

/** Newest first. */
export function listBackups(dataDir: string): BackupView[] {
  const dir = backupsDir(dataDir);
  if (!existsSync(dir)) return [];
  return readdirSync(dir)
    .flatMap((name) => backupNamed(dataDir, name) ?? [])
    .sort((a, b) => b.atMs - a.atMs || b.name.localeCompare(a.name));
}

/** undefined: no backup is called so. A name is never a path. */
export function backupNamed(dataDir: string, name: string): BackupView | undefined {
  const [, day = '', time = '', kind] = pattern.exec(name) ?? [];
  const path = join(backupsDir(dataDir), name);
  if (kind === undefined || !existsSync(path)) return undefined;
  const [, h, m, s] = /(..)(..)(..)/.exec(time) ?? [];
  const atMs = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T${h}:${m}:${s}Z`);
  return { name, kind: kind as BackupKind, atMs, bytes: statSync(path).size };
}

export function deleteBackup(dataDir: string, name: string): void {
  rmSync(join(backupsDir(dataDir), name), { force: true });
}

/** Those made by hand and those that were sent here are for their owner to delete. */
export const safetyKept = 3;
export function backupsBeyond(backups: BackupView[], kept: number): BackupView[] {
  const of = (kind: BackupKind) => backups.filter((backup) => backup.kind === kind);
  return [...of('scheduled').slice(kept), ...of('safety').slice(safetyKept)];
}
