/** Settings, backups and diagnostics. */
import type { BackupsView, JobView, SettingEffect, SettingsView } from '../../../server/wire.ts';
import { call, part } from '../api.ts';

export type SettingValue = string | number | boolean;
type Changes = Record<string, SettingValue>;

export const settingsApi = {
  settings: () => call<SettingsView>('GET', 'settings'),
  change: (changes: Changes) => call<SettingsView>('PATCH', 'settings', changes),
  preview: (changes: Changes) => call<{ effects: SettingEffect[] }>('POST', 'settings/preview', { changes }),
};

export const backupsApi = {
  backups: () => call<BackupsView>('GET', 'backups'),
  backUp: () => call<JobView>('POST', 'backups', {}),
  remove: (name: string) => call<unknown>('DELETE', `backups/${part(name)}`),
  check: (name: string) => call<JobView>('POST', `backups/${part(name)}/check`, {}),
  restore: (stagedId: string, confirm: string) =>
    call<unknown>('POST', 'backups/restore', { stagedId, confirm }),
  fileAt: (name: string) => `/api/backups/${part(name)}/file`,
  upload: (file: File) => {
    const form = new FormData();
    form.append('backup', file, file.name);
    return call<{ name: string }>('POST', 'backups/upload', form);
  },
};

export const diagnosticsApi = {
  make: () => call<JobView>('POST', 'diagnostics', {}),
  fileAt: (name: string) => `/api/diagnostics/${part(name)}/file`,
};
