/** A day as a line of bars, as shares of the hours shown. Pure. */
import type { PersonDay, Span } from '../../../server/wire.ts';
import { spanOfDay } from '../person/siteDay.ts';

const hourMs = 3_600_000;

/** Hours since the midnight that begins the day: 30 is six o'clock the next morning. */
export type HourAxis = { fromHour: number; toHour: number };
/** left, width: per cent of the hours shown. */
export type SpanBar = { span: Span; left: number; width: number };

type Drawn = Pick<PersonDay, 'date' | 'timeZone' | 'timeline' | 'shift'>;

/** Building dates in zones costs much, and a month of a company asks for the same few. */
const midnights = new Map<string, number>();
const midnightsMax = 5_000;

export function midnightOf({ date, timeZone }: Pick<PersonDay, 'date' | 'timeZone'>): number {
  const key = `${date} ${timeZone}`;
  const known = midnights.get(key);
  if (known !== undefined) return known;
  const made = spanOfDay(date, timeZone)?.fromMs ?? Date.parse(`${date}T00:00:00Z`);
  if (midnights.size >= midnightsMax) midnights.clear();
  midnights.set(key, made);
  return made;
}

/** The hours in which anybody was due or seen, whole, and at least some. */
export function axisOf(days: readonly Drawn[]): HourAxis {
  let [from, to] = [Infinity, -Infinity];
  for (const day of days) {
    const base = midnightOf(day);
    const told = day.timeline.filter(({ kind }) => kind !== 'off');
    for (const { fromMs, toMs } of told) {
      from = Math.min(from, (fromMs - base) / hourMs);
      to = Math.max(to, (toMs - base) / hourMs);
    }
    if (!day.shift) continue;
    from = Math.min(from, (day.shift.startMs - base) / hourMs);
    to = Math.max(to, (day.shift.endMs - base) / hourMs);
  }
  if (from > to) return { fromHour: 8, toHour: 18 };
  const fromHour = Math.max(-12, Math.floor(from));
  return { fromHour, toHour: Math.min(48, Math.max(fromHour + 4, Math.ceil(to))) };
}

/** What is outside the hours shown is not drawn; nothing that happened is too thin to see. */
export function barsOf(day: Drawn, { fromHour, toHour }: HourAxis): SpanBar[] {
  const base = midnightOf(day);
  const hours = toHour - fromHour;
  const share = (atMs: number) =>
    (100 * (Math.min(toHour, Math.max(fromHour, (atMs - base) / hourMs)) - fromHour)) / hours;
  return day.timeline
    .map((span) => ({ span, left: share(span.fromMs), width: share(span.toMs) - share(span.fromMs) }))
    .filter(({ span, width }) => width > 0 && span.kind !== 'off');
}

export function ticksOf({ fromHour, toHour }: HourAxis): { text: string; left: number }[] {
  const hours = toHour - fromHour;
  const step = [1, 2, 3, 4, 6].find((each) => hours / each <= 12) ?? 6;
  const first = Math.ceil(fromHour / step) * step;
  const count = Math.floor((toHour - first) / step) + 1;
  return Array.from({ length: count }, (_, index) => first + index * step).map((hour) => ({
    text: String(((hour % 24) + 24) % 24).padStart(2, '0'),
    left: (100 * (hour - fromHour)) / hours,
  }));
}
