/** Somebody's day when they were moved, or came to the company, on that very day. Pure. */
import { clip, type Interval } from '../shifts/intervals.ts';
import type { PlannedDay } from '../shifts/plannedDay.ts';

/**
 * The plan that held when its shift began. Whoever joins while a shift goes on is due from then on; else as the day began.
 * `changes`: when something else began to hold for the person, in order; the first is when they became known.
 */
export function joinedAt(
  day: Interval,
  changes: readonly number[],
  planAt: (atMs: number) => PlannedDay,
): PlannedDay {
  const within = changes.filter((atMs) => atMs > day.fromMs && atMs < day.toMs);
  if (within.length === 0) return planAt(day.fromMs);
  // Who was not known before was not due before.
  const isNew = (changes[0] ?? 0) > day.fromMs;
  const times = isNew ? within : [day.fromMs, ...within];
  const plans = times.map((atMs, index) => ({
    atMs,
    untilMs: times[index + 1] ?? Infinity,
    plan: planAt(atMs),
  }));
  const began = plans.find(({ atMs, untilMs, plan }) => starts(plan, atMs, untilMs));
  if (began) return began.plan;
  const joined = plans.findLast(({ atMs, plan }) => plan.shift !== null && plan.shift.endMs > atMs);
  return joined ? since(joined.plan, joined.atMs) : planAt(times[0] ?? day.fromMs);
}

const starts = ({ shift }: PlannedDay, fromMs: number, toMs: number): boolean =>
  shift !== null && shift.startMs >= fromMs && shift.startMs < toMs;

function since(plan: PlannedDay, atMs: number): PlannedDay {
  if (plan.shift === null || plan.shift.startMs >= atMs) return plan;
  const graceMs = plan.shift.lateAfterMs - plan.shift.startMs;
  return {
    ...plan,
    shift: { ...plan.shift, lateAfterMs: atMs + graceMs },
    due: clip(plan.due, { fromMs: atMs, toMs: Infinity }),
  };
}
