/** How the file of hours is to be: what is allowed, and what holds before anybody chooses. */
import { isAbsolute, relative } from 'node:path';
import { z } from 'zod';
import { problem } from '../errors.ts';
import { isLocalDate } from '../shifts/localTime.ts';
import type { HoursColumn, HoursConfig, HoursLayout } from '../wire.ts';
import { timeFormatPattern } from './layoutRows.ts';

const columnKinds = [
  ...(['code', 'userId', 'name', 'date', 'time', 'dateTime', 'direction', 'status'] as const),
  ...(['verify', 'verifyWord', 'terminal', 'serial', 'area', 'workCode', 'logId'] as const),
] as const satisfies HoursColumn['kind'][];

const format = z
  .string()
  .min(1, 'a format is needed')
  .max(40, 'at most 40 characters')
  .regex(timeFormatPattern, 'a format of yyyy, MM, dd, HH, mm, ss such as dd/MM/yyyy');

export const hoursLayout = z.object({
  columns: z
    .array(z.object({ kind: z.enum(columnKinds), title: z.string().trim().max(60, 'at most 60 characters') }))
    .min(1, 'at least one column')
    .max(30, 'at most 30 columns'),
  header: z.boolean(),
  separator: z.enum(['comma', 'semicolon', 'tab']),
  dateFormat: format,
  timeFormat: format,
  lineEnding: z.enum(['crlf', 'lf']),
  bom: z.boolean(),
}) satisfies z.ZodType<HoursLayout>;

/** No path, nothing hidden, and nothing that a system would run. */
const fileName = z
  .string()
  .trim()
  .max(100, 'at most 100 characters')
  .regex(/^[^/\\:*?"<>|\p{Cc}.][^/\\:*?"<>|\p{Cc}]*\.(csv|txt)$/iu, 'a file name that ends in .csv or .txt');

export const hoursConfig = z.object({
  on: z.boolean(),
  folder: z
    .string()
    .trim()
    .max(500, 'at most 500 characters')
    .refine(
      (path) => path === '' || (isAbsolute(path) && !path.includes('\0')),
      'a whole path from the root',
    ),
  fileName,
  everyMinutes: z.number().int().min(1, 'at least 1').max(1_440, 'at most 1440'),
  who: z.enum(['all', 'known']),
  fromDate: z.string().refine((date) => date === '' || isLocalDate(date), 'a date such as 2026-11-20'),
  whenChanged: z.enum(['ask', 'append']),
  layout: hoursLayout,
}) satisfies z.ZodType<HoursConfig>;

const plain = (kind: HoursColumn['kind']): HoursColumn => ({ kind, title: '' });

export const firstConfig: HoursConfig = {
  ...{ on: false, folder: '', fileName: 'ZKHours.csv', everyMinutes: 30 },
  ...{ who: 'all', fromDate: '', whenChanged: 'ask' },
  layout: {
    columns: [
      plain('code'),
      plain('name'),
      plain('date'),
      plain('time'),
      plain('direction'),
      plain('terminal'),
    ],
    ...{ header: true, separator: 'comma', dateFormat: 'yyyy-MM-dd', timeFormat: 'HH:mm:ss' },
    ...{ lineEnding: 'crlf', bom: false },
  },
};

/** Throws INPUT_INVALID with the field. `dataDir`: ours, where no other program belongs. */
export function mustFit({ on, folder }: Pick<HoursConfig, 'on' | 'folder'>, dataDir: string): void {
  const refuse = (said: string) =>
    problem('INPUT_INVALID', { problem: `folder: ${said}` }, { fields: { folder: said } });
  if (folder === '') {
    if (on) throw refuse('a folder is needed');
    return;
  }
  const within = relative(dataDir, folder);
  if (within === '' || (!within.startsWith('..') && !isAbsolute(within)))
    throw refuse('not in the data folder of this program');
}

/** Aligned to the clock: every 30 minutes is at :00 and :30, whenever the server was started. */
export function nextRunMs(triedAtMs: number | null, everyMinutes: number, nowMs: number): number {
  if (triedAtMs === null) return nowMs;
  const everyMs = everyMinutes * 60_000;
  // A clock that was set back must not hold it up.
  const fromMs = Math.min(triedAtMs, nowMs);
  return Math.floor(fromMs / everyMs) * everyMs + everyMs;
}
