/** The day of somebody whom no camera judges: punches say when they were there. Pure. */
import { type Interval, subtract } from '../shifts/intervals.ts';
import type { PlannedDay } from '../shifts/plannedDay.ts';
import type { TimedPunch } from '../shifts/pairPunches.ts';
import type { SeenDay } from './seenSpans.ts';

/** What stands in the place of what cameras saw. */
export type BadgeDay = {
  seen: SeenDay;
  /** When they left, as far as it is known; a punch in without a punch out says nothing of it. */
  leftMs: number | null;
  /** When their not being there counts. */
  covered: Interval[];
};

/** `punches`: of this day until now, in order. */
export function badgeDay(
  plan: PlannedDay,
  punches: readonly TimedPunch[],
  within: Interval,
  nowMs: number,
): BadgeDay {
  const stays = staysOf(punches, plan, within);
  // Whoever is at a break is not at work because the badge says that they came.
  const there = subtract(stays, plan.breaks);
  return {
    seen: {
      spans: there.map((stay) => ({ ...stay, area: '' })),
      firstMs: punches[0]?.atMs ?? null,
      lastMs: punches.at(-1)?.atMs ?? null,
    },
    leftMs: stays.at(-1)?.toMs ?? null,
    covered: isKnown(plan, punches, nowMs) ? [within] : [],
  };
}

/**
 * Until the shift is over a punch may still come, and terminals are often read late: whoever has none is neither there nor away.
 * Then it is absent, as in every attendance system: punches are all there is of them.
 */
const isKnown = ({ shift }: PlannedDay, punches: readonly TimedPunch[], nowMs: number): boolean =>
  punches.length > 0 || (shift !== null && nowMs > shift.closesMs);

/**
 * As the live page takes them: from a punch in until the punch out, or until the shift ends; unknown ones take turns. Who punches out
 * after the shift stayed until then.
 */
function staysOf(punches: readonly TimedPunch[], { shift }: PlannedDay, within: Interval): Interval[] {
  const stays: Interval[] = [];
  let open: Interval | null = null;
  for (const { direction, atMs } of punches) {
    const isStill: boolean = open !== null && atMs < open.toMs;
    if (open && (direction === 'out' || (direction === 'unknown' && isStill))) {
      open.toMs = atMs;
      open = null;
    } else if (direction !== 'out' && !isStill) {
      open = { fromMs: atMs, toMs: Math.max(atMs, shift?.endMs ?? Infinity) };
      stays.push(open);
    }
  }
  return stays
    .map(({ fromMs, toMs }) => ({
      fromMs: Math.max(fromMs, within.fromMs),
      toMs: Math.min(toMs, within.toMs),
    }))
    .filter(({ fromMs, toMs }) => toMs >= fromMs);
}
