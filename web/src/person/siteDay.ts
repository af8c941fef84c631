/** Days as the site counts them: midnight to midnight in its zone. Pure. */
import { startOfDayMs } from '../time.ts';

const hourMs = 3_600_000;

/** "2026-11-28", as a date input has it. */
export function isoDay(atMs: number, zone: string): string {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: zone } as const;
  const parts = new Intl.DateTimeFormat('en-GB', options).formatToParts(atMs);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** Its first and last moment; null when it is no date. */
export function spanOfDay(iso: string, zone: string): { fromMs: number; toMs: number } | null {
  const utcMs = Date.parse(`${iso}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(iso) || Number.isNaN(utcMs)) return null;
  // Noon of UTC is this day nearly everywhere; west and east of that, another hour is.
  const inside = [12, 0, 20].map((hour) => utcMs + hour * hourMs).find((atMs) => isoDay(atMs, zone) === iso);
  if (inside === undefined) return null;
  const fromMs = startOfDayMs(inside, zone);
  return { fromMs, toMs: startOfDayMs(fromMs + 30 * hourMs, zone) };
}

/** The same date some days later or earlier. */
export function dayAfter(iso: string, days: number): string {
  return new Date(Date.parse(`${iso}T12:00:00Z`) + days * 24 * hourMs).toISOString().slice(0, 10);
}

/** "09:12", as a time input has it in every language. */
export function isoTime(atMs: number, zone: string): string {
  const options = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone } as const;
  return new Intl.DateTimeFormat('en-GB', options).format(atMs);
}

/** A date and a time of the site's clock; null when it is none. On a day on which the clock is set, that clock counts. */
export function momentAt(iso: string, time: string, zone: string): number | null {
  const day = spanOfDay(iso, zone);
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(time) ?? [];
  if (!day || hours === undefined) return null;
  const wanted = Number(hours) * 60 + Number(minutes);
  const guessMs = day.fromMs + wanted * 60_000;
  const [shownHours = 0, shownMinutes = 0] = isoTime(guessMs, zone).split(':').map(Number);
  const offBy = shownHours * 60 + shownMinutes - wanted;
  // More than half a day off is the day before or after, which a set clock never is.
  return Math.abs(offBy) > 720 ? guessMs : guessMs - offBy * 60_000;
}
