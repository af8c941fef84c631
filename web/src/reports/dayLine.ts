/** A day as a line of bars, as shares of the hours shown. Pure. */
import type { PersonDay, Span } from '../../../server/wire.ts';
import { spanOfDay } from '../person/siteDay.ts';
import { offsetMs } from '../time.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Hours of the wall's clock since the midnight that begins the day: 30 is six o'clock the next morning. */
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

/** Hours of the wall's clock since the midnight of the date. */
type Stretch = [fromHour: number, toHour: number];
type DayClock = (fromMs: number, toMs: number) => Stretch[];
const clocks = new Map<string, DayClock>();

/** Where the clock is changed a time is two stretches: an hour is left out, or shown twice. All days share the hours above them. */
function clockOf({ date, timeZone }: Pick<PersonDay, 'date' | 'timeZone'>): DayClock {
  const key = `${date} ${timeZone}`;
  const known = clocks.get(key);
  if (known) return known;
  if (clocks.size >= midnightsMax) clocks.clear();
  const made = makeClock(Date.parse(`${date}T00:00:00Z`), timeZone);
  clocks.set(key, made);
  return made;
}

/** Of a day nothing is further away. */
const dayReachMs = 60 * hourMs;

function makeClock(midnightMs: number, timeZone: string): DayClock {
  const [firstMs, lastMs] = [midnightMs - dayReachMs / 2, midnightMs + dayReachMs];
  const [before, after] = [offsetMs(firstMs, timeZone), offsetMs(lastMs, timeZone)];
  const changeMs = before === after ? Infinity : changeBetween(firstMs, lastMs, timeZone);
  const hour = (atMs: number, offset: number): number => (atMs + offset - midnightMs) / hourMs;
  return (fromMs, toMs) => {
    const stretches: Stretch[] = [
      [hour(fromMs, before), hour(Math.min(toMs, changeMs), before)],
      [hour(Math.max(fromMs, changeMs), after), hour(toMs, after)],
    ];
    return stretches.filter(([from, to]) => to > from);
  };
}

/** Clocks are changed at full minutes. */
function changeBetween(fromMs: number, toMs: number, timeZone: string): number {
  const later = offsetMs(toMs, timeZone);
  let [low, high] = [fromMs / minuteMs, toMs / minuteMs];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(middle * minuteMs, timeZone) === later) high = middle;
    else low = middle;
  }
  return high * minuteMs;
}

/** The hours in which anybody was due or seen, whole, and at least some. */
export function axisOf(days: readonly Drawn[]): HourAxis {
  let [from, to] = [Infinity, -Infinity];
  for (const day of days) {
    const stretches = clockOf(day);
    const told = day.timeline.filter(({ kind }) => kind !== 'off');
    const times = told.map(({ fromMs, toMs }) => [fromMs, toMs] as const);
    if (day.shift) times.push([day.shift.startMs, day.shift.endMs]);
    for (const [first, last] of times.flatMap(([fromMs, toMs]) => stretches(fromMs, toMs))) {
      from = Math.min(from, first);
      to = Math.max(to, last);
    }
  }
  if (from > to) return { fromHour: 8, toHour: 18 };
  const fromHour = Math.max(-12, Math.floor(from));
  return { fromHour, toHour: Math.min(48, Math.max(fromHour + 4, Math.ceil(to))) };
}

/** What is outside the hours shown is not drawn; nothing that happened is too thin to see. */
export function barsOf(day: Drawn, { fromHour, toHour }: HourAxis): SpanBar[] {
  const hours = toHour - fromHour;
  const stretches = clockOf(day);
  const share = (hour: number) => (100 * (Math.min(toHour, Math.max(fromHour, hour)) - fromHour)) / hours;
  return day.timeline
    .filter(({ kind }) => kind !== 'off')
    .flatMap((span) =>
      stretches(span.fromMs, span.toMs).map(([from, to]) => ({
        ...{ span, left: share(from), width: share(to) - share(from) },
      })),
    )
    .filter(({ width }) => width > 0);
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
