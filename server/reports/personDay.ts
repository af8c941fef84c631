/** One person on one day, from what was stored. Pure: the same facts give the same day, whenever it is asked for. */
import { clip, type Interval, merge, subtract, totalMs } from '../shifts/intervals.ts';
import type { PlannedDay } from '../shifts/plannedDay.ts';
import type { DayAbsence, DayCorrection, PersonDay, Punch, Span, SpanKind } from '../wire.ts';
import { type BadgeDay, badgeDay } from './badgeDay.ts';
import { byHand } from './correctedDay.ts';
import { checkedOut } from './checkedOut.ts';
import { judgeTimes, type Measured } from './judgeTimes.ts';
import { type Seen, type SeenDay, seenSpans } from './seenSpans.ts';
import { tileDay } from './tileDay.ts';
import { whyDay } from './whyDay.ts';

export type DayWho = Pick<PersonDay, 'personId' | 'name' | 'code' | 'teamId' | 'team' | 'areas'>;
export type DayFacts = {
  /** Of the day; see dayExtent. */
  extent: Interval;
  /** Unseen for less is not away. */
  graceMs: number;
  /** That were not corrected, in the order of their beginning. */
  sojourns: readonly Seen[];
  absences: readonly DayAbsence[];
  /** Of this day, in order. */
  punches: readonly PersonDay['punches'][number][];
  leaves: readonly (Interval & { why: string })[];
  /** When every camera saw that would have seen them; in order, apart from each other. */
  covered: readonly Interval[];
  /** Monitoring stood still. */
  paused: readonly Interval[];
  /** Oldest first. */
  corrections: readonly DayCorrection[];
  /** No camera judges them. */
  isBadgeOnly: boolean;
};

export function personDay(who: DayWho, plan: PlannedDay, all: DayFacts, nowMs: number): PersonDay {
  const { extent } = all;
  const within = { fromMs: extent.fromMs, toMs: Math.max(extent.fromMs, Math.min(extent.toMs, nowMs)) };
  const punches = all.punches.filter(({ atMs }) => atMs <= nowMs);
  const badge = all.isBadgeOnly ? badgeDay(plan, punches, within, nowMs) : null;
  const facts = badge ? { ...all, absences: [], covered: badge.covered } : all;
  const seen = badge?.seen ?? seenSpans(facts.sojourns, within, facts.graceMs);
  const due = dueOf(plan, seen, { ...facts, punches }, within);
  const absences = absencesIn(facts.absences, due, within);
  const timeline = tileDay(within, {
    seen: seen.spans,
    due,
    breaks: plan.breaks,
    leaves: leavesOf(plan, facts.leaves, within),
    absent: absences
      .filter(({ excused }) => !excused)
      .map((each) => ({ ...each, toMs: each.toMs ?? Infinity })),
    covered: facts.covered,
  });
  const hand = byHand(facts.corrections);
  const sums = sumsOf(timeline);
  const measured = measuredOf(plan, { ...facts, punches }, { seen, badge, sums, due, within, nowMs });
  const automatic = judgeTimes(plan, measured, {});
  const judged = judgeTimes(plan, measured, hand);
  const isCorrected = Object.keys(hand).some((field) => field !== 'note');
  const day: Omit<PersonDay, 'why'> = {
    ...who,
    date: plan.date,
    timeZone: plan.timeZone,
    shift: shiftOf(plan),
    ...judged,
    plannedMs: totalMs(plan.due),
    awayMs: sums.away,
    absentMs: sums.absent,
    blindMs: sums.blind,
    absences,
    longestAbsenceMs: longestOf(absences, timeline),
    leave: leaveOf(plan, facts.leaves, within),
    punches,
    coverage: badge ? null : coverageOf(plan, facts, within),
    timeline,
    corrections: [...facts.corrections],
    automatic: isCorrected
      ? {
          status: automatic.status,
          firstSeenMs: automatic.firstSeenMs,
          lastSeenMs: automatic.lastSeenMs,
          presentMs: automatic.presentMs,
        }
      : null,
    note: hand.note ?? null,
  };
  return { ...day, why: whyDay(day, plan, badge !== null) };
}

/**
 * When they had to be there, as far as it is over. Without a shift: between the first and the last time they were seen, and beyond
 * while an absence lasts.
 */
