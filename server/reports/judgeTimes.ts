/** What a day comes to: as shifts judge it, where the cameras saw enough to say so. Pure. */
import { clip, type Interval, totalMs } from '../shifts/intervals.ts';
import { judgeDay } from '../shifts/judgeDay.ts';
import { punchedHours } from '../shifts/pairPunches.ts';
import type { PlannedDay } from '../shifts/plannedDay.ts';
import type { DayStatus, PersonDay } from '../wire.ts';
import type { ByHand } from './correctedDay.ts';
import type { SeenDay } from './seenSpans.ts';

export type Measured = {
  seen: SeenDay;
  /** Where it is not as of the last sighting or punch. */
  leftMs: number | null;
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
  const { seen, sums, punches, nowMs } = measured;
  const firstSeenMs = hand.firstSeenMs ?? seen.firstMs;
  const lastSeenMs = hand.lastSeenMs ?? seen.lastMs;
  const presentMs = hand.presentMs ?? sums.present;
  const punchedMs = punchedHours(punches, plan.rules ?? usual).workedMs;
  const facts = {
    planned: plan,
    nowMs,
    firstMs:
      hand.firstSeenMs ?? cameMs(plan, measured) ?? (presentMs > 0 ? (plan.shift?.startMs ?? null) : null),
    lastMs: hand.lastSeenMs ?? leftMs(measured),
    workedMs: workedOf(
      hand.presentMs ?? sums.present,
      hand.presentMs === undefined ? punchedMs : null,
      punches,
    ),
  };
  const day = judgeDay(facts);
  const isByHand = hand.presentMs !== undefined || hand.firstSeenMs !== undefined;
  const doubtful = !isByHand && isDoubtful(plan, measured, facts, day.status);
  return {
    ...{ firstSeenMs, lastSeenMs, presentMs, punchedMs },
    status: hand.status ?? (doubtful ? 'unseen' : day.status),
    lateMs: hand.firstSeenMs === undefined && mayHaveCome(plan, measured) ? sure(day.lateMs) : day.lateMs,
    earlyMs: hand.lastSeenMs === undefined && mayHaveStayed(plan, measured) ? sure(day.earlyMs) : day.earlyMs,
  };
}

/** Without a shift that says how. */
const usual = { pairing: 'alternating', hours: 'firstToLast' } as const;

/** In time is in time; later nobody can say. */
const sure = (ms: number | null): number | null => (ms === 0 ? 0 : null);

/** Hours by punches fill what the cameras missed. null: a punch says they came, and nothing says for how long. */
function workedOf(presentMs: number, punchedMs: number | null, punches: Measured['punches']): number | null {
  if (presentMs === 0 && punchedMs === null && punches.length > 0) return null;
  return Math.max(presentMs, punchedMs ?? 0);
}

/** Blind for more than this share of the duty: nothing can be said of who was not seen. */
const blindShareMax = 0.5;

type Facts = Parameters<typeof judgeDay>[0];
/** Had they been there all the time in which no camera saw, it would be judged otherwise. */
function isDoubtful(plan: PlannedDay, { sums, due }: Measured, facts: Facts, status: DayStatus): boolean {
  if (status !== 'absent' && status !== 'halfDay') return false;
  const isBlind = sums.blind > blindShareMax * totalMs(due);
  if (facts.firstMs === null && !isBlind) return false;
  const firstMs = facts.firstMs ?? plan.shift?.startMs ?? null;
  const workedMs = facts.workedMs === null ? null : facts.workedMs + sums.blind;
  return judgeDay({ ...facts, firstMs, workedMs }).status !== status;
}

/** The earlier of the first sighting and the first punch. What was seen before the shift opens belongs to something else. */
function cameMs({ shift }: PlannedDay, { seen, punches }: Measured): number | null {
  const opensMs = shift?.opensMs ?? -Infinity;
  const inMs = punches.find(({ direction }) => direction !== 'out')?.atMs ?? Infinity;
  const cameMs = Math.min(firstFrom(seen, opensMs), inMs);
  return cameMs === Infinity ? null : cameMs;
}

function firstFrom({ spans, firstMs }: SeenDay, opensMs: number): number {
  if (firstMs === null || firstMs >= opensMs) return firstMs ?? Infinity;
  const span = spans.find(({ toMs }) => toMs >= opensMs);
  return span ? Math.max(span.fromMs, opensMs) : Infinity;
}

function leftMs({ seen, punches, leftMs: known }: Measured): number | null {
  if (known !== null) return known;
  const outMs = punches.findLast(({ direction }) => direction !== 'in')?.atMs ?? -Infinity;
  const lastMs = Math.max(seen.lastMs ?? -Infinity, outMs);
  return lastMs === -Infinity ? null : lastMs;
}

/** The cameras were blind when they may have come in time, and no punch says when they did. */
function mayHaveCome({ shift, due }: PlannedDay, { punches, covered }: Measured): boolean {
  const startMs = due[0]?.fromMs;
  if (!shift || startMs === undefined || punches.some(({ direction }) => direction !== 'out')) return false;
  return !sawAll(covered, startMs, startMs + shift.lateAfterMs - shift.startMs);
}

function mayHaveStayed({ shift, due }: PlannedDay, { punches, covered }: Measured): boolean {
  const endMs = due.at(-1)?.toMs;
  if (!shift || endMs === undefined || punches.some(({ direction }) => direction !== 'in')) return false;
  return !sawAll(covered, endMs - (shift.endMs - shift.earlyBeforeMs), endMs);
}

const sawAll = (covered: readonly Interval[], fromMs: number, toMs: number): boolean =>
  totalMs(clip(covered, { fromMs, toMs })) >= toMs - fromMs;
