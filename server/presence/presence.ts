/** What is believed of one person now. Pure: state, event and time in; state and what changed out. */
import type { PresenceState } from '../wire.ts';
import { sojournAfter } from './sojourns.ts';
import type { Evidence, Sojourn } from './sojourns.ts';

export type PersonPresence = {
  personId: string;
  state: PresenceState;
  /** Start of the present state; for `away` and `absent`, the moment last seen. */
  sinceMs: number;
  lastSeenMs: number | null;
  cameraId: string | null;
  area: string | null;
  /** Last sighting by `cameraId`, which may be older than `lastSeenMs` where views overlap. */
  cameraSeenMs: number | null;
  /** Start of the presence that goes on while no gap is longer than the grace. */
  presentSinceMs: number | null;
  /** Covered time gone by since the person was last seen, or a track of theirs last alive. */
  unseenMs: number;
  /** Until when `unseenMs` has been counted. */
  countedMs: number;
  /** Cameras watched without a break since the person was last seen. Those that see again prove nothing until they show them. */
  isWatched: boolean;
  /** Not seen since they were enrolled, or since a leave began. */
  isDue: boolean;
  sojourn: Sojourn | null;
};

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
/** What cameras tell arrives out of order by less than this; more, and the clock was set back. */
const disorderMs = 1_000;

/** Whether any camera that could see a person last seen in this area (null: anywhere) is seeing. */
export type Covered = (area: string | null) => boolean;

export function enrolledPerson(personId: string, atMs: number): PersonPresence {
  const nowhere = { lastSeenMs: null, cameraId: null, area: null, cameraSeenMs: null, presentSinceMs: null };
  return {
    personId,
    state: 'expected',
    sinceMs: atMs,
    ...nowhere,
    unseenMs: 0,
    countedMs: atMs,
    isWatched: true,
    isDue: true,
    sojourn: null,
  };
}

/**
 * A person as stored before a restart. The time in between counts as blind, and whoever was present is blind until seen
 * again or until the grace has passed with cameras seeing: a restart invents no presence and no absence.
 */
export function restoredPerson(
  row: Pick<PersonPresence, 'personId' | 'state' | 'sinceMs' | 'lastSeenMs' | 'cameraId' | 'area'>,
  sojourn: Sojourn | null,
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
    unseenMs: restoredUnseenMs(row.state, rules),
    countedMs: nowMs,
    isWatched: false,
    isDue: row.lastSeenMs === null || row.state === 'expected' || row.state === 'onLeave',
    sojourn,
  };
  return notAfter(person, nowMs);
}

/** Of the time before the restart no more counts than the stored state proves. */
function restoredUnseenMs(state: PresenceState, { awayAfterMs }: PresenceRules): number {
  if (state === 'absent') return Infinity;
  return state === 'away' ? awayAfterMs + 1 : 0;
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
  const seen: PersonPresence = {
    ...person,
    state: 'present',
    sinceMs: presentSinceMs,
    presentSinceMs,
    lastSeenMs: atMs,
    unseenMs: 0,
    countedMs: atMs,
    isWatched: true,
    isDue: false,
  };
  if (keepsCamera(person, sighting, rules)) return seen;
  const sojourn = sojournAfter(person.sojourn, person.personId, sighting, newSojournId, rules.awayAfterMs);
  return { ...seen, cameraId, area: sighting.area, cameraSeenMs: atMs, sojourn };
}

/** The person when time has come to `nowMs`, under the coverage that held since it was last counted. `isOnLeave`: now. */
export function tickPerson(
  before: PersonPresence,
  nowMs: number,
  covered: Covered,
  rules: PresenceRules,
  isOnLeave = false,
): PersonPresence {
  const isSetBack = before.countedMs - nowMs > disorderMs;
  const person = isSetBack ? notAfter(before, nowMs) : before;
  const isCovered = covered(person.area);
  const passedMs = Math.max(nowMs - person.countedMs, 0);
  const unseenMs = person.unseenMs + (isCovered ? passedMs : 0);
  const counted = { ...person, unseenMs, countedMs: person.countedMs + passedMs };
  if (!isCovered) counted.isWatched = false;
  const state = stateOf(counted, isCovered, rules, isOnLeave);
  if (state === person.state) return counted;
  if (state === 'onLeave') counted.isDue = true;
  return { ...counted, state, sinceMs: sinceOf(counted, state, nowMs) };
}

/** Nothing that is believed may lie in the future: it would stand still until a clock that was set back has caught up. */
function notAfter(person: PersonPresence, nowMs: number): PersonPresence {
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
  return { ...person, countedMs: Math.min(Math.max(nowMs, person.countedMs), person.countedMs + ms) };
}

/** A living track keeps its person from going away, but only a visible body is "seen". */
function heldPerson(person: PersonPresence, { atMs }: PersonSighting): PersonPresence {
  if (person.state !== 'present' || atMs <= (person.lastSeenMs ?? Infinity)) return person;
  return { ...person, unseenMs: 0, countedMs: Math.max(person.countedMs, atMs) };
}

function keepsCamera(
  person: PersonPresence,
  { cameraId, atMs }: PersonSighting,
  rules: PresenceRules,
): boolean {
  if (person.state !== 'present' || person.cameraId === cameraId) return false;
  return atMs - (person.cameraSeenMs ?? -Infinity) <= rules.keepCameraMs;
}

function stateOf(
  person: PersonPresence,
  isCovered: boolean,
  { awayAfterMs, absentAfterMs }: PresenceRules,
  isOnLeave: boolean,
): PresenceState {
  const { unseenMs, isDue } = person;
  if (isOnLeave && (isDue || unseenMs > awayAfterMs)) return 'onLeave';
  if (!isCovered) return 'blind';
  if (isDue) return 'expected';
  if (unseenMs > Math.max(absentAfterMs, awayAfterMs)) return 'absent';
  if (unseenMs > awayAfterMs) return 'away';
  return person.isWatched ? 'present' : 'blind';
}

function sinceOf(person: PersonPresence, state: PresenceState, nowMs: number): number {
  if (state === 'away' || state === 'absent') return person.lastSeenMs ?? nowMs;
  // Without a sighting: a longer grace was set.
  return state === 'present' ? (person.presentSinceMs ?? nowMs) : nowMs;
}
