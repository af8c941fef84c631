/** Tells a camera's worker which of its tracks have a name, when that changes: the faces of all others may have to be hidden. */
import type { CameraId, TrackId } from '../../pipeline/messages.ts';
import type { IdentifiedSighting } from '../identify/createIdentifier.ts';

export type NamedTracks = {
  sighted(cameraId: CameraId, identified: IdentifiedSighting[]): void;
  /** In the newest frame; whose they are. */
  of(cameraId: CameraId): { trackId: TrackId; personId: string }[];
  /** Its tracks are gone; a new thread knows of none. */
  lost(cameraId: CameraId): void;
};

export function createNamedTracks(tell: (cameraId: CameraId, trackIds: TrackId[]) => void): NamedTracks {
  const told = new Map<CameraId, string>();
  const newest = new Map<CameraId, { trackId: TrackId; personId: string }[]>();
  return {
    sighted(cameraId, identified) {
      const theirs = identified.flatMap(({ trackId, identity }) =>
        identity.kind === 'named' ? [{ trackId, personId: identity.personId }] : [],
      );
      newest.set(cameraId, theirs);
      const named = theirs.map(({ trackId }) => trackId).sort((a, b) => a - b);
      const key = named.join();
      if (key === (told.get(cameraId) ?? '')) return;
      told.set(cameraId, key);
      tell(cameraId, named);
    },
    of: (cameraId) => newest.get(cameraId) ?? [],
    lost(cameraId) {
      told.delete(cameraId);
      newest.delete(cameraId);
    },
  };
}
