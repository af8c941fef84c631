import { isAbsolute, join } from 'node:path';
import type { CameraId, CameraSetup, PictureZone } from '../../pipeline/messages.ts';
import type { CameraFile, Zone } from '../wire.ts';

/** Enough to notice within a second that somebody moves; a still scene costs a fifth. */
const idleFps = 1;
/** Longer than the gap between two frames of any usual camera, and than a short network hiccup. */
const stalledAfterMs = 4_000;

/** What the camera's worker is told. `url` has its secrets filled in; a relative path starts at the camera folder. */
export function cameraSetup(camera: CameraFile, url: string, camerasDir: string): CameraSetup {
  return {
    cameraId: camera.cameraId as CameraId,
    name: camera.name,
    url: isPath(url) && !isAbsolute(url) ? join(camerasDir, url) : url,
    pace: 'live',
    activeFps: camera.fps,
    idleFps: Math.min(idleFps, camera.fps),
    detectWidthPx: camera.detectWidthPx ?? { smallestFacePx: camera.smallestFacePx },
    loop: camera.loop,
    stalledAfterMs,
    zones: pictureZones(camera.zones),
  };
}

/** Desks are the server's: the camera's worker knows no names. */
const pictureZones = (zones: Zone[]): PictureZone[] =>
  zones.flatMap(({ kind, points }) => (kind === 'desk' ? [] : [{ kind, points }]));

const isPath = (url: string): boolean => !/^[a-z][a-z0-9+.-]+:/i.test(url);
