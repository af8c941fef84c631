/** A message as it is read, and as WhatsApp wants it. Pure; whatever the variables hold, what comes out is accepted. */
import { DateTime } from 'luxon';
import type { Language } from './channelConfig.ts';
import type { TemplateKey } from './queueMessage.ts';
import { texts, variablesIn } from './texts.ts';

export type Rendered = {
  subject: string;
  text: string;
  /** Of the template, by number; null: it has no template. */
  contentVariables: Record<string, string> | null;
};
export type Renderable = {
  template: TemplateKey;
  language: Language;
  variables: Record<string, string>;
  createdAtMs: number;
};

/** WhatsApp takes 1,024 characters with a template and Twilio 1,600 without. */
const textMax = 1_000;
export const replyMax = 1_500;
const namesMax = 400;
const variableMax = 120;
const longVariables = new Set(['names', 'summary', 'link']);

export function renderText(
  { template, language, variables, createdAtMs }: Renderable,
  timeZone: string,
): Rendered {
  if (template === 'reply') {
    const text = cleanReply(variables['text'] ?? '');
    return { subject: 'Whereabouts', text, contentVariables: null };
  }
  // Read by a program, in its variables.
  if (template === 'event')
    return { subject: variables['event'] ?? '', text: variables['event'] ?? '', contentVariables: null };
  const { subject, text } = texts[template].texts[language];
  const time = DateTime.fromMillis(createdAtMs, { zone: timeZone }).toFormat('HH:mm');
  const cleaned = cleanedFor(text, { time, ...variables });
  return {
    subject: fill(subject, cleaned),
    text: fill(text, cleaned),
    contentVariables: Object.fromEntries(
      variablesIn(text).map((name, index) => [String(index + 1), cleaned[name] ?? '–']),
    ),
  };
}

/** As it is pasted at Twilio: its variables are numbers. */
export function templateText(template: Exclude<TemplateKey, 'reply' | 'event'>, language: Language): string {
  const { text } = texts[template].texts[language];
  const names = variablesIn(text);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => `{{${names.indexOf(name) + 1}}}`);
}

/** One line, no run of spaces, never empty, not too long: what WhatsApp refuses a whole message for. */
export function cleanVariable(value: string, most = variableMax): string {
  // Control and other unseen characters count as spaces; braces would look like a variable.
  const line = value
    .replace(/[{}]/g, '')
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .trim();
  return cut(line, most) || '–';
}

function cleanedFor(text: string, variables: Record<string, string>): Record<string, string> {
  const cleaned = Object.fromEntries(
    variablesIn(text).map((name) => [
      name,
      cleanVariable(variables[name] ?? '', longVariables.has(name) ? namesMax : variableMax),
    ]),
  );
  const tooMuch = fill(text, cleaned).length - textMax;
  const longest = Object.entries(cleaned).sort((a, b) => b[1].length - a[1].length)[0];
  if (tooMuch > 0 && longest)
    cleaned[longest[0]] = cut(longest[1], Math.max(20, longest[1].length - tooMuch));
  return cleaned;
}

/** Lines may stay. */
function cleanReply(text: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/[\p{C}\p{Z}\s]+/gu, ' ').trim());
  return (
    cut(
      lines
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
      replyMax,
    ) || '–'
  );
}

const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '–');

/** By whole characters, not by half of an emoji. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.trimEnd()}…`;
}
