/** Holidays out of a pasted list: a date and a name a line. Pure. */
import type { HolidayCalendar } from '../../../server/wire.ts';

type Day = HolidayCalendar['days'][number];

/** `2026-12-25 Christmas`, `25.12.2026;Christmas` or `25/12/2026, Christmas`: the day before the month. */
export function holidaysIn(text: string): { days: Day[]; unread: string[] } {
  const days = new Map<string, Day>();
  const unread: string[] = [];
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    if (line === '') continue;
    const day = dayIn(line);
    if (day) days.set(day.date, day);
    else unread.push(line);
  }
  return { days: [...days.values()].toSorted((a, b) => a.date.localeCompare(b.date)), unread };
}

function dayIn(line: string): Day | null {
  const found =
    /^"?(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})"?(?<rest>.*)$/.exec(line) ??
    /^"?(?<day>\d{1,2})[./](?<month>\d{1,2})[./](?<year>\d{4})"?(?<rest>.*)$/.exec(line);
  const { year = '', month = '', day = '', rest = '' } = found?.groups ?? {};
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const name = rest
    .replace(/^[\s;,:\t–-]+/, '')
    .replace(/^"|"$/g, '')
    .trim();
  return isDate(date) && name !== '' ? { date, name } : null;
}

/** 30 February is none. */
function isDate(date: string): boolean {
  const atMs = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(date);
}
