/** What a day comes to: in time or late, present, half a day or absent. Pure. */
import { clip, type Interval, totalMs } from '../shifts/intervals.ts';
import type { PlannedDay } from '../shifts/plannedDay.ts';
import type { DayStatus, PersonDay } from '../wire.ts';
import type { ByHand } from './correctedDay.ts';
import { punchedMs } from './punchedMs.ts';
import type { SeenDay } from './seenSpans.ts';

export type Measured = {
  seen: SeenDay;
  punches: PersonDay['punches'];
  /** Of the timeline. */
  sums: { present: number; blind: number };
  /** As far as it is over. */
  due: readonly Interval[];
  covered: readonly Interval[];
  nowMs: number;
};
type Judged = Pick<
  PersonDay,
  'status' | 'firstSeenMs' | 'lastSeenMs' | 'presentMs' | 'lateMs' | 'earlyMs' | 'punchedMs'
>;

/** What was written by hand counts instead of what was seen, and the rest follows from it. */
export function judgeTimes(plan: PlannedDay, measured: Measured, hand: ByHand): Judged {
  const firstSeenMs = hand.firstSeenMs ?? measured.seen.firstMs;
  const lastSeenMs = hand.lastSeenMs ?? measured.seen.lastMs;
  const presentMs = hand.presentMs ?? measured.sums.present;
  const punched = punchedMs(measured.punches, plan.rules);
  const isByHand = hand.presentMs !== undefined || (hand.firstSeenMs ?? hand.lastSeenMs) !== undefined;
  const workedMs = Math.max(presentMs, punched ?? 0);
  return {
    ...{ firstSeenMs, lastSeenMs, presentMs, punchedMs: punched },
    status: hand.status ?? statusOf(plan, measured, workedMs, isByHand),
    lateMs: lateOf(plan, measured, hand.firstSeenMs),
    earlyMs: earlyOf(plan, measured, hand.lastSeenMs),
  };
}

/** Blind for more than this share of the duty: nothing can be said of who was not seen. */
const blindShareMax = 0.5;

function statusOf(plan: PlannedDay, measured: Measured, workedMs: number, isByHand: boolean): DayStatus {
  if (plan.kind !== 'work') return plan.kind;
  if (!plan.shift || measured.nowMs < plan.shift.endMs) return 'running';
  const { sums, due, punches, seen } = measured;
  const wasThere = workedMs > 0 || seen.firstMs !== null || punches.length > 0 || isByHand;
  const status = judged(plan, workedMs, wasThere);
  if (status === 'present' || isByHand) return status;
  // Had they been there all the time in which no camera saw, would it be judged the same?
  const dueMs = totalMs(due);
  const isBlind = dueMs > 0 && sums.blind / dueMs > blindShareMax;
  const couldBe = judged(plan, workedMs + sums.blind, wasThere || isBlind);
  return couldBe === status ? status : 'unseen';
}

function judged(
  { rules }: PlannedDay,
  workedMs: number,
  wasThere: boolean,
): 'present' | 'halfDay' | 'absent' {
  const under = (minutes: number | null | undefined): boolean =>
    minutes !== null && minutes !== undefined && workedMs < minutes * 60_000;
  if (!wasThere || under(rules?.absentUnderMinutes)) return 'absent';
  return under(rules?.halfDayUnderMinutes) ? 'halfDay' : 'present';
}

/** When the first that was asked of them began, after leave in the morning. */
const dueFrom = ({ due }: PlannedDay): number | undefined => due[0]?.fromMs;
const dueTo = ({ due }: PlannedDay): number | undefined => due.at(-1)?.toMs;

/** After the grace the whole of it counts. null: nothing was asked, they were not there, or the cameras were blind when they may have come. */
function lateOf(
  plan: PlannedDay,
  { seen, punches, covered, nowMs }: Measured,
  byHand?: number,
): number | null {
  const startMs = dueFrom(plan);
  const { shift } = plan;
  if (!shift || startMs === undefined || nowMs < startMs) return null;
  const graceMs = shift.lateAfterMs - shift.startMs;
  const firstMs = byHand ?? firstIn(seen.spans, seen.firstMs, shift.opensMs);
  const inMs = byHand === undefined ? punches.find(({ direction }) => direction !== 'out')?.atMs : undefined;
  const cameMs = Math.min(firstMs ?? Infinity, inMs ?? Infinity);
  if (cameMs === Infinity) return null;
  if (cameMs <= startMs + Math.max(0, graceMs)) return 0;
  const mayHaveCome =
    byHand === undefined && inMs === undefined && !sawAll(covered, startMs, startMs + graceMs);
  return mayHaveCome ? null : cameMs - startMs;
}

function earlyOf(
  plan: PlannedDay,
  { seen, punches, covered, nowMs }: Measured,
  byHand?: number,
): number | null {
  const endMs = dueTo(plan);
  const { shift } = plan;
  if (!shift || endMs === undefined || nowMs < shift.endMs) return null;
  const graceMs = shift.endMs - shift.earlyBeforeMs;
  const outMs =
    byHand === undefined ? punches.findLast(({ direction }) => direction !== 'in')?.atMs : undefined;
  const leftMs = byHand ?? Math.max(seen.lastMs ?? -Infinity, outMs ?? -Infinity);
  if (leftMs === -Infinity) return null;
  if (leftMs >= endMs - Math.max(0, graceMs)) return 0;
  const mayHaveStayed =
    byHand === undefined && outMs === undefined && !sawAll(covered, endMs - graceMs, endMs);
  return mayHaveStayed ? null : endMs - leftMs;
}

/** What was seen before the shift opens belongs to something else. */
function firstIn(spans: SeenDay['spans'], firstMs: number | null, opensMs: number): number | null {
  if (firstMs === null || firstMs >= opensMs) return firstMs;
  const span = spans.find(({ toMs }) => toMs >= opensMs);
  return span ? Math.max(span.fromMs, opensMs) : null;
}

const sawAll = (covered: readonly Interval[], fromMs: number, toMs: number): boolean =>
  totalMs(clip(covered, { fromMs, toMs })) >= toMs - fromMs;
