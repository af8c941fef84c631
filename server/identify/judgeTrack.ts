/** The right name for a track, or none. Pure: evidence and gallery in, identity out. */
import { meanEmbedding } from './embedding.ts';
import type { Evidence, EvidenceFace } from './evidence.ts';
import type { Candidate, ReadyGallery } from './gallery.ts';
import { isRuledOut } from './isRuledOut.ts';
import type { DecisionLimits, IdentityRules } from './rules.ts';

export type Nearest = { personId: string; name: string; score: number; margin: number };

/**
 * `score`: 1 − distance of the track's mean face to the person.
 * `margin`: how much farther the second person is; people beyond distance 1 count as at 1, and so does nobody.
 * `faces`: how many faces the track has shown. `sinceMs`: when the name was given.
 */
export type Identity =
  | {
      kind: 'unknown';
      /** tie: two people fit, another track of this camera has the better claim, or somebody said it is not them. */
      reason: 'noFace' | 'tooFewFaces' | 'belowThreshold' | 'tie';
      nearest: Nearest | null;
      /** `nearest` may be shown as a guess, drawn as one; it is never stored, counted or followed. */
      likely: boolean;
    }
  | {
      kind: 'named';
      personId: string;
      name: string;
      score: number;
      margin: number;
      faces: number;
      sinceMs: number;
    };

/** People a person said this track is not. */
export type Denied = ReadonlySet<string>;
export const nobodyDenied: Denied = new Set();

/** Judges the evidence afresh, whatever the track was called before. */
export function judgeTrack(
  evidence: Evidence,
  gallery: ReadyGallery,
  rules: IdentityRules,
  atMs: number,
  denied: Denied = nobodyDenied,
): Identity {
  if (evidence.faces.length === 0) return unknown('noFace', null);
  const [best, second] = gallery.nearest(meanEmbedding(evidence.faces));
  if (!best) return unknown('belowThreshold', null);
  const nearest = asNearest(best, second);
  // Nor is the next best named instead: the network was shown to be wrong about this very face.
  if (denied.has(nearest.personId)) return unknown('tie', nearest);
  const reason = whyNot(evidence, best, nearest.margin, gallery, rules);
  if (!reason) return { kind: 'named', ...nearest, faces: evidence.facesSeen, sinceMs: atMs };
  const looser = { ...rules, ...rules.likely };
  return unknown(reason, nearest, whyNot(evidence, best, nearest.margin, gallery, looser) === null);
}

export const unknown = (
  reason: Extract<Identity, { kind: 'unknown' }>['reason'],
  nearest: Nearest | null,
  likely = false,
): Identity => ({ kind: 'unknown', reason, nearest, likely });

function whyNot(
  evidence: Evidence,
  best: Candidate,
  margin: number,
  gallery: ReadyGallery,
  limits: DecisionLimits,
): 'tooFewFaces' | 'belowThreshold' | 'tie' | null {
  if (best.distance > limits.manyFacesDistance) return 'belowThreshold';
  const weight = evidence.faces.reduce((sum, face) => sum + face.quality, 0);
  if (weight < limits.weightMin || best.distance > distanceLimit(weight, limits)) return 'tooFewFaces';
  if (margin < marginNeeded(best.distance, limits)) return 'tie';
  if (isRuledOut(best.person.personId, meanEmbedding(evidence.faces), gallery)) return 'tie';
  return winsVote(best.person.personId, evidence.faces, gallery, limits) ? null : 'tie';
}

/** The more good faces, the farther the mean may be: a mean of many is nearer to its person than one face is. */
export function distanceLimit(weight: number, limits: DecisionLimits): number {
  const { oneFaceWeight, manyFacesWeight, oneFaceDistance, manyFacesDistance } = limits;
  return between(weight, oneFaceWeight, manyFacesWeight, oneFaceDistance, manyFacesDistance);
}

/** The less alike, the clearer the lead must be: in the band where strangers appear, only a lone candidate is named. */
export function marginNeeded(distance: number, limits: DecisionLimits): number {
  return between(
    distance,
    limits.nearDistance,
    limits.manyFacesDistance,
    limits.marginNear,
    limits.marginFar,
  );
}

/** True when the faces, each voting for its nearest person, give this one more weight than any other. */
function winsVote(
  personId: string,
  faces: readonly EvidenceFace[],
  gallery: ReadyGallery,
  { voteDistance }: DecisionLimits,
): boolean {
  const votes = new Map<string, number>();
  for (const face of faces) {
    const [first, second] = gallery.nearest(face.embedding);
    if (!first || first.distance >= voteDistance || first.distance === second?.distance) continue;
    const weight = face.quality * (1 - first.distance / voteDistance);
    votes.set(first.person.personId, (votes.get(first.person.personId) ?? 0) + weight);
  }
  const own = votes.get(personId) ?? 0;
  votes.delete(personId);
  return own > Math.max(0, ...votes.values());
}

function asNearest(best: Candidate, second: Candidate | undefined): Nearest {
  const { personId, name } = best.person;
  const margin = Math.min(second?.distance ?? 1, 1) - Math.min(best.distance, 1);
  return { personId, name, score: 1 - best.distance, margin };
}

/** Straight line from (x0, y0) to (x1, y1), flat outside. */
function between(x: number, x0: number, x1: number, y0: number, y1: number): number {
  const share = Math.min(Math.max((x - x0) / (x1 - x0), 0), 1);
  return y0 + share * (y1 - y0);
}
