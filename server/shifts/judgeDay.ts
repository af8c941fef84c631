/** What a day was, by what was planned and what was seen or punched. Pure. */
import { totalMs } from './intervals.ts';
import type { PlannedDay } from './plannedDay.ts';

export type DayFacts = {
  planned: PlannedDay;
  /** First and last of what was seen or punched within the day's window; null: nothing. */
  firstMs: number | null;
  lastMs: number | null;
  /** Hours there; null: not known, such as without a check-out, and then no threshold is used. */
  workedMs: number | null;
  nowMs: number;
};
export type DayJudgement = {
  status: 'present' | 'halfDay' | 'absent' | 'onLeave' | 'holiday' | 'restDay' | 'noShift' | 'running';
  /** From when they were due to when they came, and from when they left to the end; 0: within the grace. null: not judged. */
  lateMs: number | null;
  earlyMs: number | null;
};

export function judgeDay(facts: DayFacts): DayJudgement {
  const { planned, nowMs } = facts;
  const unjudged = { lateMs: null, earlyMs: null };
  switch (planned.kind) {
    case 'holiday':
    case 'restDay':
    case 'noShift':
      return { status: planned.kind, ...unjudged };
    case 'onLeave':
      return { status: 'onLeave', ...unjudged };
    case 'work': {
      // What comes in until then still counts.
      const isOver = planned.shift === null || nowMs > planned.shift.closesMs;
      const status = isOver ? statusOf(facts) : 'running';
      return { status, lateMs: lateOf(facts), earlyMs: isOver ? earlyOf(facts) : null };
    }
    default:
      return planned.kind satisfies never;
  }
}

/** Leave for a part of the shift asks for as much less. */
function statusOf({ planned, firstMs, workedMs }: DayFacts): 'present' | 'halfDay' | 'absent' {
  if (firstMs === null) return 'absent';
  const { rules, due, leaves } = planned;
  if (workedMs === null || rules === null) return 'present';
  const share = totalMs(due) / (totalMs(due) + totalMs(leaves) || 1);
  const isUnder = (minutes: number | null): boolean =>
    minutes !== null && workedMs < minutes * 60_000 * share;
  if (isUnder(rules.absentUnderMinutes)) return 'absent';
  return isUnder(rules.halfDayUnderMinutes) ? 'halfDay' : 'present';
}

function lateOf({ planned: { shift, due }, firstMs }: DayFacts): number | null {
  const from = due[0]?.fromMs;
  if (!shift || from === undefined || firstMs === null) return null;
  return firstMs > shift.lateAfterMs ? firstMs - from : 0;
}

function earlyOf({ planned: { shift, due }, lastMs }: DayFacts): number | null {
  const to = due.at(-1)?.toMs;
  if (!shift || to === undefined || lastMs === null) return null;
  return lastMs < shift.earlyBeforeMs ? to - lastMs : 0;
}
