/** Why a track ended without a name, in one word. Pure. */
import type { Sighting, Unusable } from '../../pipeline/messages.ts';
import type { TrackOutcome } from '../wire.ts';
import type { Identity } from './judgeTrack.ts';

/** What a track has shown of its face; counts of frames. */
export type TrackFaces = {
  seenFrames: number;
  firstSeenMs: number;
  lastSeenMs: number;
  usable: number;
  unusable: Partial<Record<FaceFault, number>>;
};

/** `unclear`: covered, or another person too close to tell whose face it is. */
type FaceFault = Extract<TrackOutcome, 'tooSmall' | 'blurred' | 'turnedAway' | 'cutOff' | 'unclear'>;

/** Shadows, doors and half-found people come and go within this; somebody walking by is seen longer. */
const ghostMs = 1_000;
/** When at most this share of a track's faces was usable, what spoilt the others is the reason. */
const usableShareMin = 0.25;

export const noFaces: TrackFaces = {
  ...{ seenFrames: 0, firstSeenMs: 0, lastSeenMs: 0, usable: 0 },
  unusable: {},
};

export function withSighting(faces: TrackFaces, { seen, face }: Sighting, atMs: number): TrackFaces {
  if (!seen) return faces;
  const firstSeenMs = faces.seenFrames === 0 ? atMs : faces.firstSeenMs;
  const next = { ...faces, seenFrames: faces.seenFrames + 1, firstSeenMs, lastSeenMs: atMs };
  if (!face) return next;
  const fault = face.unusable && faultOf(face.unusable);
  if (!fault) return { ...next, usable: faces.usable + 1 };
  return { ...next, unusable: { ...faces.unusable, [fault]: (faces.unusable[fault] ?? 0) + 1 } };
}

/** null: too short to be a person passing, and counted nowhere. A name always counts. */
export function outcomeOf(faces: TrackFaces, identity: Identity): TrackOutcome | null {
  if (identity.kind === 'named') return 'named';
  if (isGhost(faces)) return null;
  switch (identity.reason) {
    case 'noFace':
      return mainFault(faces) ?? 'noFace';
    case 'tooFewFaces':
      return (isMostlySpoilt(faces) ? mainFault(faces) : null) ?? 'tooFewFaces';
    case 'belowThreshold':
      return 'belowThreshold';
    case 'tie':
      return 'lookAlike';
    default:
      return identity.reason satisfies never;
  }
}

export const isGhost = ({ firstSeenMs, lastSeenMs }: TrackFaces): boolean =>
  lastSeenMs - firstSeenMs < ghostMs;

/** null: the face is usable, whether or not it was needed. */
function faultOf(unusable: Unusable): FaceFault | null {
  switch (unusable) {
    case 'tooSmall':
    case 'blurred':
    case 'turnedAway':
    case 'cutOff':
      return unusable;
    case 'doubtful':
    case 'contested':
      return 'unclear';
    case 'enoughSeen':
      return null;
    default:
      return unusable satisfies never;
  }
}

function mainFault({ unusable }: TrackFaces): FaceFault | null {
  const [most] = (Object.entries(unusable) as [FaceFault, number][]).sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? null;
}

function isMostlySpoilt({ usable, unusable }: TrackFaces): boolean {
  const spoilt = Object.values(unusable).reduce((sum, count) => sum + count, 0);
  return usable <= (usable + spoilt) * usableShareMin;
}