function dueOf(
  plan: PlannedDay,
  seen: SeenDay,
  { absences, paused, punches }: DayFacts,
  within: Interval,
): Interval[] {
  const freed = plan.rules === null ? paused : [...paused, ...checkedOut(punches, plan.rules.pairing)];
  if (plan.kind !== 'noShift') return clip(subtract(plan.due, freed), within);
  const { firstMs, lastMs } = seen;
  if (firstMs === null || lastMs === null) return [];
  const lasts = absences.some(({ fromMs, toMs }) => toMs === null && fromMs >= within.fromMs);
  return subtract([{ fromMs: firstMs, toMs: lasts ? within.toMs : lastMs }], paused);
}

type Looked = {
  seen: SeenDay;
  badge: BadgeDay | null;
  sums: Sums;
  due: readonly Interval[];
  within: Interval;
  nowMs: number;
};
/** While monitoring stood still nobody looked: what was asked of them then is judged as if cameras were blind. */
function measuredOf(plan: PlannedDay, facts: DayFacts, looked: Looked): Measured {
  const { seen, badge, sums, due, within, nowMs } = looked;
  const asked = dueOf(plan, seen, { ...facts, paused: [] }, within);
  const unlookedMs = totalMs(subtract(subtract(asked, due), seen.spans));
  return {
    ...{
      ...{ seen, nowMs, leftMs: badge?.leftMs ?? null },
      punches: [...facts.punches],
      due: asked,
      covered: subtract(facts.covered, facts.paused),
    },
    sums: { present: sums.present, blind: sums.blind + unlookedMs },
  };
}

/** Those that fall into duty, cut to the day. One that ends with the day is over. */
function absencesIn(
  absences: readonly DayAbsence[],
  due: readonly Interval[],
  within: Interval,
): DayAbsence[] {
  return absences
    .map((each) => {
      const lasts = each.toMs === null;
      const toMs = lasts ? null : Math.min(each.toMs ?? Infinity, within.toMs);
      return { ...each, fromMs: Math.max(each.fromMs, within.fromMs), toMs };
    })
    .filter(({ fromMs, toMs }) => totalMs(clip(due, { fromMs, toMs: toMs ?? Infinity })) > 0)
    .sort((a, b) => a.fromMs - b.fromMs);
}

/** Leave is drawn where a shift asked for something; without a shift, wherever it is. */
const leavesOf = (plan: PlannedDay, leaves: DayFacts['leaves'], within: Interval): Interval[] =>
  plan.kind === 'noShift' ? merge(clip(leaves, within)) : plan.leaves;

function leaveOf(plan: PlannedDay, leaves: DayFacts['leaves'], within: Interval): PersonDay['leave'] {
  const asked = plan.shift ? { fromMs: plan.shift.startMs, toMs: plan.shift.endMs } : within;
  const found = leaves.find((each) => each.fromMs < asked.toMs && each.toMs > asked.fromMs);
  return found ? { fromMs: found.fromMs, toMs: found.toMs, why: found.why } : null;
}

function shiftOf({ shift }: PlannedDay): PersonDay['shift'] {
  if (!shift) return null;
  const { shiftId, name, startMs, endMs } = shift;
  return { shiftId, name, startMs, endMs };
}

export type Sums = Record<SpanKind, number>;
function sumsOf(timeline: readonly Span[]): Sums {
  const sums: Sums = { present: 0, away: 0, absent: 0, blind: 0, break: 0, leave: 0, off: 0 };
  for (const { kind, fromMs, toMs } of timeline) sums[kind] += toMs - fromMs;
  return sums;
}

/** The time in it that counts as absent: neither breaks nor what the cameras did not see. */
function longestOf(absences: readonly DayAbsence[], timeline: readonly Span[]): number {
  const absent = timeline.filter(({ kind }) => kind === 'absent');
  const lengths = absences
    .filter(({ excused }) => !excused)
    .map(({ fromMs, toMs }) => totalMs(clip(absent, { fromMs, toMs: toMs ?? Infinity })));
  return Math.max(0, ...lengths);
}

function coverageOf({ due }: PlannedDay, { covered, paused }: DayFacts, within: Interval): number | null {
  const asked = clip(subtract(due, paused), within);
  const askedMs = totalMs(asked);
  if (askedMs === 0) return null;
  const sawMs = asked.reduce((sum, part) => sum + totalMs(clip(covered, part)), 0);
  return sawMs / askedMs;
}

export type PunchFact = Pick<Punch, 'atMs' | 'direction' | 'source'>;
