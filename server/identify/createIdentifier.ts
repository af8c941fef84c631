/** Names the tracks of all cameras while they live. Holds memory, reads no clock, does no I/O. */
import type { CameraId, EpochMs, Sighting, TrackId } from '../../pipeline/messages.ts';
import { noEvidence, withFace } from './evidence.ts';
import { readyGallery } from './gallery.ts';
import type { Gallery, ReadyGallery } from './gallery.ts';
import type { Identity } from './judgeTrack.ts';
import { keepIdentity } from './keepIdentity.ts';
import { identityRules } from './rules.ts';
import type { IdentityRules } from './rules.ts';
import { settleClaims } from './settleClaims.ts';
import type { LiveTrack } from './settleClaims.ts';

export type IdentifiedSighting = Sighting & { identity: Identity };

export type Identifier = {
  /** Call once per analysed frame, also when it is empty. */
  sighted(cameraId: CameraId, atMs: EpochMs, sightings: Sighting[]): IdentifiedSighting[];
  trackEnded(cameraId: CameraId, trackId: TrackId): void;
  /** The camera went blind: its tracks are gone. */
  cameraLost(cameraId: CameraId): void;
  /** Unknown for a track never sighted. */
  identityOf(cameraId: CameraId, trackId: TrackId): Identity;
  /** Unnamed tracks in the newest frame of every camera; somebody in two views counts twice. */
  unknownInView(): number;
  /** Reads the gallery again and judges the living tracks by it at once. */
  galleryChanged(): void;
};

const unseen: Identity = { kind: 'unknown', reason: 'noFace', nearest: null };

export function createIdentifier(from: { gallery: () => Gallery; rules?: IdentityRules }): Identifier {
  const rules = from.rules ?? identityRules;
  let gallery = readyGallery(from.gallery(), rules);
  const cameras = new Map<CameraId, Map<TrackId, LiveTrack>>();
  const tracksOf = (cameraId: CameraId) => cameras.get(cameraId) ?? new Map<TrackId, LiveTrack>();

  return {
    sighted(cameraId, atMs, sightings) {
      const told = new Set(sightings.map(({ trackId }) => trackId));
      // Whoever is told of now is no forgotten track, however far the clock was set forward in between.
      const before = [...tracksOf(cameraId).values()].filter(
        (track) => told.has(track.trackId) || atMs - track.atMs <= rules.forgetAfterMs,
      );
      const tracks = new Map(before.map((track) => [track.trackId, { ...track, inView: false }]));
      for (const sighting of sightings)
        tracks.set(
          sighting.trackId,
          sightTrack(tracks.get(sighting.trackId), sighting, atMs, gallery, rules),
        );
      const settled = settleClaims([...tracks.values()], rules.claimLead);
      cameras.set(cameraId, new Map(settled.map((track) => [track.trackId, track])));
      return sightings.map((sighting) => ({
        ...sighting,
        identity: tracksOf(cameraId).get(sighting.trackId)?.shown ?? unseen,
      }));
    },
    trackEnded(cameraId, trackId) {
      tracksOf(cameraId).delete(trackId);
    },
    cameraLost(cameraId) {
      cameras.delete(cameraId);
    },
    identityOf: (cameraId, trackId) => tracksOf(cameraId).get(trackId)?.shown ?? unseen,
    unknownInView: () =>
      [...cameras.values()]
        .flatMap((tracks) => [...tracks.values()])
        .filter((track) => track.inView && track.shown.kind === 'unknown').length,
    galleryChanged() {
      gallery = readyGallery(from.gallery(), rules);
      for (const [cameraId, tracks] of cameras) {
        const judged = [...tracks.values()].map((track) => judgeAgain(track, gallery, rules));
        cameras.set(
          cameraId,
          new Map(settleClaims(judged, rules.claimLead).map((track) => [track.trackId, track])),
        );
      }
    },
  };
}

function sightTrack(
  before: LiveTrack | undefined,
  sighting: Sighting,
  atMs: EpochMs,
  gallery: ReadyGallery,
  rules: IdentityRules,
): LiveTrack {
  const { trackId, seen, face } = sighting;
  const track = before ?? { trackId, evidence: noEvidence, own: unseen, shown: unseen };
  const now = { ...track, inView: seen, atMs };
  if (!face?.embedding) return now;
  const { embedding, quality } = face;
  const next = withFace(track.evidence, { embedding, quality: quality.quality, atMs }, rules);
  if (next.jumped) return { ...now, evidence: next.evidence, own: unseen };
  if (next.evidence.facesSeen === track.evidence.facesSeen) return { ...now, evidence: next.evidence };
  const { identity, evidence } = keepIdentity(track.own, next.evidence, gallery, rules, atMs);
  return { ...now, evidence, own: identity };
}

function judgeAgain(track: LiveTrack, gallery: ReadyGallery, rules: IdentityRules): LiveTrack {
  const { identity, evidence } = keepIdentity(track.own, track.evidence, gallery, rules, track.atMs);
  return { ...track, own: identity, evidence };
}
