/** What the server does by itself every so often: backups, the employee master, and the file of hours. */
import { startBackups } from './backup/startBackups.ts';
import { productVersion } from './config.ts';
import { startEmployees } from './employees/startEmployees.ts';
import { startHours } from './hours/startHours.ts';
import type { Base } from './startBase.ts';
import type { Started } from './started.ts';

export type DailyWorkNeeds = Pick<Base, 'config' | 'clock' | 'log' | 'db' | 'company' | 'companyId'> &
  Pick<Base, 'accounts' | 'settings' | 'gallery' | 'hoursFs'> & { directoryChanged: () => Promise<void> };

export async function startDailyWork(needs: DailyWorkNeeds, started: Started) {
  const { config, clock, log, db, company, companyId, accounts, gallery } = needs;
  const timeZone = (): string => company.timeZone;
  const { dataDir, camerasDir } = config;
  const backups = startBackups({
    ...{ dataDir, camerasDir, version: productVersion(), clock, timeZone },
    settings: needs.settings.current,
    audit: (by, audited) => accounts.store.audit(companyId, by, audited),
    failed: (error) => log.error({ err: error }, 'the scheduled backup failed'),
  });
  started.push(() => backups.stop());
  const employees = await startEmployees({
    ...{ db, companyId, clock, dataDir, timeZone },
    async peopleChanged() {
      await gallery.refreshAll();
      await needs.directoryChanged();
    },
    failed: (error) => log.error({ err: error }, 'a run of the employee master failed'),
  });
  started.push(employees.stop);
  const hours = await startHours({
    ...{ db, companyId, clock, dataDir, timeZone, fs: needs.hoursFs },
    failed: (error) => log.error({ err: error }, 'the file of hours could not be written; trying again'),
  });
  started.push(hours.stop);
  const outcomes = () => {
    const employed = employees.outcome();
    return {
      employees: employed && { detail: employed.told, sinceMs: employed.sinceMs, isOff: employed.isOff },
      hours: hours.outcome(),
    };
  };
  return { backups, employees, hours, outcomes };
}
