/** What a change of settings would do, in numbers. Pure: everything is counted before. */
import type { PresenceCounts } from '../presence/startPresence.ts';
import type { SettingEffect } from '../wire.ts';
import type { CompanySettings, SettingChanges } from './companySettings.ts';

/** Counted now, under the changed settings. */
export type Affected = {
  now: PresenceCounts;
  then: PresenceCounts;
  /** Sessions that were not used for so long. */
  sessionsEnding: number;
  usersWithoutSecondFactor: number;
  auditRowsOlder: number;
  incidentsOlder: { incidents: number; messages: number };
  backupsBeyond: number;
  consents: number;
  pictures: number;
  picturesOlder: number;
  nextBackupAtMs: number | null;
};

export function effectsOf(before: CompanySettings, changes: SettingChanges, seen: Affected): SettingEffect[] {
  const isChanged = (key: keyof CompanySettings): boolean =>
    changes[key] !== undefined && changes[key] !== before[key];
  const after = { ...before, ...changes };
  const { now, then } = seen;
  const effects: (SettingEffect | false)[] = [
    isChanged('awayAfterMs') && { kind: 'away', now: now.away, then: then.away },
    (isChanged('awayAfterMs') || isChanged('absentAfterMs')) && {
      ...{ kind: 'absent', now: now.absent, then: then.absent },
    },
    isChanged('blurUnknownFaces') && { kind: after.blurUnknownFaces ? 'blurOn' : 'blurOff' },
    isChanged('privacyNotice') && { kind: 'privacyNotice', consents: seen.consents },
    isChanged('timeZone') && { kind: 'timeZone' },
    isChanged('language') && { kind: 'language' },
    (isChanged('backupAt') || (isChanged('timeZone') && after.backupAt !== '')) && {
      ...{ kind: 'nextBackup', atMs: seen.nextBackupAtMs },
    },
    isChanged('backupsKept') && { kind: 'backupsDeleted', count: seen.backupsBeyond },
    isChanged('sessionMs') && { kind: 'sessionsEnd', count: seen.sessionsEnding },
    isChanged('passwordMinLength') && { kind: 'passwords' },
    isChanged('twoFactorNeeded') &&
      (after.twoFactorNeeded
        ? { kind: 'secondFactor', users: seen.usersWithoutSecondFactor }
        : { kind: 'noSecondFactor' }),
    isChanged('auditKeptDays') && { kind: 'auditDeleted', rows: seen.auditRowsOlder },
    isChanged('incidentsKeptDays') && { kind: 'incidentsDeleted', ...seen.incidentsOlder },
    isChanged('keepsEvidence') &&
      (after.keepsEvidence ? { kind: 'evidenceOn' } : { kind: 'evidenceOff', count: seen.pictures }),
    isChanged('evidenceKeptDays') &&
      after.keepsEvidence && { kind: 'evidenceDeleted', count: seen.picturesOlder },
    isChanged('pushOn') && { kind: after.pushOn ? 'pushOn' : 'pushOff' },
    isChanged('storesTemplates') && { kind: after.storesTemplates ? 'templatesOn' : 'templatesOff' },
  ];
  return effects.filter((effect) => effect !== false);
}
