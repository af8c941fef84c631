/** Which day's run is due. Pure. */
import { addDays, instantOf, localDateOf } from '../shifts/localTime.ts';
import type { LocalDate } from '../wire.ts';

type Schedule = {
  runAt: string;
  timeZone: string;
  /** Since when it holds: a time that had passed when it was set begins tomorrow. */
  sinceMs: number;
  /** Of the last run that came to an end; null: there was none. */
  lastOn: LocalDate | null;
};

/** The newest alone: of several nights off one is made up for. null: none. */
export function employeesDue(
  nowMs: number,
  { runAt, timeZone, sinceMs, lastOn }: Schedule,
): LocalDate | null {
  if (runAt === '') return null;
  const today = localDateOf(timeZone, nowMs);
  const date = instantOf(timeZone, today, runAt) <= nowMs ? today : addDays(today, -1);
  const isKnown = lastOn !== null && lastOn >= date;
  return isKnown || instantOf(timeZone, date, runAt) < sinceMs ? null : date;
}

/** null: only by hand. */
export function nextEmployeesMs(nowMs: number, runAt: string, timeZone: string): number | null {
  if (runAt === '') return null;
  const today = localDateOf(timeZone, nowMs);
  const atMs = instantOf(timeZone, today, runAt);
  return atMs > nowMs ? atMs : instantOf(timeZone, addDays(today, 1), runAt);
}
