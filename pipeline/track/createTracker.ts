/**
 * Follows people across the frames of one camera.
 * Two rounds as in ByteTrack (Zhang et al. 2022, arXiv:2110.06864): good detections against all tracks, then weak ones
 * against what is left. Beyond it: real time steps, faces and bodies as one, and ids that end rather than change hands.
 */
import type { Box, FaceDetection, FrameSize, PersonDetection, TrackId } from '../messages.ts';
import { iou, visibleShare } from './boxes.ts';
import { doubles, noteContacts, unresolved } from './contacts.ts';
import { type Candidate, joinDetections } from './joinDetections.ts';
import { moveFace } from './moveFace.ts';
import { type Matches, matchTracks } from './matchTracks.ts';
import { bodyAt, correctTrack, headPoint, predictTrack, reborn, startTrack, type Track } from './track.ts';
import { type TrackedPerson, trackerDefaults, type TrackerOptions } from './trackerOptions.ts';

export type TrackerInput = {
  atMs: number;
  frame: FrameSize;
  faces: readonly FaceDetection[];
  persons: readonly PersonDetection[];
  /** Colours of a body of this frame, from `appearanceOf()`; without it people who touch get new ids. */
  appearanceOf?: (box: Box) => Float32Array | null;
};

export type Tracker = {
  next(input: TrackerInput): { tracks: TrackedPerson[]; ended: TrackId[] };
  /** Where everybody is believed to be at `atMs`, for pictures between analyses. */
  predict(atMs: number): TrackedPerson[];
  /** The stream was lost: nobody is followed across the gap. */
  end(): TrackId[];
  /** Tracks, those included that are not confirmed yet. */
  readonly following: number;
  /** Detections left out because more people were in sight than `maxTracks`. */
  readonly ignored: number;
};

export function createTracker(chosen: Partial<TrackerOptions> = {}): Tracker {
  const options = { ...trackerDefaults, ...chosen };
  let tracks: Track[] = [];
  let nextId: TrackId = 1;
  let lastAtMs: number | null = null;
  let ignored = 0;

  return {
    next(input) {
      const before = confirmedIds(tracks);
      const atMs = Math.max(input.atMs, lastAtMs ?? input.atMs);
      const stepMs = atMs - (lastAtMs ?? atMs);
      lastAtMs = atMs;
      if (stepMs > 2 * options.lostForMs) tracks = [];
      follow({ ...input, atMs }, stepMs);
      const people = tracks.filter((track) => track.confirmed).map((track) => personOf(track));
      const now = confirmedIds(tracks);
      return { tracks: people, ended: before.filter((id) => !now.includes(id)) };
    },
    predict: (atMs) =>
      tracks.filter((track) => track.confirmed).map((track) => personOf(track, Math.max(atMs, track.atMs))),
    end() {
      const ended = confirmedIds(tracks);
      tracks = [];
      return ended;
    },
    get following() {
      return tracks.length;
    },
    get ignored() {
      return ignored;
    },
  };

  function follow(input: TrackerInput, stepMs: number): void {
    for (const track of tracks) advance(track, input.atMs);
    const matched = matchTracks(
      tracks,
      candidatesOf(input),
      input.frame,
      input.appearanceOf ?? noLook,
      options,
    );
    correct(matched, tracks);
    renew(matched.doubtful, input.atMs);
    welcome(matched, input.atMs);
    for (const track of tracks) track.confirmed ||= isConfirmed(track, options);
    tracks = tracks.filter((track) => !isOver(track, input.frame, stepMs, options));
    const worse = doubles(tracks);
    tracks = tracks.filter((track) => !worse.has(track.id));
    noteContacts(tracks, options);
    renew(new Set(unresolved(tracks, options)), input.atMs);
  }

  function candidatesOf(input: TrackerInput): Candidate[] {
    const faces = best(input.faces, 2 * options.maxTracks);
    const persons = best(input.persons, 2 * options.maxTracks);
    ignored += input.faces.length - faces.length + input.persons.length - persons.length;
    return joinDetections(faces, persons, input.frame, options);
  }

  /** Somebody who may be another gets a new id; the old one ends. */
  function renew(doubtful: ReadonlySet<Track>, atMs: number): void {
    tracks = tracks.map((track) => (doubtful.has(track) ? reborn(track, nextId++, atMs) : track));
  }

  function welcome({ newcomers }: Matches, atMs: number): void {
    for (const { found, look } of newcomers.toSorted((a, b) => b.found.score - a.found.score)) {
      if (tracks.length < options.maxTracks) tracks.push(startTrack(nextId++, found, atMs, look));
      else ignored++;
    }
  }
}

const noLook = (): null => null;
const confirmedIds = (tracks: readonly Track[]): TrackId[] =>
  tracks.filter((track) => track.confirmed).map((track) => track.id);

const best = <T extends { score: number }>(list: readonly T[], most: number): readonly T[] =>
  list.length <= most ? list : list.toSorted((a, b) => b.score - a.score).slice(0, most);

/** Brings a track to the time of a new frame, hidden until something is found. */
function advance(track: Track, atMs: number): void {
  track.before = headPoint(track);
  Object.assign(track, predictTrack(track, atMs));
  track.found = null;
  track.foundAppearance = null;
}

function correct({ matches }: Matches, tracks: readonly Track[]): void {
  for (const { track, found, look } of matches) {
    const covered = matches.some(
      (other) => other.found !== found && iou(other.found.body, found.body) > 0.15,
    );
    correctTrack(track, found, look, !covered && track.contacts.size === 0);
  }
  for (const track of tracks) if (!track.found) track.misses++;
}

/** A strong face at once; a face on a body soon; bodies alone by more hits and a decent mean score. */
function isConfirmed(track: Track, options: TrackerOptions): boolean {
  if (!track.found) return false;
  if ((track.found.face?.score ?? 0) >= options.strongFace) return true;
  if (track.wholeOnce) return track.strongHits >= options.faceHits;
  return (
    track.solidHits >= options.bodyHits && track.solidScores / track.solidHits >= options.bodyConfirmScore
  );
}

function isOver(track: Track, frame: FrameSize, stepMs: number, options: TrackerOptions): boolean {
  const needed = Math.max(options.faceHits, options.bodyHits);
  const patienceMs = Math.max(options.confirmWithinMs, needed * stepMs);
  if (!track.confirmed && track.atMs - track.bornAtMs > patienceMs) return true;
  if (track.found) return false;
  if (visibleShare(bodyAt(track, headPoint(track)), frame) < 0.2) return true;
  return track.misses >= 2 && track.atMs - track.seenAtMs > options.lostForMs;
}

/** `atMs`: where to predict to; left out, the track as it stands. */
function personOf(track: Track, atMs = track.atMs): TrackedPerson {
  const { headX, headY } = predictTrack(track, atMs);
  const by = { x: headX.position - track.headX.position, y: headY.position - track.headY.position };
  const face = track.found?.face ?? null;
  return {
    trackId: track.id,
    body: bodyAt(track, { x: headX.position, y: headY.position }),
    seen: track.found !== null,
    face: face && atMs !== track.atMs ? moveFace(face, by) : face,
    detectedBody: (track.found?.person ?? null) !== null,
    contested: track.contacts.size > 0,
    ageMs: atMs - track.bornAtMs,
    hits: track.hits,
  };
}
