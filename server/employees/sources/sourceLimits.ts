import { createHash } from 'node:crypto';
import { problem } from '../../errors.ts';
import type { SourceTable } from '../masterList.ts';

/** Of one source, all files or pages together. */
export const sourceBytesMost = 20 * 1024 * 1024;
export const sourceRowsMost = 50_000;
/** Until all of it is here. */
export const sourceMs = 60_000;

export const unreadable = (what: string, why: string, remedy: string, cause?: unknown) =>
  problem('EMPLOYEES_UNREADABLE', { what, problem: why, remedy }, { cause });

export const tooManyRows = (what: string) =>
  unreadable(what, `it has more than ${sourceRowsMost} rows`, 'Give only those that are wanted.');
export const tooLarge = (what: string) =>
  unreadable(
    what,
    `it is larger than ${sourceBytesMost / 1024 / 1024} MB`,
    'Give only the columns and rows that are wanted.',
  );

export const hashOf = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** A table of rows that are already text. */
export function tableOf(what: string, columns: string[], values: string[][]): SourceTable {
  const rows = values.map((each, index) => ({ line: index + 1, values: each }));
  return { what, columns, rows, hash: hashOf(JSON.stringify([columns, values])), files: [] };
}

/** Whatever a database or JSON holds, as a list would write it. */
export function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
  if (Array.isArray(value)) return value.map(cellText).join(' | ');
  return '';
}
