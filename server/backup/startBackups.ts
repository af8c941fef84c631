/** Backups of the running server: by hand, and daily at the time the settings say. One is made at a time. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Audited, type By } from '../access/audit.ts';
import { toUserFacing } from '../http/answerProblem.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { Settings } from '../settings/settings.ts';
import type { BackupView } from '../wire.ts';
import { type BackupKind, backupsBeyond, backupsDir, deleteBackup, listBackups } from './backupFolder.ts';
import { type BackupNeeds, makeBackup, type Steps } from './makeBackup.ts';
import { nextBackupAtMs } from './nextBackupAtMs.ts';

export type Backups = ReturnType<typeof startBackups>;
type Wanted = Pick<Settings, 'backupAt' | 'backupsKept'>;

export type BackupsNeeds = BackupNeeds & {
  clock: Clock;
  settings: () => Wanted;
  timeZone: () => string;
  audit: (by: By, audited: Audited) => Promise<void>;
  failed: (error: unknown) => void;
};

const lookEveryMs = 20_000;
/** After a scheduled one failed. */
const againAfterMs = 3_600_000;

export function startBackups(needs: BackupsNeeds) {
  const { clock, dataDir } = needs;
  const startedMs = clock.now();
  const abort = new AbortController();
  let making: Promise<unknown> = Promise.resolve();
  let outcome: { detail: string | null; sinceMs: number } | null = null;
  let isMaking = false;
  let notBeforeMs = -Infinity;

  async function make(kind: BackupKind, by: By, steps: Steps): Promise<BackupView> {
    const name = await makeBackup(needs, kind, by.nowMs, steps);
    const { size } = await stat(join(backupsDir(dataDir), name));
    await needs.audit(by, { action: 'backup.made', subject: name, detail: { kind, bytes: size } });
    outcome = { detail: null, sinceMs: by.nowMs };
    return { name, kind, atMs: by.nowMs, bytes: size };
  }

  /** One after the other. */
  function queue(kind: BackupKind, by: By, steps: Steps): Promise<BackupView> {
    const made = making.then(() => make(kind, by, steps));
    making = made.catch(() => undefined);
    return made;
  }

  /** A server that was off at the time makes it when it is back. */
  function nextAtMs({ backupAt }: Wanted = needs.settings(), zone = needs.timeZone()): number | null {
    const last = listBackups(dataDir).find(({ kind }) => kind === 'scheduled');
    return nextBackupAtMs(last?.atMs ?? startedMs, backupAt, zone);
  }

  async function makeDue(nowMs: number): Promise<void> {
    const atMs = nextAtMs();
    if (atMs === null || nowMs < atMs) return;
    await queue('scheduled', { userId: null, nowMs }, { signal: abort.signal });
    for (const { name } of backupsBeyond(listBackups(dataDir), needs.settings().backupsKept))
      deleteBackup(dataDir, name);
  }

  async function look(): Promise<void> {
    const nowMs = clock.now();
    if (isMaking || nowMs < notBeforeMs || needs.settings().backupAt === '') return;
    isMaking = true;
    try {
      await makeDue(nowMs);
    } catch (error) {
      if (abort.signal.aborted) return;
      notBeforeMs = nowMs + againAfterMs;
      const known = toUserFacing(error, dataDir);
      const detail =
        known?.message ?? 'The backup failed. The log has the details; it is tried again in an hour.';
      outcome = { detail, sinceMs: nowMs };
      needs.failed(error);
    } finally {
      isMaking = false;
    }
  }

  const stopLooking = clock.every(lookEveryMs, () => void look());
  return {
    make: queue,
    nextAtMs,
    look,
    list: () => listBackups(dataDir),
    /** Scheduled ones that would be deleted if so many were kept. */
    beyond: (kept: number) => backupsBeyond(listBackups(dataDir), kept).length,
    /** How the last one went since the start; null: none was made. */
    outcome: () => outcome,
    async stop() {
      stopLooking();
      abort.abort();
      await making;
    },
  };
}
