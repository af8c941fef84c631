/** Backups and restoring them. */
import type { ErrorTable } from './errorTable.ts';

export const backupErrors = {
  BACKUP_FAILED: {
    status: 500,
    text: 'Cannot back up: {problem}. Try again; when it happens again, the log has the details.',
  },
  BACKUP_REFUSED: {
    status: 422,
    text: 'Cannot restore {file}: {problem}. Choose another backup; nothing was changed.',
  },
  OWNER_NEEDED: {
    status: 403,
    text: 'Cannot give out or restore a backup: your role is {role}. Ask an owner.',
  },
  CONFIRM_WRONG: {
    status: 422,
    text: 'Cannot restore: the typed name is not the company\'s. Type "{name}".',
  },
} as const satisfies ErrorTable;
