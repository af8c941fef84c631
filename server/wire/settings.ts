/** Settings, and what a change of them would do. Types only. */

/** A setting: what it is now and may be. `default` null: it has none. What each does is said on the page. */
export type SettingView = {
  key: string;
  value: string | number | boolean;
  default: string | number | boolean | null;
  unit: SettingUnit;
  min: number | null;
  max: number | null;
  /** null: nobody changed it. */
  changed: { changedAtMs: number; changedBy: string } | null;
};

export type SettingUnit =
  | ('ms' | 'days' | 'count' | 'port' | 'characters' | 'yesNo')
  | ('text' | 'longText' | 'timeOfDay' | 'timeZone' | 'language');

export type SettingsView = { settings: SettingView[] };

/** What a change of settings would do, were it saved now. */
export type SettingEffect =
  /** How many people would be so. */
  | { kind: 'away' | 'absent'; now: number; then: number }
  | { kind: 'blurOn' | 'blurOff' | 'timeZone' | 'language' | 'passwords' | 'noSecondFactor' | 'evidenceOn' }
  | { kind: 'pushOn' | 'pushOff' | 'templatesOn' | 'templatesOff' }
  | { kind: 'privacyNotice'; consents: number }
  | { kind: 'nextBackup'; atMs: number | null }
  | { kind: 'backupsDeleted' | 'sessionsEnd' | 'evidenceOff' | 'evidenceDeleted'; count: number }
  | { kind: 'secondFactor'; users: number }
  | { kind: 'incidentsDeleted'; incidents: number; messages: number }
  | { kind: 'auditDeleted'; rows: number };
