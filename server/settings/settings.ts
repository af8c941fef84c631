/** Every setting of a company: its shape, its default and its unit in its name. What each does is said on the page and in the API. */
import { z } from 'zod';

export const settingShapes = {
  /** Unseen for this long and a person is away, and the bell says so. */
  awayAfterMs: z.number().int().min(10_000).max(600_000).default(30_000),
  /** Unseen for this long and a person is absent. */
  absentAfterMs: z.number().int().min(60_000).max(14_400_000).default(300_000),
  /** Faces of unknown people are made unrecognisable before a picture leaves the server. */
  blurUnknownFaces: z.boolean().default(false),
  /** What people are told about the cameras; shown where consent is asked. */
  privacyNotice: z.string().trim().max(4_000).default(''),
  /** Language of the page for who has not chosen one; empty: the one their browser asks for. */
  language: z.enum(['', 'en', 'id']).default(''),
  /** Local time of the daily backup, HH:MM; empty: none. */
  backupAt: z
    .string()
    .regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'a time such as 02:30, or nothing')
    .default(''),
  backupsKept: z.number().int().min(1).max(365).default(14),
  /** A session that is not used for so long ends. */
  sessionMs: z.number().int().min(900_000).max(2_592_000_000).default(43_200_000),
  passwordMinLength: z.number().int().min(10).max(64).default(10),
  /** Everybody but viewers must use a second factor. */
  twoFactorNeeded: z.boolean().default(false),
  auditKeptDays: z.number().int().min(30).max(3_650).default(730),
  /** Incidents that are over, with their alerts and messages; 0: they stay. Days are reported all the same. */
  incidentsKeptDays: z
    .number()
    .int()
    .min(0)
    .max(3_650)
    .refine((days) => days === 0 || days >= 30, '0, or at least 30')
    .default(365),
  /** Local time of the daily report to HR, about the day before when it is before noon; empty: none. */
  reportAt: z
    .string()
    .regex(/^(([01]\d|2[0-3]):[0-5]\d)?$/, 'a time such as 19:00, or nothing')
    .default(''),
  /** How long the link in a report works. */
  reportLinkMs: z.number().int().min(3_600_000).max(2_592_000_000).default(259_200_000),
  /** A picture of the first arrival and the last departure of each person and day is kept. */
  keepsEvidence: z.boolean().default(false),
  evidenceKeptDays: z.number().int().min(1).max(365).default(30),
  /** Terminals may call us (PUSH, ADMS), on a port of their own. */
  pushOn: z.boolean().default(false),
  pushPort: z.number().int().min(1).max(65_535).default(8081),
  /** Fingers, faces and photos of terminals are stored here; otherwise they only pass from one terminal to another. */
  storesTemplates: z.boolean().default(false),
  /** Whoever left and is not confirmed to be gone from a terminal for so long is told of; 0: nobody is told. */
  stillOnTerminalAfterMs: z
    .number()
    .int()
    .min(0)
    .max(2_592_000_000)
    .refine((ms) => ms === 0 || ms >= 3_600_000, '0, or at least 1 h')
    .default(86_400_000),
  /** Address of this server as phones and providers reach it; callbacks and links are built from it. Empty: none. */
  publicUrl: z
    .union([
      z.literal(''),
      z.url({ protocol: /^https?$/, error: 'an address such as https://presence.example.com' }),
    ])
    .default(''),
} satisfies Record<string, z.ZodType>;

export type SettingKey = keyof typeof settingShapes;
export type Settings = { [K in SettingKey]: z.output<(typeof settingShapes)[K]> };

export const defaultSettings = z.object(settingShapes).parse({}) satisfies Settings;

/** A stored value that no longer fits, after an update, gives way to the default. */
export function settingsOf(stored: Partial<Record<string, unknown>>): Settings {
  const known = Object.entries(settingShapes).map(([key, shape]) => {
    const read = shape.safeParse(stored[key]);
    return [key, read.success ? read.data : defaultSettings[key as SettingKey]];
  });
  return Object.fromEntries(known) as Settings;
}
