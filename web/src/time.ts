/** Times as people read them, in their language and the site's zone, never the browser's. The clock is an argument. */
import { msg, str } from '@lit/localize';
import { formatLocale } from './locale.ts';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "just now", "40 s ago", "6 min ago", "2 h ago", "3 days ago". A future time is a clock a little off: just now. */
export function ageText(ageMs: number): string {
  if (ageMs < 5 * secondMs) return msg('just now');
  return agoText(durationText(ageMs));
}

/** "40 s", "6 min", "2 h", "3 days": whole units, rounded down, so no age is ever overstated. */
export function durationText(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < minuteMs) return secondsText(numberText(Math.floor(ms / secondMs)));
  if (ms < hourMs) return minutesText(Math.floor(ms / minuteMs));
  if (ms < 2 * dayMs) return hoursText(Math.floor(ms / hourMs));
  return daysText(Math.floor(ms / dayMs));
}

// A number and a unit that is the same for every number: no language needs a plural here, days begin at two.
const secondsText = (seconds: string): string => msg(str`${seconds} s`);
const minutesText = (minutes: number): string => msg(str`${minutes} min`);
const hoursText = (hours: number): string => msg(str`${hours} h`);
const daysText = (days: number): string => msg(str`${days} days`);

/** Tenths below ten seconds: "0.3 s ago". */
export function pictureAgeText(ageMs: number): string {
  const ms = Math.max(0, ageMs);
  if (ms >= 10 * secondMs) return agoText(durationText(ms));
  return agoText(secondsText(numberText(ms / secondMs, 1)));
}

const agoText = (duration: string): string => msg(str`${duration} ago`);

/** With the separators of the language. */
export function numberText(value: number, digits = 0): string {
  const shape = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(formatLocale(), shape).format(value);
}

/** "09:12", or "Tue 09:12" when that was another day, or "3 Nov 09:12" when a weekday would be ambiguous. */
export function momentText(atMs: number, nowMs: number, zone: string): string {
  const time = format(zone, { hour: '2-digit', minute: '2-digit' }, atMs);
  if (dayKey(atMs, zone) === dayKey(nowMs, zone)) return time;
  const near = nowMs - atMs < 6 * dayMs;
  return `${format(zone, near ? { weekday: 'short' } : { day: 'numeric', month: 'short' }, atMs)} ${time}`;
}

/** For a tooltip: everything, with the zone. */
export function exactText(atMs: number, zone: string): string {
  const date = dateText(atMs, zone);
  return `${date}, ${clockText(atMs, zone)} (${zone})`;
}

export function dateText(atMs: number, zone: string): string {
  return format(zone, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }, atMs);
}

/** "28 Nov". */
export function shortDateText(atMs: number, zone: string): string {
  return format(zone, { day: 'numeric', month: 'short' }, atMs);
}

export function clockText(atMs: number, zone: string): string {
  return format(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }, atMs);
}

/** Midnight that began the day of `atMs` in the zone. Two steps, because the offset at midnight may differ (summer time). */
export function startOfDayMs(atMs: number, zone: string): number {
  const dayUtcMs = Math.floor((atMs + offsetMs(atMs, zone)) / dayMs) * dayMs;
  const guessMs = dayUtcMs - offsetMs(atMs, zone);
  return dayUtcMs - offsetMs(guessMs, zone);
}

/** What is added to an instant for the clock on the wall. */
export function offsetMs(atMs: number, zone: string): number {
  const parts = formatter(zone, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(atMs);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(atMs / secondMs) * secondMs;
}

function dayKey(atMs: number, zone: string): string {
  return format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }, atMs);
}

function format(zone: string, options: Intl.DateTimeFormatOptions, atMs: number): string {
  return formatter(zone, options).format(atMs).replaceAll(',', '');
}

/** Building a formatter costs far more than using it, and a page formats some each second. Few zones and shapes: no bound needed. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const locale = formatLocale();
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, { ...options, hourCycle: 'h23', timeZone: usableZone(zone) });
  formatters.set(key, made);
  return made;
}

/** An unknown zone must not blank the page: UTC then, and exactText still says which zone was asked. */
function usableZone(zone: string): string {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: zone });
    return zone;
  } catch {
    return 'UTC';
  }
}
