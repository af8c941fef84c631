/** What is believed of one person now, and what a sighting makes of it. Pure. What time makes of it: tickPerson.ts. */
import type { OffReason, PresenceState } from '../wire.ts';
import type { Stay } from './punches.ts';
import { sojournAfter } from './sojourns.ts';
import type { Evidence, Sojourn } from './sojourns.ts';

export type PersonPresence = {
  personId: string;
  state: PresenceState;
  /** Start of the present state; for `away` and `absent`, the moment last seen, or the start of duty. */
  sinceMs: number;
  lastSeenMs: number | null;
  cameraId: string | null;
  area: string | null;
  /** Last sighting by `cameraId`, which may be older than `lastSeenMs` where views overlap. */
  cameraSeenMs: number | null;
  /** Start of the presence that goes on while no gap is longer than the grace. */
  presentSinceMs: number | null;
  /** Time gone by since the person was last seen, or a track of theirs last alive, in which a camera of that area saw. */
  unseenMs: number;
  /** The absence clock: of that time, what was due and seen by every camera that could see them. */
  missedMs: number;
  /** Start of the stretch of duty in which `missedMs` counts; null: no shift says when. undefined: not known since the restart. */
  dutySinceMs: number | null | undefined;
  /** Until when both have been counted. */
  countedMs: number;
  /** A camera watched without a break since the person was last seen. One that sees again proves nothing until it shows them. */
  isWatched: boolean;
  /** Not seen since they were enrolled, or since they need not be there, or since this stretch of duty began. */
  isDue: boolean;
  /** An absence lasts. Only being seen, or not being due any more, ends it: not a blind camera, not another threshold. */
  isAbsent: boolean;
  /** Why they need not be there now; null: they are due, or no shift says. */
  offWhy: OffReason | null;
  /** No camera knows their face: only punches say where they are. */
  isBadgeOnly: boolean;
  /** By punches, of who is `isBadgeOnly`. */
  stay: Stay | null;
  sojourn: Sojourn | null;
};

/** A copy to change. Field by field: hundreds of thousands of sightings a second are taken, and a spread costs ten times as much. */
export const copyPerson = (from: PersonPresence): PersonPresence => ({
  personId: from.personId,
  state: from.state,
  sinceMs: from.sinceMs,
  lastSeenMs: from.lastSeenMs,
  cameraId: from.cameraId,
  area: from.area,
  cameraSeenMs: from.cameraSeenMs,
  presentSinceMs: from.presentSinceMs,
  unseenMs: from.unseenMs,
  missedMs: from.missedMs,
  dutySinceMs: from.dutySinceMs,
  countedMs: from.countedMs,
  isWatched: from.isWatched,
  isDue: from.isDue,
  isAbsent: from.isAbsent,
  offWhy: from.offWhy,
  isBadgeOnly: from.isBadgeOnly,
  stay: from.stay,
  sojourn: from.sojourn,
});

/** A named track at one moment. `visible` false: the track lives on, but the body is hidden in this frame. */
export type PersonSighting = {
  cameraId: string;
  area: string;
  atMs: number;
  visible: boolean;
  evidence: Evidence;
};

export type PresenceRules = {
  /** Unseen for this much covered time and a person is away: longer than one pass behind a pillar. */
  awayAfterMs: number;
  /** Unseen for this much covered time and a person is absent. */
  absentAfterMs: number;
  /** The camera that saw a person keeps them this long, so that overlapping views do not flap. */
  keepCameraMs: number;
};
export const keepCameraMs = 2_000;

export function enrolledPerson(personId: string, atMs: number): PersonPresence {
  const nowhere = { lastSeenMs: null, cameraId: null, area: null, cameraSeenMs: null, presentSinceMs: null };
  return {
    personId,
    state: 'expected',
    sinceMs: atMs,
    ...nowhere,
    unseenMs: 0,
    missedMs: 0,
    dutySinceMs: null,
    countedMs: atMs,
    isWatched: true,
    isDue: true,
    isAbsent: false,
    offWhy: null,
    isBadgeOnly: false,
    stay: null,
    sojourn: null,
  };
}

/**
 * A person as stored before a restart. The time in between counts as blind, and whoever was present is blind until seen
 * again or until the grace has passed with cameras seeing: a restart invents no presence and no absence, and ends none.
 */
