/** What each channel needs to be told, and when that is complete. Pure. */
import { z } from 'zod';
import { parseInWords } from '../http/inputWords.ts';
import type { ChannelKind } from '../wire.ts';
import type { TemplateKey } from './queueMessage.ts';

export const templateKeys = [
  ...(['absenceRaised', 'absenceEscalated', 'absenceResolved', 'absenceDigest', 'absencesResolved'] as const),
  ...([
    'notArrived',
    'cameraBlind',
    'cameraBack',
    'terminalUnknown',
    'backupFailed',
    'jobFailed',
    'jobWorks',
    'stillOnTerminal',
    'goneFromTerminal',
    'dailyReport',
    'test',
  ] as const),
] satisfies TemplateKey[];
export const languages = ['en', 'id'] as const;
export type Language = (typeof languages)[number];

/** Where the content SID of a template stands. */
export const templateField = (key: TemplateKey, language: Language): string => `template.${key}.${language}`;

const text = z.string().trim().max(300);
const orNothing = (pattern: RegExp, problem: string) =>
  text.regex(new RegExp(`^(${pattern.source})?$`), problem);
const url = z.union([
  z.literal(''),
  z.url({ protocol: /^https?$/, error: 'an address such as https://erp.example.com/hook' }).max(500),
]);
const contentSid = orNothing(/HX[0-9a-fA-F]{32}/, 'a content SID: HX and 32 digits or letters a to f');
const templates = Object.fromEntries(
  templateKeys.flatMap((key) => languages.map((language) => [templateField(key, language), contentSid])),
);

const fields: Record<ChannelKind, Record<string, z.ZodType<string>>> = {
  whatsapp: {
    accountSid: orNothing(/AC[0-9a-fA-F]{32}/, 'an account SID: AC and 32 digits or letters a to f'),
    authToken: text,
    from: text
      .transform((value) => value.replace(/^whatsapp:/, '').replace(/[\s().-]/g, ''))
      .pipe(orNothing(/\+[1-9]\d{7,14}/, 'a number such as +14155238886')),
    messagingServiceSid: orNothing(
      /MG[0-9a-fA-F]{32}/,
      'a messaging service SID: MG and 32 digits or letters a to f',
    ),
    /** Another address than Twilio's, for tests and the demo. */
    apiBase: url,
    ...templates,
  },
  email: {
    host: orNothing(/[a-zA-Z0-9.:_-]+/, 'a name such as smtp.example.com'),
    port: text.regex(/^(\d{1,5})?$/, 'a number such as 587'),
    security: z.enum(['', 'starttls', 'tls', 'none'], { error: 'starttls, tls or none' }),
    user: text,
    password: text,
    from: text.regex(/^([^<>\r\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)?$/, 'an e-mail address'),
  },
  webhook: {
    url,
    secret: text.regex(/^(.{16,})?$/, 'at least 16 characters'),
  },
  browser: {},
};
const secrets: Record<ChannelKind, string[]> = {
  ...{ whatsapp: ['authToken'], email: ['password'], webhook: ['secret'], browser: [] },
};
export const channelKinds = Object.keys(fields) as ChannelKind[];

export type ChannelConfig = { enabled: boolean; values: Record<string, string> };

export const noConfig = (channel: ChannelKind): ChannelConfig => ({
  enabled: channel === 'browser',
  values: {},
});

/** Checks what is to change; what a channel does not know is refused. Throws a ZodError with the name of each field. */
export function checkConfig(channel: ChannelKind, given: Record<string, string>): Record<string, string> {
  const read = parseInWords(z.strictObject(fields[channel]).partial(), given);
  if (!read.success) throw read.error;
  return read.data as Record<string, string>;
}

/** `given` in the place of what was there. An empty value takes it away; of a secret, whatever is not sent stays. */
export function withChanges(
  channel: ChannelKind,
  { enabled, values }: ChannelConfig,
  given: { enabled?: boolean | undefined; values: Record<string, string> },
): ChannelConfig {
  const all = Object.entries({ ...values, ...given.values }).filter(([, value]) => value !== '');
  const next = Object.fromEntries(all);
  // A password is of a user: with none, nobody signs in.
  if (channel === 'email' && values['user'] !== undefined && next['user'] === undefined)
    delete next['password'];
  return { enabled: given.enabled ?? enabled, values: next };
}

/** Whether everything is there that sending needs. */
export function isComplete(channel: ChannelKind, { values }: ChannelConfig): boolean {
  switch (channel) {
    case 'whatsapp':
      return Boolean(
        values['accountSid'] && values['authToken'] && (values['from'] ?? values['messagingServiceSid']),
      );
    case 'email':
      return Boolean(values['host'] && values['from']);
    case 'webhook':
      return Boolean(values['url'] && values['secret']);
    case 'browser':
      return true;
    default:
      return channel satisfies never;
  }
}

export const isReady = (channel: ChannelKind, config: ChannelConfig): boolean =>
  config.enabled && isComplete(channel, config);

/** Without the secrets; these only with whether they are there. */
export function shownConfig(channel: ChannelKind, { values }: ChannelConfig) {
  const hidden = new Set(secrets[channel]);
  return {
    config: Object.fromEntries(Object.entries(values).filter(([key]) => !hidden.has(key))),
    secretsSet: secrets[channel].filter((key) => Boolean(values[key])),
  };
}
