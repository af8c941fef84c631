/** The day that goes on, where it is the latest: what is before is over everywhere it matters. */
import { problem } from '../errors.ts';
import type { LocalDate } from '../wire.ts';
import { localDateOf } from './localTime.ts';

/** Of a shift with a zone of its own, its date; else the latest of the company's places. */
export const latestToday = (zones: readonly string[], nowMs: number): LocalDate =>
  zones
    .map((zone) => localDateOf(zone, nowMs))
    .toSorted()
    .at(-1) ?? localDateOf('UTC', nowMs);

export const earliestToday = (zones: readonly string[], nowMs: number): LocalDate =>
  zones.map((zone) => localDateOf(zone, nowMs)).toSorted()[0] ?? localDateOf('UTC', nowMs);

/** Throws DAY_OVER. */
export function mustNotBeOver(date: LocalDate, today: LocalDate, what: string, field = 'fromDate'): void {
  if (date >= today) return;
  const fields = { [field]: `${today} or later` };
  throw problem('DAY_OVER', { what, date, earliest: today }, { fields });
}
