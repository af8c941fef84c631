/** Which day the daily report is about, and since when it is due. Pure. */
import { addDays, instantOf, localDateOf } from '../shifts/localTime.ts';
import type { LocalDate } from '../wire.ts';

/** Before noon it tells of the day before. null: none is wanted, or its time today has not come. */
export function dailyReportDue(
  nowMs: number,
  reportAt: string,
  timeZone: string,
): { date: LocalDate; sinceMs: number } | null {
  if (reportAt === '') return null;
  const today = localDateOf(timeZone, nowMs);
  const sinceMs = instantOf(timeZone, today, reportAt);
  if (nowMs < sinceMs) return null;
  return { date: reportAt < '12:00' ? addDays(today, -1) : today, sinceMs };
}
