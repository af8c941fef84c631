/** The day from which somebody is gone, as lists write days. Pure. */
import type { EmployeeSourceConfig, LocalDate } from '../wire.ts';

/** null: no day is said, they are gone. undefined: it is none. */
export function leftOnOf(
  cell: string,
  order: EmployeeSourceConfig['dateOrder'],
): LocalDate | null | undefined {
  if (cell === '') return null;
  const yearFirst = /^(\d{4})([-/.]?)(\d{2})\2(\d{2})(?!\d)/.exec(cell);
  if (yearFirst) return dateOf(yearFirst[1], yearFirst[3], yearFirst[4]);
  const yearLast = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)/.exec(cell);
  if (!yearLast) return undefined;
  const [, first, , second, year] = yearLast;
  return order === 'dayFirst' ? dateOf(year, second, first) : dateOf(year, first, second);
}

function dateOf(year = '', month = '', day = ''): LocalDate | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const atMs = Date.parse(`${date}T00:00:00Z`);
  // 2026-02-31 would be read as a day of March.
  return Number.isFinite(atMs) && new Date(atMs).toISOString().startsWith(date) ? date : undefined;
}
