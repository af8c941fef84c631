/** Which days the daily report is about, and since when each is due. Pure. */
import { addDays, instantOf, localDateOf } from '../shifts/localTime.ts';
import type { LocalDate } from '../wire.ts';

/**
 * That of yesterday and, once its time has come, that of today: a program that was off over midnight has one to make up for.
 * Before noon it tells of the day before. None without a time.
 */
export function dailyReportsDue(
  nowMs: number,
  reportAt: string,
  timeZone: string,
): { date: LocalDate; sinceMs: number }[] {
  if (reportAt === '') return [];
  const today = localDateOf(timeZone, nowMs);
  return [addDays(today, -1), today]
    .map((day) => ({
      date: reportAt < '12:00' ? addDays(day, -1) : day,
      sinceMs: instantOf(timeZone, day, reportAt),
    }))
    .filter(({ sinceMs }) => sinceMs <= nowMs);
}
