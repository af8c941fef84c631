/**
 * One person followed: the head is filtered, and the body hangs on it.
 * A body seen now as a detection and now as a guess from the face would make a filter of boxes jump; so both kinds of
 * detection measure the same head, and the body's size and its place under the head are learned from detected bodies.
 */
import type { Box, Point, TrackId } from '../messages.ts';
import { blendAppearance } from './appearanceOf.ts';
import { centreOf, unitOf } from './boxes.ts';
import { type Candidate, HEAD_BELOW_TOP, headOf } from './joinDetections.ts';
import { type Axis, capSpread, correctAxis, predictAxis, startAxis } from './kalman.ts';

export type Track = {
  id: TrackId;
  bornAtMs: number;
  /** The time the filters stand at, and the time of the last detection. */
  atMs: number;
  seenAtMs: number;
  /** The last time a detection of high score carried the track. */
  strongAtMs: number;
  hits: number;
  misses: number;
  /** Hits with a high score, and those of them with a body detected well, with the sum of that body's scores. */
  strongHits: number;
  solidHits: number;
  solidScores: number;
  confirmed: boolean;
  headX: Axis;
  headY: Axis;
  /** The head at the previous analysis, to see whose paths touched in between. */
  before: Point;
  body: { width: number; height: number };
  bodyKnown: boolean;
  /** From the middle of the body's top edge to the head, in units. */
  head: Point;
  faceWidth: number | null;
  /** A face was once found on a body that was itself detected well. */
  wholeOnce: boolean;
  /** What was detected in the last analysis; null while hidden. */
  found: Candidate | null;
  appearance: Float32Array | null;
  /** Appearance of that candidate. */
  foundAppearance: Float32Array | null;
  /** Tracks that were once seen beside this one: other people, not doubles. */
  apartFrom: Set<TrackId>;
  /** Tracks this one may have been confused with, and what they looked like before. */
  contacts: Map<TrackId, Float32Array | null>;
};

/** Standard deviations in units: a face's centre is steady, a body's top edge is not. */
const FACE_STD = 0.06;
const BODY_STD = 0.12;
/** Units per second: an adult walks at about 1.4 m/s, which is nearly three. */
const START_SPEED_STD = 2;
/** Acceleration of somebody at rest, and what each unit per second adds: walkers turn, sitters stay. */
const REST_ACCELERATION = 0.8;
const ACCELERATION_PER_SPEED = 0.5;
/** A hidden person's speed is forgotten with this time constant. */
const BRAKE_S = 0.6;
const MAX_SPREAD = 1.2;

export const headPoint = (track: Track): Point => ({ x: track.headX.position, y: track.headY.position });
export const trackUnit = (track: Track): number => unitOf(track.body);

export function startTrack(id: TrackId, found: Candidate, atMs: number, look: Float32Array | null): Track {
  const unit = unitOf(found.body);
  const at = headOf(found);
  const std = unit * (found.face ? FACE_STD : BODY_STD);
  const { x, y, width, height } = found.body;
  const track: Track = {
    ...{ id, bornAtMs: atMs, atMs, seenAtMs: atMs, strongAtMs: atMs },
    ...{ hits: 1, misses: 0, strongHits: 1, solidHits: 0, solidScores: 0, confirmed: false },
    headX: startAxis(at.x, std, START_SPEED_STD * unit),
    headY: startAxis(at.y, std, START_SPEED_STD * unit),
    before: at,
    body: { width, height },
    bodyKnown: found.person !== null,
    head: { x: (at.x - x - width / 2) / unit, y: (at.y - y) / unit },
    faceWidth: found.face?.box.width ?? null,
    wholeOnce: found.face !== null && found.solid,
    ...{ found, appearance: look, foundAppearance: look, apartFrom: new Set(), contacts: new Map() },
  };
  countBody(track, found);
  return track;
}

/** The same body under a new id: nothing that could carry a name across is kept. */
export function reborn(track: Track, id: TrackId, atMs: number): Track {
  return {
    ...track,
    ...{ id, bornAtMs: atMs, hits: 1, appearance: track.foundAppearance },
    ...{ apartFrom: new Set(), contacts: new Map() },
  };
}

