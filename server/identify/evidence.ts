/** What a track has shown of its face so far. */
import { distance, meanEmbedding } from './embedding.ts';
import type { IdentityRules } from './rules.ts';

/** `widthPx` decides nothing here: it is told where the face is kept. */
export type EvidenceFace = { embedding: Float32Array; quality: number; atMs: number; widthPx?: number };

export type Evidence = {
  /** The best faces, best first; at most `facesKept`. */
  faces: readonly EvidenceFace[];
  /** The newest good faces, oldest first; at most `recentFaces`. */
  recent: readonly EvidenceFace[];
  /** Faces counted over the track's life, also those no longer kept. */
  facesSeen: number;
  /** A good face that looked like somebody else; the next face tells whether the track changed hands. */
  doubtful: EvidenceFace | null;
};

export const noEvidence: Evidence = { faces: [], recent: [], facesSeen: 0, doubtful: null };

/** `jumped`: the track now carries another person, and what is known starts with the two faces that showed it. */
export function withFace(
  evidence: Evidence,
  face: EvidenceFace,
  rules: IdentityRules,
): { evidence: Evidence; jumped: boolean } {
  if (!isFar(evidence, face, rules)) return { evidence: added(evidence, face, rules), jumped: false };
  // A hand, a cup or a blur is far from everything: it neither counts nor proves anything.
  if (face.quality < rules.goodQuality) return { evidence, jumped: false };
  const { doubtful } = evidence;
  if (doubtful && distance(doubtful.embedding, face.embedding) <= rules.sameJumpDistance) {
    const fresh = added(noEvidence, doubtful, rules);
    return { evidence: added(fresh, face, rules), jumped: true };
  }
  // Faces of the next person may lie on both sides of the limit: those beyond it tell of the exchange as well.
  return {
    evidence: { ...evidence, doubtful: face, recent: withRecent(evidence, face, rules) },
    jumped: false,
  };
}

const withRecent = ({ recent }: Evidence, face: EvidenceFace, rules: IdentityRules): EvidenceFace[] =>
  [...recent, face].slice(-rules.recentFaces);

function isFar(evidence: Evidence, face: EvidenceFace, rules: IdentityRules): boolean {
  if (evidence.faces.length === 0) return false;
  return distance(meanEmbedding(evidence.faces), face.embedding) > rules.jumpDistance;
}

function added(evidence: Evidence, face: EvidenceFace, rules: IdentityRules): Evidence {
  const faces = [...evidence.faces, face].sort((a, b) => b.quality - a.quality || b.atMs - a.atMs);
  const isGood = face.quality >= rules.goodQuality;
  return {
    faces: faces.slice(0, rules.facesKept),
    recent: isGood ? withRecent(evidence, face, rules) : evidence.recent,
    facesSeen: evidence.facesSeen + 1,
    doubtful: null,
  };
}
