import { createReadStream, existsSync } from 'node:fs';
import { chmod, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { Audited, By } from '../access/audit.ts';
import { problem } from '../errors.ts';
import { nothing, type Route } from '../http/route.ts';
import type { Jobs } from '../jobs/createJobs.ts';
import { job } from '../jobs/routes.ts';
import type { BackupsView, BackupView } from '../wire.ts';
import { backupName, backupNamed, backupsDir, deleteBackup, openBackupsDir } from './backupFolder.ts';
import { mustRestore, ownersOnly, pruneUploads, receiveBackup, uploadField } from './receiveBackup.ts';
import { type Staged, stageBackup } from './stageBackup.ts';
import type { Backups } from './startBackups.ts';

export type BackupRoutes = {
  backups: Backups;
  jobs: Jobs;
  dataDir: string;
  demo: boolean;
  clock: () => number;
  company: { name: string };
  audit: (by: By, audited: Audited) => Promise<void>;
  /** The program stops what runs, restores and starts anew; this call comes back before. */
  restore: (staged: Staged, by: By) => void;
};

const backup = z.object({
  name: z.string(),
  kind: z.enum(['manual', 'scheduled', 'safety', 'uploaded']),
  atMs: z.number(),
  bytes: z.number(),
}) satisfies z.ZodType<BackupView>;
const listed = z.object({
  backups: z.array(backup),
  nextAtMs: z.number().nullable(),
  canRestore: z.boolean(),
  canDownload: z.boolean(),
}) satisfies z.ZodType<BackupsView>;
const params = z.object({ name: z.string().max(100) });
const path = '/api/backups';

export function backupRoutes(route: Route, parts: BackupRoutes): void {
  const { backups, jobs, dataDir, clock, audit } = parts;
  route(
    { method: 'get', path, summary: 'Backups on the server', allow: ['read', 'Backup'], answer: listed },
    ({ user }) => ({
      ...{ backups: backups.list(), nextAtMs: backups.nextAtMs() },
      canRestore: user.role === 'owner' && !parts.demo,
      canDownload: user.role === 'owner',
    }),
  );
  route(
    {
      ...{ method: 'post', path, summary: 'Back up now; the answer is work to follow' },
      allow: ['create', 'Backup'],
      body: z.object({}),
      answer: job,
    },
    ({ user: { userId } }) =>
      jobs.start(userId, 'backup', (steps) => backups.make('manual', { userId, nowMs: clock() }, steps)),
  );
  route(
    {
      ...{
        method: 'get',
        path: `${path}/:name/file`,
        summary: 'Download a backup, as .tar.gz; owners only: it holds their password hashes',
      },
      allow: ['read', 'Backup'],
      params,
      answer: nothing,
    },
    async ({ params: { name }, user: { userId, role }, response }) => {
      if (role !== 'owner') throw problem('OWNER_NEEDED', { role });
      const { bytes } = known(dataDir, name);
      await audit({ userId, nowMs: clock() }, { action: 'backup.downloaded', subject: name });
      response.attachment(name).type('application/gzip').set('Content-Length', String(bytes));
      await pipeline(createReadStream(join(backupsDir(dataDir), name)), response);
      return null;
    },
  );
  route(
    {
      ...{ method: 'delete', path: `${path}/:name`, summary: 'Delete a backup' },
      allow: ['delete', 'Backup'],
      params,
      answer: nothing,
    },
    async ({ params: { name }, user: { userId } }) => {
      known(dataDir, name);
      await audit({ userId, nowMs: clock() }, { action: 'backup.deleted', subject: name });
      deleteBackup(dataDir, name);
      return null;
    },
  );
  restoreRoutes(route, parts);
}

function restoreRoutes(route: Route, parts: BackupRoutes): void {
  const { jobs, dataDir, demo, clock, company } = parts;
  /** The last one that was checked: what it holds was shown, and it alone can be restored. */
  let staged: Staged | null = null;
  route(
    {
      ...{ method: 'post', path: `${path}/upload`, summary: 'Send a backup to the server; owners only' },
      allow: ['update', 'Backup'],
      files: uploadField,
      answer: backup,
      before: [ownersOnly(demo), receiveBackup(dataDir)],
    },
    async ({ request, user: { userId } }) => {
      if (!request.file) throw problem('INPUT_INVALID', { problem: 'a file is needed' });
      const by = { userId, nowMs: clock() };
      return keepUpload(parts, request.file.path, by);
    },
  );
  route(
    {
      ...{ method: 'post', path: `${path}/:name/check`, summary: 'Check a backup and tell what it holds' },
      allow: ['update', 'Backup'],
      params,
      body: z.object({}),
      answer: job,
    },
    ({ params: { name }, user }) => {
      mustRestore(user, demo);
      known(dataDir, name);
      return jobs.start(user.userId, 'restore', async (steps) => {
        const checked = await stageBackup(dataDir, join(backupsDir(dataDir), name), steps);
        if (staged) await rm(staged.dir, { recursive: true, force: true });
        staged = checked;
        const { name: file, madeAtMs, version, company: of, counts, stagedId } = checked;
        return { name: file, madeAtMs, version, company: of, counts, stagedId };
      });
    },
  );
  route(
    {
      ...{ method: 'post', path: `${path}/restore` },
      summary: 'Put a checked backup in the place of everything; the server starts anew. Owners only',
      allow: ['update', 'Backup'],
      body: z.object({ stagedId: z.string().max(100), confirm: z.string().max(200) }),
      answer: z.object({ restarting: z.literal(true) }),
    },
    ({ body: { stagedId, confirm }, user }) => {
      mustRestore(user, demo);
      if (staged?.stagedId !== stagedId) throw problem('NOT_FOUND', { what: 'this checked backup' });
      if (confirm.trim() !== company.name) throw problem('CONFIRM_WRONG', { name: company.name });
      const chosen = staged;
      staged = null;
      // After the answer has left.
      setTimeout(() => parts.restore(chosen, { userId: user.userId, nowMs: clock() }), 200);
      return { restarting: true as const };
    },
  );
}

async function keepUpload({ dataDir, audit }: BackupRoutes, file: string, by: By): Promise<BackupView> {
  const dir = await openBackupsDir(dataDir);
  const name = backupName('uploaded', by.nowMs, (taken) => existsSync(join(dir, taken)));
  await chmod(file, 0o600);
  await rename(file, join(dir, name));
  await pruneUploads(dataDir);
  await audit(by, { action: 'backup.uploaded', subject: name });
  return known(dataDir, name);
}

function known(dataDir: string, name: string): BackupView {
  const found = backupNamed(dataDir, name);
  if (!found) throw problem('NOT_FOUND', { what: 'this backup' });
  return found;
}