/** Moves the filters to `atMs`. A track that went unseen loses its speed, and its doubt stays bounded. */
export function predictTrack(track: Track, atMs: number): Pick<Track, 'headX' | 'headY' | 'atMs'> {
  const unit = trackUnit(track);
  const speed = Math.hypot(track.headX.velocity, track.headY.velocity);
  const acceleration = REST_ACCELERATION * unit + ACCELERATION_PER_SPEED * speed;
  const brake = track.misses > 0 ? BRAKE_S : null;
  const stepS = Math.max(0, atMs - track.atMs) / 1000;
  const move = (axis: Axis): Axis =>
    capSpread(predictAxis(axis, stepS, acceleration, brake), MAX_SPREAD * unit);
  return { headX: move(track.headX), headY: move(track.headY), atMs };
}

/** The body under a head at the given place. */
export function bodyAt(track: Track, head: Point): Box {
  const unit = trackUnit(track);
  const { width, height } = track.body;
  return { x: head.x - track.head.x * unit - width / 2, y: head.y - track.head.y * unit, width, height };
}

/** Where a candidate says this track's head is, and how surely (standard deviation in pixels). */
export function measureHead(track: Track, found: Candidate): { at: Point; std: number } {
  const unit = trackUnit(track);
  const doubt = found.high ? 1 : 1.5;
  if (found.face) return { at: centreOf(found.face.box), std: FACE_STD * unit * doubt };
  const { x, y, width } = found.body;
  const at = { x: x + width / 2 + track.head.x * unit, y: y + track.head.y * unit };
  return { at, std: BODY_STD * unit * doubt };
}

/** `clean`: nobody else's body covers this one, so its colours may be learned. */
export function correctTrack(
  track: Track,
  found: Candidate,
  look: Float32Array | null,
  clean: boolean,
): void {
  const { at, std } = measureHead(track, found);
  const pace = Math.max(0.25, 1 - Math.exp(-(track.atMs - track.seenAtMs) / 400));
  track.headX = correctAxis(track.headX, at.x, std);
  track.headY = correctAxis(track.headY, at.y, std);
  resize(track, found, pace);
  track.hits++;
  track.misses = 0;
  track.seenAtMs = track.atMs;
  if (found.high) {
    track.strongHits++;
    track.strongAtMs = track.atMs;
  }
  countBody(track, found);
  track.wholeOnce ||= found.face !== null && found.solid;
  track.found = found;
  track.foundAppearance = look;
  if (look && clean)
    track.appearance = track.appearance ? blendAppearance(track.appearance, look, 0.2) : look;
}

function countBody(track: Track, found: Candidate): void {
  if (!found.solid) return;
  track.solidHits++;
  track.solidScores += found.person?.score ?? 0;
}

function resize(track: Track, found: Candidate, pace: number): void {
  const oldFaceWidth = track.faceWidth;
  const faceWidth = found.face
    ? blend(oldFaceWidth ?? found.face.box.width, found.face.box.width, pace)
    : null;
  // A weak body box is often somebody else's or two people's: it may nudge, not rule.
  if (found.person) learnBody(track, found, bodyPace(track, found, pace));
  else if (!track.bodyKnown) learnBody(track, found, pace);
  else if (faceWidth && oldFaceWidth) scaleBody(track, faceWidth / oldFaceWidth);
  track.bodyKnown ||= found.person !== null;
  track.faceWidth = faceWidth ?? oldFaceWidth;
}

function bodyPace(track: Track, found: Candidate, pace: number): number {
  if (found.face && !found.solid) return 0.3 * pace;
  return track.bodyKnown ? pace : 1;
}

function learnBody(track: Track, found: Candidate, pace: number): void {
  const { x, y, width, height } = found.body;
  track.body = {
    width: blend(track.body.width, width, pace),
    height: blend(track.body.height, height, pace),
  };
  if (!found.face) {
    if (pace === 1 && found.person) track.head = { x: 0, y: HEAD_BELOW_TOP };
    return;
  }
  const unit = trackUnit(track);
  const at = centreOf(found.face.box);
  track.head = {
    x: blend(track.head.x, (at.x - x - width / 2) / unit, pace),
    y: blend(track.head.y, (at.y - y) / unit, pace),
  };
}

function scaleBody(track: Track, by: number): void {
  track.body = { width: track.body.width * by, height: track.body.height * by };
}

const blend = (from: number, to: number, share: number): number => from + share * (to - from);
