/** What somebody means who answers by message, in English or Indonesian. Pure. */
import type { Language } from '../channelConfig.ts';

export type Command =
  | { kind: 'acknowledge'; note: string }
  | { kind: 'excuse'; why: string }
  | { kind: 'snooze'; minutes: number }
  | { kind: 'where'; name: string }
  | { kind: 'snap'; camera: string }
  /** `YYYY-MM-DD`, or `yesterday`; null: today. */
  | { kind: 'report'; date: string | null }
  | { kind: 'status' | 'help' }
  /** Of no command: nothing is done, and the answer says what can be. */
  | { kind: 'unknown' };
/** `language`: the one they wrote in; null: it could be either. */
export type Parsed = { command: Command; language: Language | null };

type Word = { language: Language | null; read: (rest: string) => Command | null };

const usualSnoozeMinutes = 30;
const snoozeMostMinutes = 24 * 60;

const acknowledge = (rest: string): Command => ({ kind: 'acknowledge', note: rest });
const excuse = (rest: string): Command => ({ kind: 'excuse', why: rest });
const where = (rest: string): Command | null =>
  rest === '' ? null : { kind: 'where', name: rest.replace(/\?+$/, '').trim() };
const snap = (rest: string): Command | null => (rest === '' ? null : { kind: 'snap', camera: rest });
const plain = (kind: 'status' | 'help') => (): Command => ({ kind });

function snooze(rest: string): Command | null {
  const [, number, unit = ''] = /^(\d{1,4})\s*(\p{L}*)\.?$/u.exec(rest) ?? [];
  if (rest === '') return { kind: 'snooze', minutes: usualSnoozeMinutes };
  if (number === undefined) return null;
  const minutes = Number(number) * (/^(h|j|hour|jam)/i.test(unit) ? 60 : 1);
  return minutes < 1 ? null : { kind: 'snooze', minutes: Math.min(minutes, snoozeMostMinutes) };
}

function report(rest: string): Command | null {
  if (rest === '' || /^(today|hari ini)$/i.test(rest)) return { kind: 'report', date: null };
  if (/^(yesterday|kemarin)$/i.test(rest)) return { kind: 'report', date: 'yesterday' };
  const date = /^\d{4}-\d{2}-\d{2}$/.test(rest) ? new Date(`${rest}T00:00:00Z`) : null;
  // 30 February would be taken for 2 March.
  const exists = date !== null && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(rest);
  return exists ? { kind: 'report', date: rest } : null;
}

const of = (language: Language | null, read: Word['read'], words: string[]): [string, Word][] =>
  words.map((word) => [word, { language, read }]);

/** Longer ones first, where one begins another. */
const vocabulary = new Map<string, Word>([
  ...of(null, acknowledge, ['1', 'ok', 'oke', 'okay', '👍']),
  ...of('en', acknowledge, ['yes', 'ack']),
  ...of('id', acknowledge, ['baik', 'siap', 'ya']),
  ...of('en', excuse, ['excuse', 'excused']),
  ...of('id', excuse, ['izin', 'ijin']),
  ...of('en', snooze, ['snooze']),
  ...of('id', snooze, ['tunda']),
  ...of('en', where, ['where is', "where's", 'where']),
  ...of('id', where, ['di mana', 'dimana', 'mana']),
  ...of(null, plain('status'), ['status']),
  ...of('en', report, ['report']),
  ...of('id', report, ['laporan']),
  ...of('en', snap, ['snap', 'snapshot']),
  ...of('id', snap, ['foto']),
  ...of('en', plain('help'), ['help', '?']),
  ...of('id', plain('help'), ['bantuan', 'bantu', 'tolong']),
]);
const byLength = [...vocabulary].sort(([a], [b]) => b.length - a.length);

export function parseCommand(body: string): Parsed {
  const text = body
    .normalize('NFC')
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
  const lower = text.toLowerCase();
  for (const [word, { language, read }] of byLength) {
    if (!lower.startsWith(word)) continue;
    const after = text.slice(word.length);
    // "okapi" is no "ok", and "10" no "1".
    if (after !== '' && /^[\p{L}\p{N}]/u.test(after)) continue;
    const command = read(after.replace(/^[\s.,:;!-]+|[\s.,!]+$/g, ''));
    return { command: command ?? { kind: 'unknown' }, language };
  }
  return { command: { kind: 'unknown' }, language: null };
}
