/** When each living track was first seen, so that a page can say for how long somebody is in view. Pure memory. */
import type { CameraId, EpochMs, TrackId } from '../../pipeline/messages.ts';

export type TrackStarts = {
  sighted(cameraId: CameraId, atMs: EpochMs, trackIds: TrackId[]): void;
  trackEnded(cameraId: CameraId, trackId: TrackId): void;
  /** The camera went blind or away: its tracks are gone. */
  lost(cameraId: CameraId): void;
  /** `nowMs` for one that was never sighted; never later than it, should a clock have been set back. */
  sinceMs(cameraId: CameraId, trackId: TrackId, nowMs: EpochMs): EpochMs;
};

export function createTrackStarts(): TrackStarts {
  const cameras = new Map<CameraId, Map<TrackId, EpochMs>>();
  return {
    sighted(cameraId, atMs, trackIds) {
      const starts = cameras.get(cameraId) ?? new Map<TrackId, EpochMs>();
      for (const trackId of trackIds) if (!starts.has(trackId)) starts.set(trackId, atMs);
      cameras.set(cameraId, starts);
    },
    trackEnded: (cameraId, trackId) => void cameras.get(cameraId)?.delete(trackId),
    lost: (cameraId) => void cameras.delete(cameraId),
    sinceMs: (cameraId, trackId, nowMs) => Math.min(cameras.get(cameraId)?.get(trackId) ?? nowMs, nowMs),
  };
}
