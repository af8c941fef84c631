/** How much of a time the cameras of some areas saw, by what was recorded. Pure. */

export type Interval = { fromMs: number; toMs: number };
/** A camera that was there; `toMs` null: it still is. */
export type Placement = { cameraId: string; area: string; fromMs: number; toMs: number | null };
/** While a camera saw. */
export type Watch = { cameraId: string; area: string } & Interval;
export type CoverageRecord = { placements: readonly Placement[]; watches: readonly Watch[] };
/** `share`: of the time, 0 to 1, in which every camera of the areas saw; 0 where there was none. null: no time was asked about. */
export type CoverageOf = { share: number | null; blind: Interval[] };

/** Of what runs now so much is not written yet: it is not blind, it is not known. */
export const unwrittenMs = 15_000;

/** `areas` with everything that lies in them; none, or none with cameras: every camera there was. */
export const coverageOf = (
  areas: Iterable<string>,
  cameras: CoverageRecord,
  fromMs: number,
  toMs: number,
): CoverageOf => coverageIndex(cameras)(areas, fromMs, toMs);

/** The same, for thousands of questions to one record. */
export function coverageIndex({ placements, watches }: CoverageRecord) {
  const newestMs = watches.reduce((newest, watch) => Math.max(newest, watch.toMs), -Infinity);
  const seenBy = groupBy(watches, ({ cameraId, area }) => `${area}\n${cameraId}`);
  const placedIn = groupBy(placements, ({ area }) => area);
  const perArea = new Map([...placedIn].map(([area, placed]) => [area, areaCoverage(placed, seenBy)]));
  const everywhere = areaCoverage(placements, seenBy);

  return (areas: Iterable<string>, fromMs: number, askedToMs: number): CoverageOf => {
    const isOfNow = askedToMs > newestMs && askedToMs - newestMs <= unwrittenMs;
    const asked = { fromMs, toMs: isOfNow ? newestMs : askedToMs };
    if (asked.toMs <= fromMs) return { share: null, blind: [] };
    const own = [...new Set(areas)].flatMap((area) => perArea.get(area) ?? []);
    const there = own.filter(({ placed }) => within(placed, asked).length > 0);
    const sought = there.length > 0 ? there : [everywhere];
    const noCamera = gaps(asked, union(sought.flatMap(({ placed }) => within(placed, asked))));
    const blind = union([...noCamera, ...sought.flatMap((each) => within(each.blind, asked))]);
    return { share: 1 - length(blind) / length([asked]), blind };
  };
}

/** When there were cameras, and when one of them saw nothing; both in order and without overlap. */
function areaCoverage(placements: readonly Placement[], seenBy: ReadonlyMap<string, Watch[]>) {
  const placed = placements.map((each) => ({ ...each, toMs: each.toMs ?? Infinity }));
  const blind = placed.flatMap((each) => {
    const watched = union(seenBy.get(`${each.area}\n${each.cameraId}`) ?? []);
    return gaps(each, watched);
  });
  return { placed: union(placed), blind: union(blind) };
}

/** In order, and joined where they touch. */
export function union(intervals: readonly Interval[]): Interval[] {
  const joined: Interval[] = [];
  for (const { fromMs, toMs } of [...intervals].sort((a, b) => a.fromMs - b.fromMs)) {
    const last = joined.at(-1);
    if (toMs <= fromMs) continue;
    if (last && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else joined.push({ fromMs, toMs });
  }
  return joined;
}

/** What of `whole` lies outside of `parts`, which are in order. */
export function gaps(whole: Interval, parts: readonly Interval[]): Interval[] {
  const found: Interval[] = [];
  let fromMs = whole.fromMs;
  for (const part of within(parts, whole)) {
    if (part.fromMs > fromMs) found.push({ fromMs, toMs: part.fromMs });
    fromMs = part.toMs;
  }
  if (whole.toMs > fromMs) found.push({ fromMs, toMs: whole.toMs });
  return found;
}

export const length = (intervals: readonly Interval[]): number =>
  intervals.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);

/** Those of intervals in order that lie in `whole`, cut to it. */
export function within(intervals: readonly Interval[], whole: Interval): Interval[] {
  const found: Interval[] = [];
  for (let at = firstEndingAfter(intervals, whole.fromMs); at < intervals.length; at++) {
    const each = intervals[at];
    if (!each || each.fromMs >= whole.toMs) break;
    found.push({ fromMs: Math.max(each.fromMs, whole.fromMs), toMs: Math.min(each.toMs, whole.toMs) });
  }
  return found;
}

function firstEndingAfter(intervals: readonly Interval[], atMs: number): number {
  let [low, high] = [0, intervals.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((intervals[middle]?.toMs ?? Infinity) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}
