import type { Knex } from 'knex';
import { z } from 'zod';
import type { Company } from '../database/store.ts';
import { problem } from '../errors.ts';
import type { Route } from '../http/route.ts';
import type { Presence } from '../presence/startPresence.ts';
import type { Me, SettingEffect, SettingsView } from '../wire.ts';
import {
  type CompanySettings,
  conflictsIn,
  lastChanges,
  type SettingChanges,
  settingChanges,
  valuesOf,
  viewsOf,
} from './companySettings.ts';
import { countAffected } from './countAffected.ts';
import { effectsOf } from './effectsOf.ts';
import type { LoadedSettings } from './loadSettings.ts';

export type SettingRoutes = {
  db: Knex;
  companyId: string;
  company: Company;
  settings: LoadedSettings;
  presence: Presence;
  clock: () => number;
  demo: boolean;
  /** When the next scheduled backup would be, and how many would be deleted, under these settings. */
  backups: (settings: CompanySettings) => Promise<{ nextBackupAtMs: number | null; backupsBeyond: number }>;
  /** The company has another name or time zone. */
  companyChanged: () => Promise<void>;
};

const value = z.union([z.string(), z.number(), z.boolean()]);
const view = z.object({
  settings: z.array(
    z.object({
      key: z.string(),
      value,
      default: value.nullable(),
      unit: z.enum([
        ...(['ms', 'days', 'count', 'port', 'characters', 'yesNo', 'text', 'longText'] as const),
        ...(['timeOfDay', 'timeZone', 'language'] as const),
      ]),
      min: z.number().nullable(),
      max: z.number().nullable(),
      changed: z.object({ changedAtMs: z.number(), changedBy: z.string() }).nullable(),
    }),
  ),
}) satisfies z.ZodType<SettingsView>;

const count = z.number();
const effect = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['away', 'absent']), now: count, then: count }),
  z.object({
    kind: z.enum(['blurOn', 'blurOff', 'timeZone', 'language', 'passwords', 'noSecondFactor', 'evidenceOn']),
  }),
  z.object({ kind: z.enum(['pushOn', 'pushOff', 'templatesOn', 'templatesOff']) }),
  z.object({ kind: z.literal('privacyNotice'), consents: count }),
  z.object({ kind: z.literal('nextBackup'), atMs: z.number().nullable() }),
  z.object({ kind: z.enum(['backupsDeleted', 'sessionsEnd', 'evidenceOff', 'evidenceDeleted']), count }),
  z.object({ kind: z.literal('secondFactor'), users: count }),
  z.object({ kind: z.literal('incidentsDeleted'), incidents: count, messages: count }),
  z.object({ kind: z.literal('auditDeleted'), rows: count }),
]) satisfies z.ZodType<SettingEffect>;

const path = '/api/settings';

export function settingRoutes(route: Route, parts: SettingRoutes): void {
  const { settings, company } = parts;
  const shown = async (): Promise<SettingsView> => ({
    settings: viewsOf(valuesOf(settings.current(), company), await lastChanges(parts.db, parts.companyId)),
  });
  route(
    {
      ...{ method: 'get', path, summary: 'Every setting: value, default, unit, range, who changed it last' },
      allow: ['read', 'Settings'],
      answer: view,
    },
    shown,
  );
  route(
    {
      ...{ method: 'patch', path, summary: 'Change settings, all or nothing; they hold at once' },
      allow: ['update', 'Settings'],
      body: settingChanges,
      answer: view,
    },
    async ({ body, user }) => {
      await change(parts, withoutMissing(body), user);
      return shown();
    },
  );
  route(
    {
      ...{ method: 'post', path: `${path}/preview`, summary: 'What a change would do, in numbers' },
      allow: ['update', 'Settings'],
      body: z.object({ changes: settingChanges }),
      answer: z.object({ effects: z.array(effect) }),
    },
    async ({ body }) => ({ effects: await preview(parts, withoutMissing(body.changes)) }),
  );
  route(
    {
      ...{ method: 'get', path: '/api/privacy-notice', summary: 'What people are told about the cameras' },
      allow: 'signedIn',
      answer: z.object({ text: z.string() }),
    },
    () => ({ text: settings.current().privacyNotice }),
  );
}

async function change(parts: SettingRoutes, changes: SettingChanges, user: Me): Promise<void> {
  mustFit(parts, changes);
  const { companyName, timeZone, ...rest } = changes;
  const by = { userId: user.userId, name: user.name, nowMs: parts.clock() };
  const { name, timeZone: zone } = parts.company;
  const company =
    companyName === undefined && timeZone === undefined
      ? null
      : { name: companyName ?? name, timeZone: timeZone ?? zone };
  await parts.settings.change(rest, by, company);
  if (company) await parts.companyChanged();
}

async function preview(parts: SettingRoutes, changes: SettingChanges): Promise<SettingEffect[]> {
  mustFit(parts, changes);
  const { db, companyId, company, settings, presence, clock } = parts;
  const before = valuesOf(settings.current(), company);
  const after = { ...before, ...changes };
  return effectsOf(before, changes, {
    now: presence.counts(),
    then: presence.countsUnder(after),
    ...(await countAffected(db, companyId, after, clock())),
    ...(await parts.backups(after)),
  });
}

function mustFit({ settings, company }: SettingRoutes, changes: SettingChanges): void {
  const fields = conflictsIn({ ...valuesOf(settings.current(), company), ...changes });
  const [first] = Object.values(fields);
  if (first !== undefined) throw problem('INPUT_INVALID', { problem: first }, { fields });
}

const withoutMissing = (changes: z.output<typeof settingChanges>): SettingChanges =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
