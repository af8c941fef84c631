/** What a track may teach about a person, when somebody says that it is this one. Pure. */
import { distance, meanEmbedding } from './embedding.ts';
import type { EvidenceFace } from './evidence.ts';
import type { ReadyGallery } from './gallery.ts';
import { marginNeeded } from './judgeTrack.ts';
import type { IdentityRules } from './rules.ts';
import type { LiveTrack } from './settleClaims.ts';

/**
 * `faces`: good ones that agree with each other, best first. other: they look like somebody who is enrolled. denied: somebody said
 * before that it is not this person.
 */
export type TrackFaces =
  | { kind: 'faces'; faces: EvidenceFace[] }
  | { kind: 'gone' | 'named' | 'denied' | 'faceless' }
  | { kind: 'other'; name: string };

/** Few: a track shows one face again and again, from about one side. */
const facesMost = 8;

export function facesFor(
  { own, denied, evidence }: LiveTrack,
  personId: string,
  gallery: ReadyGallery,
  rules: IdentityRules,
): TrackFaces {
  if (own.kind === 'named') return { kind: 'named' };
  if (denied.has(personId)) return { kind: 'denied' };
  const good = evidence.faces.filter((face) => face.quality >= rules.goodQuality);
  if (good.length === 0) return { kind: 'faceless' };
  const mean = meanEmbedding(good);
  const other = rivalOf(personId, mean, gallery, rules);
  if (other !== null) return { kind: 'other', name: other };
  const agreeing = good.filter((face) => distance(face.embedding, mean) <= rules.outlierDistance);
  return agreeing.length === 0
    ? { kind: 'faceless' }
    : { kind: 'faces', faces: agreeing.slice(0, facesMost) };
}

/** Who would bear the name with as much right: near enough for one, and not clearly farther than the person meant. */
function rivalOf(
  personId: string,
  mean: Float32Array,
  gallery: ReadyGallery,
  rules: IdentityRules,
): string | null {
  const rival = gallery.nearest(mean).find(({ person }) => person.personId !== personId);
  if (!rival || rival.distance > rules.manyFacesDistance) return null;
  const own = gallery.distanceTo(personId, mean);
  return rival.distance - own >= marginNeeded(own, rules) ? null : rival.person.name;
}
