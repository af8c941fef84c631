/** When somebody was seen, from their sojourns. Pure. */
import type { Interval } from '../shifts/intervals.ts';

export type Seen = Interval & { area: string };
export type SeenDay = {
  /** In order, apart from each other; one after the other where the area changes. */
  spans: Seen[];
  firstMs: number | null;
  lastMs: number | null;
};

/**
 * `sojourns` in the order of their beginning. Unseen for `graceMs` or less is still there: nobody was away then. Of two places at
 * once the earlier one counts until it ends.
 */
export function seenSpans(sojourns: readonly Seen[], within: Interval, graceMs: number): SeenDay {
  const spans: Seen[] = [];
  let firstMs: number | null = null;
  let lastMs: number | null = null;
  for (const sojourn of sojourns) {
    // A sighting at one instant belongs to the day that begins with it.
    if (sojourn.toMs < within.fromMs || sojourn.fromMs >= within.toMs) continue;
    const fromMs = Math.max(sojourn.fromMs, within.fromMs);
    const toMs = Math.min(sojourn.toMs, within.toMs);
    firstMs ??= fromMs;
    lastMs = Math.max(lastMs ?? toMs, toMs);
    append(spans, { fromMs, toMs, area: sojourn.area }, graceMs);
  }
  return { spans: spans.filter(({ fromMs, toMs }) => toMs > fromMs), firstMs, lastMs };
}

function append(spans: Seen[], { fromMs, toMs, area }: Seen, graceMs: number): void {
  const last = spans.at(-1);
  if (!last || fromMs - last.toMs > graceMs) return void spans.push({ fromMs, toMs, area });
  if (toMs <= last.toMs) return;
  if (last.area === area) {
    last.toMs = toMs;
    return;
  }
  last.toMs = Math.max(last.toMs, fromMs);
  spans.push({ fromMs: last.toMs, toMs, area });
}
