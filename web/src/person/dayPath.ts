/** A day as a picture: a row an area, a bar a sojourn, as shares of the hours shown. Pure. */
import type { Punch, Sojourn } from '../../../server/wire.ts';

/** left, width: per cent of the hours shown. */
export type Bar = { sojourn: Sojourn; row: number; left: number; width: number };
/** A punch at a terminal: a moment. `row`: of its area. */
export type Mark = { punch: Punch; row: number; left: number };
export type Gap = { fromMs: number; toMs: number; left: number; width: number };
export type DayPath = {
  fromMs: number;
  toMs: number;
  rows: string[];
  /** In the order they began. */
  bars: Bar[];
  /** Not seen between two sojourns that count, or since the last one. */
  gaps: Gap[];
  marks: Mark[];
  ticks: { atMs: number; left: number }[];
};

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
/** Shorter ones are the walk between two cameras. */
const gapFromMs = 2 * minuteMs;
const shortestMs = 4 * hourMs;
const ticksMax = 9;

/** `day`: its first and last moment. `nowMs`: nothing after it is known. */
export function dayPath(
  sojourns: readonly Sojourn[],
  day: { fromMs: number; toMs: number },
  nowMs: number,
  punches: readonly Punch[] = [],
): DayPath | null {
  const known = sojourns
    .filter(({ fromMs, toMs }) => toMs >= day.fromMs && fromMs < day.toMs)
    .toSorted((a, b) => a.fromMs - b.fromMs);
  const marked = punches.filter(({ atMs, area }) => area !== null && atMs >= day.fromMs && atMs < day.toMs);
  const times = [...known.map(({ fromMs }) => fromMs), ...marked.map(({ atMs }) => atMs)];
  if (times.length === 0) return null;
  const untilMs = Math.min(nowMs, day.toMs);
  const lastMs = Math.max(...times, ...known.map(({ toMs }) => toMs), day.toMs > nowMs ? untilMs : 0);
  const span = hoursShown(Math.max(Math.min(...times), day.fromMs), Math.min(lastMs, day.toMs), day);
  const share = (atMs: number) =>
    (100 * (clamp(atMs, span.fromMs, span.toMs) - span.fromMs)) / (span.toMs - span.fromMs);
  const part = (fromMs: number, toMs: number) => ({
    left: share(fromMs),
    width: share(toMs) - share(fromMs),
  });
  const rows = [...new Set([...known.map(({ area }) => area), ...marked.flatMap(({ area }) => area ?? [])])];
  return {
    ...span,
    rows,
    bars: known.map((sojourn) => ({
      ...{ sojourn, row: rows.indexOf(sojourn.area) },
      ...part(sojourn.fromMs, sojourn.toMs),
    })),
    gaps: gapsOf(known, untilMs).map((gap) => ({ ...gap, ...part(gap.fromMs, gap.toMs) })),
    marks: marked.map((punch) => ({
      ...{ punch, row: rows.indexOf(punch.area ?? ''), left: share(punch.atMs) },
    })),
    ticks: ticksOf(span).map((atMs) => ({ atMs, left: share(atMs) })),
  };
}

/** Whole hours of the site's day, at least four. */
function hoursShown(firstMs: number, lastMs: number, day: { fromMs: number; toMs: number }) {
  const hours = (ms: number) => (ms - day.fromMs) / hourMs;
  let fromMs = day.fromMs + Math.floor(hours(firstMs)) * hourMs;
  let toMs = day.fromMs + Math.ceil(hours(lastMs)) * hourMs;
  if (toMs - fromMs < shortestMs) toMs = Math.min(day.toMs, fromMs + shortestMs);
  if (toMs - fromMs < shortestMs) fromMs = Math.max(day.fromMs, toMs - shortestMs);
  return { fromMs, toMs: Math.min(toMs, day.toMs) };
}

function gapsOf(known: readonly Sojourn[], untilMs: number): { fromMs: number; toMs: number }[] {
  const counting = known.filter(({ correction }) => correction === null);
  const gaps: { fromMs: number; toMs: number }[] = [];
  let seenMs: number | null = null;
  for (const { fromMs, toMs } of [...counting, { fromMs: untilMs, toMs: untilMs }]) {
    if (seenMs !== null && fromMs - seenMs >= gapFromMs) gaps.push({ fromMs: seenMs, toMs: fromMs });
    seenMs = Math.max(seenMs ?? toMs, toMs);
  }
  return gaps;
}

function ticksOf({ fromMs, toMs }: { fromMs: number; toMs: number }): number[] {
  const hours = (toMs - fromMs) / hourMs;
  const step = [1, 2, 3, 4, 6].find((each) => hours / each <= ticksMax) ?? 6;
  return Array.from({ length: Math.floor(hours / step) + 1 }, (_, index) => fromMs + index * step * hourMs);
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
