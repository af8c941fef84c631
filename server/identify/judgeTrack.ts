/** The right name for a track, or none. Pure: evidence and gallery in, identity out. */
import { meanEmbedding } from './embedding.ts';
import type { Evidence, EvidenceFace } from './evidence.ts';
import type { Candidate, ReadyGallery } from './gallery.ts';
import type { IdentityRules } from './rules.ts';

export type Nearest = { personId: string; name: string; score: number; margin: number };

/**
 * `score`: 1 − distance of the track's mean face to the person.
 * `margin`: how much farther the second person is; people beyond distance 1 count as at 1, and so does nobody.
 * `faces`: how many faces the track has shown. `sinceMs`: when the name was given.
 */
export type Identity =
  | {
      kind: 'unknown';
      /** tie: two people fit, or another track of this camera has the better claim. */
      reason: 'noFace' | 'tooFewFaces' | 'belowThreshold' | 'tie';
      nearest: Nearest | null;
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

/** Judges the evidence afresh, whatever the track was called before. */
export function judgeTrack(
  evidence: Evidence,
  gallery: ReadyGallery,
  rules: IdentityRules,
  atMs: number,
): Identity {
  if (evidence.faces.length === 0) return { kind: 'unknown', reason: 'noFace', nearest: null };
  const [best, second] = gallery.nearest(meanEmbedding(evidence.faces));
  if (!best) return { kind: 'unknown', reason: 'belowThreshold', nearest: null };
  const nearest = asNearest(best, second);
  const reason = whyUnknown(evidence, best, nearest.margin, gallery, rules);
  if (reason) return { kind: 'unknown', reason, nearest };
  return { kind: 'named', ...nearest, faces: evidence.facesSeen, sinceMs: atMs };
}

function whyUnknown(
  evidence: Evidence,
  best: Candidate,
  margin: number,
  gallery: ReadyGallery,
  rules: IdentityRules,
): 'tooFewFaces' | 'belowThreshold' | 'tie' | null {
  if (best.distance > rules.manyFacesDistance) return 'belowThreshold';
  const weight = evidence.faces.reduce((sum, face) => sum + face.quality, 0);
  if (weight < rules.weightMin || best.distance > distanceLimit(weight, rules)) return 'tooFewFaces';
  if (margin < marginNeeded(best.distance, rules)) return 'tie';
  return winsVote(best.person.personId, evidence.faces, gallery, rules) ? null : 'tie';
}

/** The more good faces, the farther the mean may be: a mean of many is nearer to its person than one face is. */
export function distanceLimit(weight: number, rules: IdentityRules): number {
  const { oneFaceWeight, manyFacesWeight, oneFaceDistance, manyFacesDistance } = rules;
  return between(weight, oneFaceWeight, manyFacesWeight, oneFaceDistance, manyFacesDistance);
}

/** The less alike, the clearer the lead must be: in the band where strangers appear, only a lone candidate is named. */
export function marginNeeded(distance: number, rules: IdentityRules): number {
  return between(distance, rules.sureDistance, rules.manyFacesDistance, rules.marginNear, rules.marginFar);
}

/** True when the faces, each voting for its nearest person, give this one more weight than any other. */
function winsVote(
  personId: string,
  faces: readonly EvidenceFace[],
  gallery: ReadyGallery,
  rules: IdentityRules,
): boolean {
  const votes = new Map<string, number>();
  for (const face of faces) {
    const [first, second] = gallery.nearest(face.embedding);
    if (!first || first.distance >= rules.voteDistance || first.distance === second?.distance) continue;
    const weight = face.quality * (1 - first.distance / rules.voteDistance);
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
