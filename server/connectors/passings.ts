/** From where people were seen to when they came and went. Pure: the same facts always give the same rows. */

export type Seen = { personId: string; area: string; fromMs: number; toMs: number };
export type Passing = { personId: string; atMs: number; direction: 'in' | 'out'; area: string };
/** How much of a time the cameras of an area did not see. */
export type BlindMs = (area: string, fromMs: number, toMs: number) => number;

/** Unseen for longer, while the cameras of the place saw, and somebody left. */
export const leftAfterMs = 5 * 60_000;
/** Unseen for longer and somebody left, although nobody looked: cameras are switched off at night. */
export const leftAnywayAfterMs = 4 * 60 * 60_000;

/** `seen`: of each person in the order of its beginning. Whoever may still be there has no `out` yet. */
export function passings(seen: readonly Seen[], blindMs: BlindMs, nowMs: number): Passing[] {
  const left = (last: Seen, untilMs: number): boolean => {
    const goneMs = untilMs - last.toMs;
    if (goneMs > leftAnywayAfterMs) return true;
    return goneMs > leftAfterMs && goneMs - blindMs(last.area, last.toMs, untilMs) > leftAfterMs;
  };
  const rows: Passing[] = [];
  const lasts = new Map<string, Seen>();
  for (const next of seen) {
    const last = lasts.get(next.personId);
    if (last && left(last, next.fromMs)) rows.push(outOf(last));
    if (!last || left(last, next.fromMs)) rows.push(inOf(next));
    if (!last || next.toMs >= last.toMs) lasts.set(next.personId, next);
  }
  for (const last of lasts.values()) if (left(last, nowMs)) rows.push(outOf(last));
  return rows;
}

const inOf = ({ personId, fromMs, area }: Seen): Passing => ({
  ...{ personId, atMs: fromMs, direction: 'in', area },
});
const outOf = ({ personId, toMs, area }: Seen): Passing => ({
  ...{ personId, atMs: toMs, direction: 'out', area },
});
