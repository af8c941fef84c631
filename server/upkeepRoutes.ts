/** Routes about the installation itself: settings, backups, diagnostics and what the bell tells. */
import { backupRoutes } from './backup/routes.ts';
import type { Parts, RestoreAsked } from './createApp.ts';
import { diagnosticsRoutes } from './diagnostics/routes.ts';
import { storedSecrets, wordsToHide } from './diagnostics/store.ts';
import { noticeRoutes } from './notices/routes.ts';
import { settingRoutes } from './settings/routes.ts';

type Asked = {
  companyChanged: () => Promise<void>;
  askRestore: (asked: RestoreAsked) => void;
  metrics: () => Promise<string>;
};

export function upkeepRoutes(parts: Parts, { companyChanged, askRestore, metrics }: Asked): void {
  const { db, companyId, company, settings, presence, now, config, backups, jobs } = parts;
  const { route } = parts.http;
  settingRoutes(route, {
    ...{ db, companyId, company, settings, presence, companyChanged },
    clock: now,
    demo: config.demo,
    backups: (after) =>
      Promise.resolve({
        nextBackupAtMs: backups.nextAtMs(after, after.timeZone),
        backupsBeyond: backups.beyond(after.backupsKept),
      }),
  });
  backupRoutes(route, {
    ...{ backups, jobs, company, clock: now },
    dataDir: config.dataDir,
    demo: config.demo,
    audit: (by, audited) => parts.accounts.store.audit(companyId, by, audited),
    restore: (staged, by) => askRestore({ staged, by }),
  });
  diagnosticsRoutes(route, {
    ...{ config, jobs, metrics, clock: now, inference: parts.inference, cameras: parts.cameras },
    settings: settings.current,
    timeZone: () => company.timeZone,
    logLines: parts.log.lastLines,
    wordsToHide: () => wordsToHide(db, companyId),
    storedSecrets: () => storedSecrets(db, companyId),
    audit: (by, audited) => parts.accounts.store.audit(companyId, by, audited),
  });
  noticeRoutes(route, { notices: parts.notices, clock: now });
}
