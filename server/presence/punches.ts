/** What a terminal, a badge reader or a phone says about where somebody is. Pure. */
import type { DutyNow, PresenceState, Punch } from '../wire.ts';
import type { DutyStretch } from './duties.ts';
import type { PersonPresence, PresenceRules } from './presence.ts';

/** `area`: of the terminal; null: not known. */
export type PunchSeen = Pick<Punch, 'personId' | 'atMs' | 'direction' | 'area'>;
/** From a punch in until the punch out, or until the shift ends. */
export type Stay = { fromMs: number; untilMs: number; area: string | null };

/** Nobody who has no shift, and forgot to punch out, stays for longer. */
const stayMostMs = 24 * 3_600_000;

/**
 * The person after a punch. Who punches is there: seen, if that was just now. Who punches out is not there any more, until seen
 * again; whether they still have to be is for the duty to say. One older than the last sighting moves nothing back.
 */
export function punchPerson(
  person: PersonPresence,
  { atMs, direction, area }: PunchSeen,
  nowMs: number,
  { awayAfterMs }: Pick<PresenceRules, 'awayAfterMs'>,
): PersonPresence {
  if (atMs < (person.lastSeenMs ?? -Infinity)) return person;
  const at = { lastSeenMs: atMs, cameraId: null, cameraSeenMs: null, area: area ?? person.area };
  const seen = { ...person, ...at, missedMs: 0, isDue: false, isAbsent: false };
  if (direction === 'out') return { ...seen, unseenMs: Infinity, countedMs: nowMs };
  if (nowMs - atMs > awayAfterMs) return { ...seen, unseenMs: nowMs - atMs, countedMs: nowMs };
  const goesOn = atMs - (person.lastSeenMs ?? -Infinity) <= awayAfterMs;
  const presentSinceMs = goesOn ? (person.presentSinceMs ?? atMs) : atMs;
  const here = { state: 'present' as const, sinceMs: presentSinceMs, presentSinceMs };
  return { ...seen, ...here, unseenMs: 0, countedMs: atMs, isWatched: true };
}

/** The stay that lasts by these punches, in order; those that do not say are in and out by turns. `at`: the duty at any time. */
export function stayAfter(punches: readonly PunchSeen[], at: (atMs: number) => DutyStretch): Stay | null {
  let stay: Stay | null = null;
  for (const { direction, atMs, area } of punches) {
    const isStill: boolean = stay !== null && atMs < stay.untilMs;
    if (direction === 'out' || (direction === 'unknown' && isStill)) stay = null;
    else if (!isStill) stay = { fromMs: atMs, untilMs: endOfStay(atMs, at), area };
  }
  return stay;
}

function endOfStay(atMs: number, at: (atMs: number) => DutyStretch): number {
  const then = at(atMs);
  const { duty } = then.duty.kind === 'off' && then.duty.why === 'beforeShift' ? at(then.untilMs) : then;
  return duty.kind === 'due' ? Math.max(duty.endMs, atMs) : atMs + stayMostMs;
}

/** Somebody without a face in the program when time has come to `nowMs`: no camera judges them, so none misses them. */
export function tickBadge(before: PersonPresence, nowMs: number, duty: DutyNow): PersonPresence {
  const offWhy = duty.kind === 'off' ? duty.why : null;
  const stay = before.stay !== null && nowMs < before.stay.untilMs ? before.stay : null;
  const counted = { ...before, stay, offWhy, countedMs: nowMs, isAbsent: false, missedMs: 0 };
  const state = stateOf(stay, duty);
  if (state === before.state) return counted;
  return { ...counted, state, sinceMs: stay?.fromMs ?? nowMs };
}

function stateOf(stay: Stay | null, duty: DutyNow): PresenceState {
  if (stay) return 'present';
  if (duty.kind !== 'off') return 'expected';
  return duty.why === 'leave' ? 'onLeave' : 'off';
}
