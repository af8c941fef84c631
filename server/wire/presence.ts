/** Where people are and since when, and where they were. Types only. */
import type { OffReason } from './shifts.ts';

/**
 * expected: enrolled, not seen yet. away: unseen for longer than the grace. absent: unseen for longer than the absence threshold.
 * onLeave: not seen, and need not be. off: not seen, and not on duty. blind: not seen, and the cameras that could see them are blind.
 */
export type PresenceState = 'expected' | 'present' | 'away' | 'absent' | 'onLeave' | 'off' | 'blind';

export type PersonView = {
  personId: string;
  name: string;
  state: PresenceState;
  /** Where the person is, or was last; null before the first sighting. */
  cameraId: string | null;
  cameraName: string | null;
  area: string | null;
  /** Name of the desk zone they are in, or were last. */
  spot: string | null;
  /** Start of the present state. */
  sinceMs: number | null;
  lastSeenMs: number | null;
  code: string | null;
  job: string | null;
  teamId: string | null;
  /** Where they work. */
  areaIds: string[];
  badgeOnly: boolean;
  /** Why they need not be there; null or left out: they are due, or no shift says when. */
  offWhy?: OffReason | null;
  /** Seen by cameras of two places at once in the last minute: the other place; null or left out: no. */
  alsoSeenAt?: string | null;
};

export type Summary = {
  present: number;
  away: number;
  absent: number;
  onLeave: number;
  off: number;
  total: number;
  unknownInView: number;
  blindCameras: number;
  /** Why `people` stand still: a sentence while presence cannot be stored, null while it can. */
  storeTrouble?: string | null;
};

export type Sojourn = {
  sojournId: string;
  cameraId: string;
  cameraName: string;
  area: string;
  fromMs: number;
  toMs: number;
  /** What the name was based on: score 0 to 1, lead over the second person, faces that voted. */
  evidence: { score: number; margin: number; faces: number };
  /** Somebody said it was not this person: it stands in the record and counts for nothing. */
  correction: Correction | null;
};

/** `actual`: who it really was, where that is known and they are enrolled. */
export type Correction = { atMs: number; by: string; why: string; actual: string | null };

/** `actualId`: an enrolled person; null: somebody else, or not known. */
export type NotThisPerson = { actualId: string | null; why: string };
