import type { CameraId, FromWorker } from '../pipeline/messages.ts';
import type { Tallies } from './cameras/createTallies.ts';
import { deskAt } from './cameras/deskAt.ts';
import type { NamedTracks } from './cameras/namedTracks.ts';
import type { Coverage } from './coverage/startCoverage.ts';
import type { EvidencePictures } from './evidence/startEvidence.ts';
import type { Identifier } from './identify/createIdentifier.ts';
import type { Identity } from './identify/judgeTrack.ts';
import type { Live } from './live/startLive.ts';
import type { Who } from './live/pictureForPage.ts';
import type { TrackStarts } from './live/trackStarts.ts';
import type { Presence } from './presence/startPresence.ts';
import type { CameraFile } from './wire.ts';

export type Concerned = {
  identifier: Identifier;
  presence: Presence;
  coverage: Pick<Coverage, 'health'>;
  live: Live;
  tallies: Tallies;
  starts: TrackStarts;
  named: NamedTracks;
  evidence: Pick<EvidencePictures, 'sighted'>;
};

/** What a camera tells goes to those it concerns: who is it, where are they, show it. */
export function hearCamera(
  camera: CameraFile,
  message: FromWorker,
  { identifier, presence, coverage, live, tallies, starts, named, evidence }: Concerned,
): void {
  const cameraId = camera.cameraId as CameraId;
  switch (message.kind) {
    case 'sightings': {
      tallies.sighted(cameraId, message);
      starts.sighted(
        cameraId,
        message.atMs,
        message.sightings.map(({ trackId }) => trackId),
      );
      const identified = identifier.sighted(cameraId, message.atMs, message.sightings);
      named.sighted(cameraId, identified);
      presence.sighted(
        cameraId,
        camera.area,
        message.atMs,
        identified.map((each) => ({ ...each, spot: deskAt(camera.zones, each.body, message.frame) })),
      );
      // After it: of two cameras that name one person, the picture is of the one that is believed.
      return evidence.sighted(cameraId, message.atMs, identified);
    }
    case 'trackEnded':
      starts.trackEnded(cameraId, message.trackId);
      tallies.trackEnded(cameraId, message.trackId, identifier.identityOf(cameraId, message.trackId));
      return identifier.trackEnded(cameraId, message.trackId);
    case 'health':
      if (message.health.kind === 'blind') {
        tallies.lost(cameraId);
        starts.lost(cameraId);
        named.lost(cameraId);
        identifier.cameraLost(cameraId);
      }
      coverage.health(cameraId, message.health.kind === 'seeing', message.atMs);
      return presence.health(cameraId, message.health.kind === 'seeing', message.atMs);
    case 'picture':
      return live.picture(cameraId, message, (trackId) => ({
        who: shownAs(identifier.identityOf(cameraId, trackId)),
        sinceMs: starts.sinceMs(cameraId, trackId, message.atMs),
      }));
    case 'stats':
    case 'finished':
    case 'failed':
      return;
    default:
      message satisfies never;
  }
}

/** A guess leaves the server without its id: nothing can be looked up, counted or followed by it. */
function shownAs(identity: Identity): Who {
  if (identity.kind === 'named') return { personId: identity.personId, name: identity.name };
  const { likely, nearest } = identity;
  return likely && nearest ? { likelyName: nearest.name, likelyId: nearest.personId } : null;
}
