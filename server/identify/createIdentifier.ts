/** Names the tracks of all cameras while they live. Holds memory, reads no clock, does no I/O. */
import type { CameraId, EpochMs, Sighting, TrackId } from '../../pipeline/messages.ts';
import { meanEmbedding } from './embedding.ts';
import { noEvidence, withFace } from './evidence.ts';
import { facesFor, type TrackFaces } from './facesFor.ts';
import { readyGallery } from './gallery.ts';
import type { Gallery, ReadyGallery } from './gallery.ts';
import { nobodyDenied, unknown } from './judgeTrack.ts';
import type { Identity } from './judgeTrack.ts';
import { keepIdentity } from './keepIdentity.ts';
import { identityRules } from './rules.ts';
import type { IdentityRules } from './rules.ts';
import { settleClaims } from './settleClaims.ts';
import type { LiveTrack } from './settleClaims.ts';

/** `spot`: the desk the body is at, where that was looked up. */
export type IdentifiedSighting = Sighting & { identity: Identity; spot?: string | null };

/** A track that bore a person's name at this time or before. A restarted program counts its tracks from one again. */
export type NamedTrack = { cameraId: CameraId; trackId: TrackId; personId: string; untilMs: EpochMs };

/** How near a wrong name was. `lead`: how much nearer than the person it really was; null when that is not known. */
export type Mistake = { distance: number; lead: number | null };

export type Identifier = {
  /** Call once per analysed frame, also when it is empty. */
  sighted(cameraId: CameraId, atMs: EpochMs, sightings: Sighting[]): IdentifiedSighting[];
  trackEnded(cameraId: CameraId, trackId: TrackId): void;
  /** The camera went blind: its tracks are gone. */
  cameraLost(cameraId: CameraId): void;
  /** Unknown for a track never sighted. */
  identityOf(cameraId: CameraId, trackId: TrackId): Identity;
  /** Unnamed tracks in the newest frame of every camera, or of these; somebody in two views counts twice. */
  unknownInView(cameraIds?: ReadonlySet<string>): number;
  /** Reads the gallery again and judges the living tracks by it at once. */
  galleryChanged(): void;
  /** Null when the track no longer lives. `actualId`: who it really was. */
  mistakeOf(named: NamedTrack, actualId: string | null): Mistake | null;
  /** What a living track without a name has shown, for somebody who says who it is. */
  facesFor(cameraId: CameraId, trackId: TrackId, personId: string): TrackFaces;
  /** Somebody said that this track is not this person: it loses the name now and never gets it again. */
  deny(named: NamedTrack): void;
};

const unseen = unknown('noFace', null);

export function createIdentifier(from: { gallery: () => Gallery; rules?: IdentityRules }): Identifier {
  const rules = from.rules ?? identityRules;
  let gallery = readyGallery(from.gallery(), rules);
  const cameras = new Map<CameraId, Map<TrackId, LiveTrack>>();
  const tracksOf = (cameraId: CameraId) => cameras.get(cameraId) ?? new Map<TrackId, LiveTrack>();

  function settle(cameraId: CameraId, tracks: LiveTrack[]): void {
    const settled = settleClaims(tracks, rules.claimLead);
    cameras.set(cameraId, new Map(settled.map((track) => [track.trackId, track])));
  }

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
      settle(cameraId, [...tracks.values()]);
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
    unknownInView: (cameraIds) =>
      [...cameras]
        .flatMap(([cameraId, tracks]) => (cameraIds?.has(cameraId) === false ? [] : [...tracks.values()]))
        .filter((track) => track.inView && track.shown.kind === 'unknown').length,
    galleryChanged() {
      gallery = readyGallery(from.gallery(), rules);
      for (const [cameraId, tracks] of cameras)
        settle(
          cameraId,
          [...tracks.values()].map((track) => judgeAgain(track, gallery, rules)),
        );
    },
    mistakeOf(wanted, actualId) {
      const track = tracksOf(wanted.cameraId).get(wanted.trackId);
      return track && bears(track, wanted) ? mistakeIn(track, wanted.personId, actualId, gallery) : null;
    },
    facesFor(cameraId, trackId, personId) {
      const track = tracksOf(cameraId).get(trackId);
      return track ? facesFor(track, personId, gallery, rules) : { kind: 'gone' };
    },
    deny(wanted) {
      const tracks = [...tracksOf(wanted.cameraId).values()].map((track) =>
        bears(track, wanted)
          ? judgeAgain({ ...track, denied: new Set([...track.denied, wanted.personId]) }, gallery, rules)
          : track,
      );
      settle(wanted.cameraId, tracks);
    },
  };
}

/** Also a track whose claim to the name another track of the camera beats just now. */
const bears = ({ trackId, own }: LiveTrack, wanted: NamedTrack): boolean =>
  trackId === wanted.trackId &&
  own.kind === 'named' &&
  own.personId === wanted.personId &&
  own.sinceMs <= wanted.untilMs;

function mistakeIn(
  { evidence }: LiveTrack,
  personId: string,
  actualId: string | null,
  gallery: ReadyGallery,
): Mistake {
  const mean = meanEmbedding(evidence.faces);
  const distance = gallery.distanceTo(personId, mean);
  const actual = actualId === null ? Infinity : gallery.distanceTo(actualId, mean);
  return { distance, lead: Number.isFinite(actual) ? Math.max(0, actual - distance) : null };
}

function sightTrack(
  before: LiveTrack | undefined,
  sighting: Sighting,
  atMs: EpochMs,
  gallery: ReadyGallery,
  rules: IdentityRules,
): LiveTrack {
  const { trackId, seen, face } = sighting;
  const track = before ?? { trackId, evidence: noEvidence, own: unseen, shown: unseen, denied: nobodyDenied };
  const now = { ...track, inView: seen, atMs };
  if (!face?.embedding?.every(Number.isFinite)) return now;
  const { embedding, quality } = face;
  const { widthPx } = quality;
  const next = withFace(track.evidence, { embedding, quality: quality.quality, atMs, widthPx }, rules);
  if (next.jumped) return { ...now, evidence: next.evidence, own: unseen };
  if (next.evidence === track.evidence) return { ...now };
  return judgeAgain({ ...now, evidence: next.evidence }, gallery, rules);
}

function judgeAgain(track: LiveTrack, gallery: ReadyGallery, rules: IdentityRules): LiveTrack {
  const { own, evidence, atMs, denied } = track;
  const kept = keepIdentity(own, evidence, gallery, rules, atMs, denied);
  return { ...track, own: kept.identity, evidence: kept.evidence };
}
