/** A backup that somebody sends: written to the disk as it comes, bounded. */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import type { RequestHandler } from 'express';
import multer from 'multer';
import { problem } from '../errors.ts';
import type { Me } from '../wire.ts';
import { backupsDir, workDir } from './backupFolder.ts';

export const uploadField = 'backup';
/** Packed. */
export const uploadMaxBytes = 4 * 2 ** 30;

/** Only an owner may replace everything; refused before a byte is read. */
export const ownersOnly =
  (demo: boolean): RequestHandler =>
  (_request, response, next) => {
    mustRestore(response.locals['user'] as Me, demo);
    next();
  };

export function mustRestore({ role }: Me, demo: boolean): void {
  if (role !== 'owner') throw problem('OWNER_NEEDED', { role });
  if (demo) throw problem('NOT_IN_DEMO', {});
}

export function receiveBackup(dataDir: string): RequestHandler {
  const into = workDir(dataDir);
  const storage = multer.diskStorage({
    destination: (_request, _file, done) => {
      mkdir(into, { recursive: true, mode: 0o700 }).then(
        () => done(null, into),
        (error: Error) => done(error, into),
      );
    },
    filename: (_request, _file, done) => done(null, `${randomUUID()}.upload`),
  });
  return multer({ storage, limits: { fileSize: uploadMaxBytes, files: 1, fields: 0, parts: 1 } }).single(
    uploadField,
  );
}

/** Older than what is sent now; the newest five stay. */
export async function pruneUploads(dataDir: string): Promise<void> {
  const names = (await readdir(backupsDir(dataDir))).filter((name) => name.includes('-uploaded')).sort();
  for (const name of names.slice(0, -5)) await rm(`${backupsDir(dataDir)}/${name}`, { force: true });
}
