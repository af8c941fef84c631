/** Routes about the installation itself: settings and what the bell tells. */
import type { Parts } from './createApp.ts';
import { noticeRoutes } from './notices/routes.ts';
import { settingRoutes } from './settings/routes.ts';

export function upkeepRoutes(parts: Parts, companyChanged: () => Promise<void>): void {
  const { db, companyId, company, settings, presence, now, config } = parts;
  const { route } = parts.http;
  settingRoutes(route, {
    ...{ db, companyId, company, settings, presence, companyChanged },
    clock: now,
    demo: config.demo,
    backups: () => Promise.resolve({ nextBackupAtMs: null, backupsBeyond: 0 }),
  });
  noticeRoutes(route, { notices: parts.notices, clock: now });
}