export function restoredPerson(
  row: Pick<PersonPresence, 'personId' | 'state' | 'sinceMs' | 'lastSeenMs' | 'cameraId' | 'area'>,
  { sojourn, isAbsent }: Pick<PersonPresence, 'sojourn' | 'isAbsent'>,
  nowMs: number,
  rules: PresenceRules,
): PersonPresence {
  const wasPresent = row.state === 'present';
  const person: PersonPresence = {
    ...row,
    state: wasPresent ? 'blind' : row.state,
    sinceMs: wasPresent ? (row.lastSeenMs ?? nowMs) : row.sinceMs,
    cameraSeenMs: row.lastSeenMs,
    presentSinceMs: wasPresent ? row.sinceMs : row.lastSeenMs,
    ...restoredClocks(row.state, isAbsent, rules),
    dutySinceMs: undefined,
    countedMs: nowMs,
    isWatched: false,
    isDue: row.lastSeenMs === null || notNeeded.has(row.state),
    isAbsent,
    offWhy: null,
    isBadgeOnly: false,
    stay: null,
    sojourn,
  };
  return notAfter(person, nowMs);
}

const notNeeded: ReadonlySet<PresenceState> = new Set(['expected', 'onLeave', 'off']);

/** Of the time before the restart no more counts than the stored state proves. */
function restoredClocks(state: PresenceState, isAbsent: boolean, { awayAfterMs }: PresenceRules) {
  const ms = isAbsent || state === 'absent' ? Infinity : state === 'away' ? awayAfterMs + 1 : 0;
  return { unseenMs: ms, missedMs: ms };
}

/** The person after a sighting. One older than the last moves nothing back. */
export function sightPerson(
  person: PersonPresence,
  sighting: PersonSighting,
  newSojournId: () => string,
  rules: PresenceRules,
): PersonPresence {
  if (!sighting.visible) return heldPerson(person, sighting);
  const { atMs, cameraId } = sighting;
  if (atMs < (person.lastSeenMs ?? -Infinity)) return person;
  const goesOn = atMs - (person.lastSeenMs ?? -Infinity) <= rules.awayAfterMs;
  const presentSinceMs = goesOn ? (person.presentSinceMs ?? atMs) : atMs;
  const seen = copyPerson(person);
  seen.state = 'present';
  seen.sinceMs = presentSinceMs;
  seen.presentSinceMs = presentSinceMs;
  seen.lastSeenMs = atMs;
  seen.unseenMs = 0;
  seen.missedMs = 0;
  seen.countedMs = atMs;
  seen.isWatched = true;
  seen.isDue = false;
  seen.isAbsent = false;
  if (keepsCamera(person, sighting, rules)) return seen;
  seen.sojourn = sojournAfter(person.sojourn, person.personId, sighting, newSojournId, rules.awayAfterMs);
  seen.cameraId = cameraId;
  seen.area = sighting.area;
  seen.cameraSeenMs = atMs;
  return seen;
}

/** Nothing that is believed may lie in the future: it would stand still until a clock that was set back has caught up. */
export function notAfter(person: PersonPresence, nowMs: number): PersonPresence {
  const past = (ms: number | null): number | null => (ms === null ? null : Math.min(ms, nowMs));
  return {
    ...person,
    sinceMs: Math.min(person.sinceMs, nowMs),
    lastSeenMs: past(person.lastSeenMs),
    cameraSeenMs: past(person.cameraSeenMs),
    presentSinceMs: past(person.presentSinceMs),
    countedMs: Math.min(person.countedMs, nowMs),
  };
}

/** The person after `ms` of the clock that did not pass, or in which nobody looked. */
export function skipTime(person: PersonPresence, ms: number, nowMs: number): PersonPresence {
  const skipped = copyPerson(person);
  skipped.countedMs = Math.min(Math.max(nowMs, person.countedMs), person.countedMs + ms);
  return skipped;
}

/** A living track keeps its person from going away, but only a visible body is "seen". */
function heldPerson(person: PersonPresence, { atMs }: PersonSighting): PersonPresence {
  if (person.state !== 'present' || atMs <= (person.lastSeenMs ?? Infinity)) return person;
  const held = copyPerson(person);
  held.unseenMs = 0;
  held.missedMs = 0;
  held.countedMs = Math.max(person.countedMs, atMs);
  return held;
}

function keepsCamera(
  person: PersonPresence,
  { cameraId, atMs }: PersonSighting,
  rules: PresenceRules,
): boolean {
  if (person.state !== 'present' || person.cameraId === cameraId) return false;
  return atMs - (person.cameraSeenMs ?? -Infinity) <= rules.keepCameraMs;
}
