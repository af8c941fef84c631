/** What is older than the company keeps it goes, once a day: rows of the audit log, incidents and their messages. */
import type { Knex } from 'knex';
import type { Log } from '../http/createLog.ts';
import type { Clock } from '../presence/startPresence.ts';
import type { LoadedSettings } from '../settings/loadSettings.ts';
import type { Started } from '../started.ts';
import { startPruning } from './startPruning.ts';
import { startRetention } from './startRetention.ts';

export type ForgettingNeeds = {
  db: Knex;
  companyId: string;
  clock: Clock;
  log: Pick<Log, 'warn'>;
  settings: LoadedSettings;
  audits: { pruneAudits: (companyId: string, beforeMs: number) => Promise<unknown> };
};

export function startForgetting(needs: ForgettingNeeds, started: Started): void {
  const { db, companyId, clock, log, settings, audits } = needs;
  started.push(
    startPruning({
      clock,
      keptDays: () => settings.current().auditKeptDays,
      prune: (beforeMs) => audits.pruneAudits(companyId, beforeMs),
      failed: (error) => log.warn({ err: error }, 'old rows of the audit log stay'),
    }),
  );
  started.push(
    startRetention({
      ...{ db, companyId, clock, keptDays: () => settings.current().incidentsKeptDays },
      failed: (error) => log.warn({ err: error }, 'old incidents and messages stay'),
    }),
  );
}
