/** Times as people read them, in the site's zone, never the browser's. Pure: the clock is an argument. */

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "just now", "40 s ago", "6 min ago", "2 h ago", "3 days ago". A future time is a clock a little off: just now. */
export function ageText(ageMs: number): string {
  if (ageMs < 5 * secondMs) return 'just now';
  return `${durationText(ageMs)} ago`;
}

/** "40 s", "6 min", "2 h", "3 days": whole units, rounded down, so no age is ever overstated. */
export function durationText(durationMs: number): string {
  const ms = Math.max(0, durationMs);
  if (ms < minuteMs) return `${Math.floor(ms / secondMs)} s`;
  if (ms < hourMs) return `${Math.floor(ms / minuteMs)} min`;
  if (ms < 2 * dayMs) return `${Math.floor(ms / hourMs)} h`;
  return `${Math.floor(ms / dayMs)} days`;
}

/** Tenths below ten seconds: "0.3 s ago". */
export function pictureAgeText(ageMs: number): string {
  const ms = Math.max(0, ageMs);
  return ms < 10 * secondMs ? `${(ms / secondMs).toFixed(1)} s ago` : `${durationText(ms)} ago`;
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

export function clockText(atMs: number, zone: string): string {
  return format(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }, atMs);
}

/** Midnight that began the day of `atMs` in the zone. Two steps, because the offset at midnight may differ (summer time). */
export function startOfDayMs(atMs: number, zone: string): number {
  const dayUtcMs = Math.floor((atMs + offsetMs(atMs, zone)) / dayMs) * dayMs;
  const guessMs = dayUtcMs - offsetMs(atMs, zone);
  return dayUtcMs - offsetMs(guessMs, zone);
}

function offsetMs(atMs: number, zone: string): number {
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
  const key = `${zone} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { ...options, hourCycle: 'h23', timeZone: usableZone(zone) });
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
