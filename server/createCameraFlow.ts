/** The cameras of the company: what they tell is handed on, and the areas that their files name are made. */
import { createTurns } from './areas/createTurns.ts';
import { followCameraFiles } from './areas/followCameraFiles.ts';
import { createAreaStore } from './areas/store.ts';
import { type Cameras, createCameras } from './cameras/createCameras.ts';
import { createNamedTracks } from './cameras/namedTracks.ts';
import { type Concerned, hearCamera } from './hearCamera.ts';
import { createTrackStarts } from './live/trackStarts.ts';
import type { Base } from './startBase.ts';

export type CameraFlowNeeds = Pick<
  Base,
  'config' | 'now' | 'log' | 'db' | 'companyId' | 'inference' | 'startCamera'
> &
  Pick<Base, 'identifier' | 'tallies' | 'directory'> & {
    /** Asked for with every message: they are there before the first camera starts. */
    concerned: () => Omit<Concerned, 'identifier' | 'tallies' | 'starts' | 'named'>;
    /** A camera came, went, or looks different. */
    changed: () => void;
    /** Areas were added. */
    directoryChanged: () => Promise<void>;
  };

export function createCameraFlow(needs: CameraFlowNeeds) {
  const { config, now, log, identifier, tallies } = needs;
  const starts = createTrackStarts();
  const named = createNamedTracks((cameraId, trackIds) => cameras.named(cameraId, trackIds));
  const cameras: Cameras = createCameras({
    camerasDir: config.camerasDir,
    secrets: config.cameraSecrets,
    inference: needs.inference,
    startCamera: needs.startCamera,
    clock: now,
    demo: config.demo,
    onMessage: (camera, message) =>
      hearCamera(camera, message, { identifier, tallies, starts, named, ...needs.concerned() }),
    onStopped(cameraId) {
      identifier.cameraLost(cameraId);
      starts.lost(cameraId);
      named.lost(cameraId);
      tallies.changed(cameraId, cameras.has(cameraId));
    },
    onChanged() {
      needs.changed();
      followAreas();
    },
    trouble: (error) => log.warn({ err: error }, 'trouble with the camera files'),
  });
  const areas = { store: createAreaStore(needs.db), inTurn: createTurns() };
  const followAreas = followCameraFiles({
    ...{ ...areas, companyId: needs.companyId, directory: needs.directory, cameras, clock: now },
    changed: needs.directoryChanged,
    trouble: (error) => log.error({ err: error }, 'areas that camera files name could not be added'),
  });
  return { cameras, named, areas };
}
