/** Whether somebody has to be there at one moment, and if not, why. Pure. */
import type { DutyNow, OffReason, PunchDirection } from '../wire.ts';
import { isCheckedOut } from './isCheckedOut.ts';
import type { Interval } from './intervals.ts';
import { calendarDay, localDateOf } from './localTime.ts';
import type { PlannedDay } from './plannedDay.ts';
import { shiftDateOf } from './shiftDateOf.ts';

export type DutyInput = {
  nowMs: number;
  /** Two days before today to two after, in order. */
  days: readonly PlannedDay[];
  /** Those of these days, in order. */
  punches: readonly { atMs: number; direction: PunchDirection }[];
  leaves: readonly Interval[];
  pauses: readonly Interval[];
};
/** `changesMs`: nothing else is answered before, unless what was put in changes. */
export type DutyAnswer = { duty: DutyNow; changesMs: number };

export function dutyNow(input: DutyInput): DutyAnswer {
  return { duty: answer(input), changesMs: nextChange(input) };
}

function answer(input: DutyInput): DutyNow {
  const { nowMs, days, pauses, leaves } = input;
  const paused = pauses.find((each) => holds(each, nowMs));
  if (paused) return off('paused', paused.toMs);
  const leave = leaves.find((each) => holds(each, nowMs));
  if (leave) return off('leave', leave.toMs);
  const running = days.findLast(
    ({ shift }) => shift !== null && shift.startMs <= nowMs && shift.endMs > nowMs,
  );
  const checkedOut = isCheckedOut(punchesNow(input), running?.rules?.pairing ?? 'byDirection');
  if (running?.shift) return checkedOut ? off('checkedOut', running.shift.endMs) : within(running, input);
  const today = days.find((day) => day.date === localDateOf(day.timeZone, nowMs));
  const why = today ? whyOff(today, nowMs) : 'restDay';
  if (why !== null) return off(why, nextStart(input));
  return checkedOut ? off('checkedOut', null) : { kind: 'always' };
}

/** In the middle of a shift. */
function within({ shift, due, breaks, leaves }: PlannedDay, { nowMs }: DutyInput): DutyNow {
  const stretch = due.find((each) => holds(each, nowMs));
  if (stretch && shift) {
    const startMs = due[0]?.fromMs ?? shift.startMs;
    const { shiftId, endMs, lateAfterMs } = shift;
    return {
      kind: 'due',
      shiftId,
      startMs,
      endMs,
      lateAfterMs,
      sinceMs: stretch.fromMs,
      untilMs: stretch.toMs,
    };
  }
  const leave = leaves.find((each) => holds(each, nowMs));
  if (leave) return off('leave', leave.toMs);
  const pause = breaks.find((each) => holds(each, nowMs));
  // Neither: they joined while the shift went on, and it had begun before.
  return pause ? off('break', pause.toMs) : off('beforeShift', due[0]?.fromMs ?? null);
}

/** Of a day whose shift does not go on. null: no shift says when. */
function whyOff({ kind, shift }: PlannedDay, nowMs: number): OffReason | null {
  switch (kind) {
    case 'noShift':
      return null;
    case 'restDay':
      return 'restDay';
    case 'holiday':
      return 'holiday';
    case 'work':
    case 'onLeave':
      return shift && nowMs < shift.startMs ? 'beforeShift' : 'afterShift';
    default:
      return kind satisfies never;
  }
}

/** Of the shift that goes on; without one, all of them. */
function punchesNow({ nowMs, days, punches }: DutyInput) {
  const past = punches.filter(({ atMs }) => atMs <= nowMs);
  const date = shiftDateOf(nowMs, 'unknown', days);
  const day = days.find((each) => each.date === date);
  if (!day?.shift) return past;
  return past.filter(({ atMs, direction }) => shiftDateOf(atMs, direction, days) === date);
}

const nextStart = ({ nowMs, days }: DutyInput): number | null =>
  days.flatMap(({ due }) => due[0]?.fromMs ?? []).find((atMs) => atMs > nowMs) ?? null;

function nextChange({ nowMs, days, leaves, pauses }: DutyInput): number {
  const edges = days.flatMap((day) => [
    calendarDay(day.timeZone, day.date).toMs,
    ...(day.shift ? [day.shift.startMs, day.shift.endMs] : []),
    ...[...day.due, ...day.breaks, ...day.leaves].flatMap(({ fromMs, toMs }) => [fromMs, toMs]),
  ]);
  const others = [...leaves, ...pauses].flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
  return Math.min(...[...edges, ...others].filter((atMs) => atMs > nowMs));
}

const off = (why: OffReason, untilMs: number | null): DutyNow => ({
  ...{ kind: 'off', why },
  untilMs: untilMs !== null && Number.isFinite(untilMs) ? untilMs : null,
});
const holds = ({ fromMs, toMs }: Interval, atMs: number): boolean => fromMs <= atMs && atMs < toMs;
