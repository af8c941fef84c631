/** Every setting as the page shows it, the company's name and time zone among them. */
import type { Knex } from 'knex';
import { z } from 'zod';
import { personName, timeZone } from '../access/shapes.ts';
import type { Company } from '../database/store.ts';
import type { SettingUnit, SettingView } from '../wire.ts';
import { defaultSettings, type SettingKey, settingShapes, type Settings } from './settings.ts';

export type CompanySettings = Settings & { companyName: string; timeZone: string };
export type CompanySettingKey = keyof CompanySettings;

const withoutDefaults = Object.fromEntries(
  Object.entries(settingShapes).map(([key, shape]) => [key, shape.unwrap().optional()]),
) as { [K in SettingKey]: z.ZodOptional<ReturnType<(typeof settingShapes)[K]['unwrap']>> };

/** Any of them, and nothing else. */
export const settingChanges = z.strictObject({
  ...withoutDefaults,
  companyName: personName.optional(),
  timeZone: timeZone.optional(),
});
export type SettingChanges = Partial<CompanySettings>;

const units: Record<CompanySettingKey, SettingUnit> = {
  companyName: 'text',
  timeZone: 'timeZone',
  awayAfterMs: 'ms',
  absentAfterMs: 'ms',
  blurUnknownFaces: 'yesNo',
  privacyNotice: 'longText',
  language: 'language',
  backupAt: 'timeOfDay',
  backupsKept: 'count',
  sessionMs: 'ms',
  passwordMinLength: 'characters',
  twoFactorNeeded: 'yesNo',
  auditKeptDays: 'days',
  incidentsKeptDays: 'days',
  reportAt: 'timeOfDay',
  reportLinkMs: 'ms',
  keepsEvidence: 'yesNo',
  evidenceKeptDays: 'days',
  pushOn: 'yesNo',
  pushPort: 'port',
  storesTemplates: 'yesNo',
  stillOnTerminalAfterMs: 'ms',
  publicUrl: 'text',
};

export const valuesOf = (settings: Settings, { name, timeZone }: Company): CompanySettings => ({
  ...settings,
  companyName: name,
  timeZone,
});

/** What does not fit together, by field; empty: everything does. */
export function conflictsIn(values: CompanySettings): Record<string, string> {
  return values.absentAfterMs > values.awayAfterMs
    ? {}
    : { absentAfterMs: 'it must be longer than the time until somebody is away' };
}

export type ChangedBy = Map<string, { changedAtMs: number; changedBy: string }>;

/** Who changed each setting last. */
export async function lastChanges(db: Knex, companyId: string): Promise<ChangedBy> {
  const rows = await db('settings')
    .where({ companyId })
    .select<{ key: string; changedAtMs: number; changedBy: string }[]>('key', 'changedAtMs', 'changedBy');
  return new Map(
    rows.map(({ key, changedAtMs, changedBy }) => [key, { changedAtMs: Number(changedAtMs), changedBy }]),
  );
}

export function viewsOf(values: CompanySettings, changed: ChangedBy): SettingView[] {
  return (Object.keys(units) as CompanySettingKey[]).map((key) => ({
    key,
    value: values[key],
    default: key in defaultSettings ? defaultSettings[key as SettingKey] : null,
    unit: units[key],
    ...rangeOf(key),
    changed: changed.get(key) ?? null,
  }));
}

function rangeOf(key: CompanySettingKey): { min: number | null; max: number | null } {
  const shape = key in settingShapes ? settingShapes[key as SettingKey].unwrap() : null;
  if (!(shape instanceof z.ZodNumber)) return { min: null, max: null };
  return { min: shape.minValue, max: shape.maxValue };
}
