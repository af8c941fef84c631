/** What became of the people one camera saw, and how their faces looked. Numbers only; pure. */
import type { FrameSize, Sighting, TrackId } from '../../pipeline/messages.ts';
import type { Identity } from '../identify/judgeTrack.ts';
import { isGhost, noFaces, outcomeOf, type TrackFaces, withSighting } from '../identify/trackOutcome.ts';
import type { TrackCounts, TrackOutcome } from '../wire.ts';

/** A face as the placement check needs it. */
export type FaceLook = { atMs: number; widthPx: number; turn: number; sharpness: number };

export type CameraTally = {
  /** The day `today` counts, as the site's zone has it. */
  day: string;
  today: TrackCounts;
  sinceStart: TrackCounts;
  live: ReadonlyMap<TrackId, LiveTally>;
  /** One look a track that ended, oldest first; at most `looksMax`. */
  looks: readonly FaceLook[];
  frame: FrameSize | null;
};

/** `best`: the clearest faces so far, best first; at most `bestFaces`. */
export type LiveTally = { faces: TrackFaces; best: readonly RatedLook[] };
type RatedLook = FaceLook & { quality: number };

/** People who passed within the last hours of a busy door; far more than a median needs. */
const looksMax = 500;
/** More people than any camera can hold; the pipeline ends tracks long before. */
const liveMax = 500;
/** A name needs several good faces, so the third best says what the camera is worth, not one lucky frame. */
const bestFaces = 3;

export const outcomes: readonly TrackOutcome[] = [
  ...(['named', 'noFace', 'tooSmall', 'blurred', 'turnedAway', 'cutOff', 'unclear'] as const),
  ...(['tooFewFaces', 'belowThreshold', 'lookAlike'] as const),
];
const noCounts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as TrackCounts;

export const freshTally: CameraTally = {
  day: '',
  today: noCounts,
  sinceStart: noCounts,
  live: new Map(),
  looks: [],
  frame: null,
};

export function afterSightings(
  tally: CameraTally,
  { atMs, frame, sightings }: { atMs: number; frame: FrameSize; sightings: readonly Sighting[] },
): CameraTally {
  const live = new Map(tally.live);
  for (const sighting of sightings) {
    const before = live.get(sighting.trackId) ?? { faces: noFaces, best: [] };
    live.set(sighting.trackId, {
      faces: withSighting(before.faces, sighting, atMs),
      best: sighting.seen && sighting.face ? withLook(before.best, sighting.face, atMs) : before.best,
    });
  }
  for (const oldest of [...live.keys()].slice(0, Math.max(0, live.size - liveMax))) live.delete(oldest);
  const resized = tally.frame?.width !== frame.width || tally.frame.height !== frame.height;
  // Widths in another picture size mean nothing beside these.
  return { ...tally, live, frame, looks: resized ? [] : tally.looks };
}

export function afterTrackEnded(
  tally: CameraTally,
  { trackId, day, identity }: { trackId: TrackId; day: string; identity: Identity },
): CameraTally {
  const ended = tally.live.get(trackId);
  if (!ended) return tally;
  const live = new Map(tally.live);
  live.delete(trackId);
  const look = lookOf(ended);
  const looks = look ? [...tally.looks, look].slice(-looksMax) : tally.looks;
  const outcome = outcomeOf(ended.faces, identity);
  const current = onDay({ ...tally, live, looks }, day);
  if (outcome === null) return current;
  const { today, sinceStart } = current;
  return { ...current, today: more(today, outcome), sinceStart: more(sinceStart, outcome) };
}

/** The camera went blind, or starts again: its tracks are gone and nobody knows how they would have ended. */
export const afterLost = (tally: CameraTally): CameraTally => ({ ...tally, live: new Map() });

/** The camera's file changed: it may look elsewhere now, and what faces were like no longer counts. */
export const afterChanged = (tally: CameraTally): CameraTally => ({ ...afterLost(tally), looks: [] });

/** Today's counts begin again when the day is another. */
export const onDay = (tally: CameraTally, day: string): CameraTally =>
  tally.day === day ? tally : { ...tally, day, today: noCounts };

/** One look for each person who passed since, those in view included. */
export function looksSince({ looks, live }: CameraTally, sinceMs: number): FaceLook[] {
  const now = [...live.values()].flatMap((each) => lookOf(each) ?? []);
  return [...looks.filter(({ atMs }) => atMs >= sinceMs), ...now];
}

function withLook(
  best: LiveTally['best'],
  { quality: { widthPx, turn, sharpness, quality } }: NonNullable<Sighting['face']>,
  atMs: number,
): LiveTally['best'] {
  const look = { atMs, widthPx, turn, sharpness, quality };
  return [...best, look].sort((a, b) => b.quality - a.quality || b.widthPx - a.widthPx).slice(0, bestFaces);
}

/** null for ghosts and for those who showed no face. */
function lookOf({ best, faces }: LiveTally): FaceLook | null {
  const last = best.at(-1);
  if (!last || isGhost(faces)) return null;
  const { widthPx, turn, sharpness } = last;
  return { atMs: faces.lastSeenMs, widthPx, turn, sharpness };
}

const more = (counts: TrackCounts, outcome: TrackOutcome): TrackCounts => ({
  ...counts,
  [outcome]: counts[outcome] + 1,
});
