/** Backups. Types only. */

/** A backup on the server. safety: made before a restore. */
export type BackupView = {
  name: string;
  kind: 'manual' | 'scheduled' | 'safety' | 'uploaded';
  atMs: number;
  bytes: number;
};

export type BackupsView = {
  backups: BackupView[];
  nextAtMs: number | null;
  canRestore: boolean;
  canDownload: boolean;
};

/** What a backup holds, after everything in it was checked; `stagedId` names it to the restore. */
export type StagedBackup = {
  stagedId: string;
  name: string;
  madeAtMs: number;
  version: string;
  company: string;
  counts: { people: number; users: number; samples: number; sojourns: number; cameras: number };
};
