/** JSON as a table: what lies in something else is a column with a dot, `department.name`. Pure. */
import { cellText } from './sourceLimits.ts';

/** `data.employees`; empty: all of it. */
export const placeIn = (body: unknown, path: string): unknown =>
  path === ''
    ? body
    : path.split('.').reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), body);

const depthMost = 3;
const columnsMost = 300;

export function flatRows(found: readonly unknown[]): { columns: string[]; rows: string[][] } {
  const flat = found.map((row) => new Map(entriesOf(row, '', 1)));
  const columns = [...new Set(flat.flatMap((row) => [...row.keys()]))].slice(0, columnsMost);
  return { columns, rows: flat.map((row) => columns.map((column) => row.get(column) ?? '')) };
}

function entriesOf(value: unknown, before: string, depth: number): [string, string][] {
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]): [string, string][] => {
    if (isObject(each) && depth < depthMost) return entriesOf(each, `${before}${key}.`, depth + 1);
    return [[`${before}${key}`, cellText(each)]];
  });
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
