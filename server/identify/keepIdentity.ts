/** A name, once given, stays until it is contradicted; then the track is unknown first, and earns any name anew. */
import { meanEmbedding } from './embedding.ts';
import { noEvidence } from './evidence.ts';
import type { Evidence, EvidenceFace } from './evidence.ts';
import type { ReadyGallery } from './gallery.ts';
import { isRuledOut } from './isRuledOut.ts';
import { judgeTrack, nobodyDenied, unknown } from './judgeTrack.ts';
import type { Denied, Identity } from './judgeTrack.ts';
import type { IdentityRules } from './rules.ts';

export type Kept = { identity: Identity; evidence: Evidence };
type Named = Extract<Identity, { kind: 'named' }>;

export function keepIdentity(
  before: Identity,
  evidence: Evidence,
  gallery: ReadyGallery,
  rules: IdentityRules,
  atMs: number,
  denied: Denied = nobodyDenied,
): Kept {
  const judged = judgeTrack(evidence, gallery, rules, atMs, denied);
  const person = before.kind === 'named' ? gallery.personOf(before.personId) : undefined;
  // What a person said is no contradiction of the evidence: the same faces stay, and the same person is ruled out.
  if (before.kind === 'unknown' || !person || denied.has(before.personId))
    return { identity: judged, evidence };
  if (isContradicted(before, judged, evidence, gallery, rules))
    return { identity: doubted(judged), evidence: noEvidence };
  if (judged.kind === 'named') return { identity: { ...judged, sinceMs: before.sinceMs }, evidence };
  const { own, rival } = standing(before.personId, evidence.faces, gallery);
  const measured = { score: 1 - own, margin: rival - own, faces: evidence.facesSeen };
  return { identity: { ...before, ...measured, name: person.name }, evidence };
}

function isContradicted(
  before: Named,
  judged: Identity,
  evidence: Evidence,
  gallery: ReadyGallery,
  rules: IdentityRules,
): boolean {
  if (judged.kind === 'named' && judged.personId !== before.personId) return true;
  const { own, rival } = standing(before.personId, evidence.faces, gallery);
  if (own > rules.keptDistance || own - rival >= rules.contradictionMargin) return true;
  // Once corrected, a person is kept no longer than they would be named: the mistake may have grown slowly.
  if (isRuledOut(before.personId, meanEmbedding(evidence.faces), gallery)) return true;
  if (evidence.recent.length < rules.recentFaces) return false;
  const lately = standing(before.personId, evidence.recent, gallery);
  return lately.own > rules.recentDistance || lately.own - lately.rival >= rules.recentMargin;
}

/** Distances to the person and to the nearest other, counted as at most 1. */
function standing(personId: string, faces: readonly EvidenceFace[], gallery: ReadyGallery) {
  const mean = meanEmbedding(faces);
  const rival = gallery.nearest(mean).find(({ person }) => person.personId !== personId);
  return { own: gallery.distanceTo(personId, mean), rival: Math.min(rival?.distance ?? 1, 1) };
}

function doubted(judged: Identity): Identity {
  if (judged.kind === 'unknown') return { ...judged, likely: false };
  const { personId, name, score, margin } = judged;
  return unknown('tie', { personId, name, score, margin });
}
