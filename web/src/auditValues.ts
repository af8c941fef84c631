/** What the audit log stores as a choice, a date or a list of fields, as people say it. What is not known shows as it is stored. */
import { msg, str } from '@lit/localize';
import type { ChannelKind, DeviceClear, HoursChoice, Role } from '../../server/wire.ts';
import { clearTexts } from './clearTexts.ts';
import { choiceTexts } from './hoursTexts.ts';
import { channelText } from './incidentText.ts';
import { locales } from './locale.ts';
import { roleText } from './roleText.ts';
import { dateText, numberText } from './time.ts';

const hoursChoices: readonly HoursChoice[] = ['append', 'aside', 'written', 'again'];
const clearable: readonly DeviceClear['what'][] = ['logs', 'templates', 'users', 'everything'];
const channels: readonly ChannelKind[] = ['whatsapp', 'email', 'webhook', 'browser'];
const roles: readonly Role[] = ['owner', 'admin', 'hr', 'supervisor', 'viewer'];

/** `stored` as one of those known, in words. */
const wordOf =
  <Known extends string>(known: readonly Known[], words: (value: Known) => string) =>
  (stored: string): string => {
    const found = known.find((each) => each === stored);
    return found === undefined ? stored : words(found);
  };

export const hoursChoiceWord = wordOf(hoursChoices, (choice) => choiceTexts(choice).action);
export const clearedWord = wordOf(clearable, (what) => clearTexts(what).name);
export const channelWord = wordOf(channels, channelText);
export const roleWord = wordOf(roles, roleText);
export const connectorWord = wordOf(['frappe', 'events'], (kind) =>
  kind === 'frappe' ? msg('Frappe HR and ERPNext') : msg('Events for other programs'),
);

/** `2026-11-28` as the page writes a day. */
export const dayWord = (date: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) ? dateText(Date.parse(`${date}T00:00:00Z`), 'UTC') : date;

/** What is different of a user, as their form calls it. */
export const userFieldWords = (fields: string): string =>
  fields
    .split(', ')
    .map((field) => userFields[field]?.() ?? field)
    .join(', ');

const userFields: Record<string, () => string> = {
  name: () => msg('Name'),
  email: () => msg('E-mail'),
  role: () => msg('Role'),
  areas: () => msg('Areas'),
  personId: () => msg('Person'),
};

export function settingWord(key: string, value: string): string {
  if (value === '') return msg('empty');
  if (value === 'true' || value === 'false') return value === 'true' ? msg('on') : msg('off');
  if (/Days$/.test(key)) return msg(str`${numberText(Number(value))} days`);
  if (key === 'language') return Object.entries(locales).find(([locale]) => locale === value)?.[1] ?? value;
  return /Ms$/.test(key) ? exactDurationText(Number(value)) : value;
}

/** In the largest unit in which nothing is left over. */
function exactDurationText(ms: number): string {
  if (ms % 3_600_000 === 0) return msg(str`${numberText(ms / 3_600_000)} h`);
  if (ms % 60_000 === 0) return msg(str`${numberText(ms / 60_000)} min`);
  return msg(str`${numberText(ms / 1000)} s`);
}
