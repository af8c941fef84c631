/** Routes about what HR reads, and what other programs take. */
import type { Parts } from './createApp.ts';
import { evidenceRoutes } from './evidence/routes.ts';
import { evidenceStore } from './evidence/store.ts';
import { correctionRoutes } from './reports/correctionRoutes.ts';
import { dayCorrectionStore } from './reports/correctionStore.ts';
import { recipientScope } from './reports/recipientScope.ts';
import { reportRoutes } from './reports/reportRoutes.ts';

export function reportingRoutes(parts: Parts): void {
  const { db, companyId, company, directory, settings, accounts, now, cameras } = parts;
  const { route } = parts.http;
  reportRoutes(route, {
    ...{ db, companyId, clock: now, settings: settings.current },
    company: () => company,
    noteRead: (by, audited) => accounts.store.auditRead(companyId, by, audited),
    audit: (by, audited) => accounts.store.audit(companyId, by, audited),
    scopeOf: (recipientId) => recipientScope(db, companyId, recipientId, directory.current()),
  });
  evidenceRoutes(route, {
    ...{ companyId, clock: now, store: evidenceStore(db), cameraName: cameras.nameOf },
    noteRead: (by, audited) => accounts.store.auditRead(companyId, by, audited),
  });
  correctionRoutes(route, {
    ...{ companyId, clock: now, store: dayCorrectionStore(db) },
    exists: (personId) => directory.current().people.has(personId),
    timeZone: () => company.timeZone,
  });
}
