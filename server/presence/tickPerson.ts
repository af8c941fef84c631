/** What time makes of a person: state, time and what held meanwhile in; state out. Pure. */
import type { DutyNow, PresenceState } from '../wire.ts';
import { copyPerson, notAfter, type PersonPresence, type PresenceRules } from './presence.ts';

/** What held since a person was last counted. `sees`: a camera of the area last seen. `seesAll`: every camera that could see them. */
export type Held = { sees: boolean; seesAll: boolean; duty: DutyNow; rules: PresenceRules };

/** What cameras tell arrives out of order by less than this; more, and the clock was set back. */
const disorderMs = 1_000;

/** The person when time has come to `nowMs`. */
export function tickPerson(before: PersonPresence, nowMs: number, held: Held): PersonPresence {
  const isSetBack = before.countedMs - nowMs > disorderMs;
  const person = inStretch(isSetBack ? notAfter(before, nowMs) : copyPerson(before), held.duty);
  const passedMs = Math.max(nowMs - person.countedMs, 0);
  person.countedMs += passedMs;
  if (held.sees) person.unseenMs += passedMs;
  else person.isWatched = false;
  if (held.seesAll && held.duty.kind !== 'off') person.missedMs += passedMs;
  if (isNewToStretch(person, held)) person.isDue = true;
  person.offWhy = held.duty.kind === 'off' ? held.duty.why : null;
  const state = stateOf(person, held);
  if (state === 'onLeave' || state === 'off') person.isDue = true;
  person.isAbsent = state === 'absent' || (person.isAbsent && held.duty.kind !== 'off');
  if (state === person.state) return person;
  person.state = state;
  person.sinceMs = sinceOf(person, state, nowMs);
  return person;
}

/** Unseen for so much of the absence clock and a person is absent. Who comes first in a shift may be late by its grace. */
export function absentAfter(person: PersonPresence, { duty, rules }: Pick<Held, 'duty' | 'rules'>): number {
  const afterMs = Math.max(rules.absentAfterMs, rules.awayAfterMs);
  return duty.kind === 'due' && person.isDue && !hasArrived(person, duty.startMs)
    ? afterMs + Math.max(0, duty.lateAfterMs - duty.startMs)
    : afterMs;
}

/** When an absence of now began: last seen, or the start of the stretch of duty. */
export const missedSince = ({ lastSeenMs, dutySinceMs }: PersonPresence): number | null =>
  lastSeenMs === null && dutySinceMs == null
    ? null
    : Math.max(lastSeenMs ?? -Infinity, dutySinceMs ?? -Infinity);

export const hasArrived = ({ lastSeenMs }: PersonPresence, startMs: number): boolean =>
  lastSeenMs !== null && lastSeenMs >= startMs;

/** With the clock at nothing when another stretch of duty began; a restart within one is none. Off duty it stands at nothing. */
function inStretch(person: PersonPresence, duty: DutyNow): PersonPresence {
  if (duty.kind === 'off') {
    person.dutySinceMs = null;
    person.missedMs = 0;
    return person;
  }
  const sinceMs = duty.kind === 'due' ? duty.sinceMs : null;
  if (person.dutySinceMs === sinceMs) return person;
  const goesOn = person.dutySinceMs === undefined && (person.lastSeenMs ?? -Infinity) >= (sinceMs ?? 0);
  if (!goesOn && !person.isAbsent) person.missedMs = 0;
  person.dutySinceMs = sinceMs;
  return person;
}

/** Neither seen since this stretch of duty began nor still here from before it. */
function isNewToStretch(person: PersonPresence, held: Held): boolean {
  const { duty } = held;
  return duty.kind === 'due' && !hasArrived(person, duty.sinceMs) && !isHere(person, held);
}

const isHere = (
  { unseenMs, isWatched, isDue }: PersonPresence,
  { sees, rules: { awayAfterMs } }: Held,
): boolean => sees && isWatched && !isDue && unseenMs <= awayAfterMs;

function stateOf(person: PersonPresence, held: Held): PresenceState {
  const { sees, seesAll, duty, rules } = held;
  if (duty.kind === 'off') {
    if (isHere(person, held)) return 'present';
    return duty.why === 'leave' ? 'onLeave' : 'off';
  }
  if (!sees) return 'blind';
  const { missedMs, isDue, isAbsent } = person;
  if (isDue && !isAbsent && !isMissed(person, held)) return 'expected';
  if (isAbsent || missedMs > absentAfter(person, held)) return seesAll ? 'absent' : 'blind';
  if (missedMs > rules.awayAfterMs) return seesAll ? 'away' : 'blind';
  return isHere(person, held) ? 'present' : 'blind';
}

/** Whether somebody not seen since they are due is missed by now: after a break as at any time, at first after the grace of the shift. */
function isMissed(person: PersonPresence, held: Held): boolean {
  const { duty, rules } = held;
  if (duty.kind !== 'due') return false;
  const isBack = hasArrived(person, duty.startMs);
  return person.missedMs > (isBack ? rules.awayAfterMs : absentAfter(person, held));
}

function sinceOf(person: PersonPresence, state: PresenceState, nowMs: number): number {
  if (state === 'away' || state === 'absent') return missedSince(person) ?? nowMs;
  // Without a sighting: a longer grace was set.
  return state === 'present' ? (person.presentSinceMs ?? nowMs) : nowMs;
}
