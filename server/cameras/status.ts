/** What is known of a running camera, and how the live page shows it. Pure. */
import type { CameraStats, FromWorker } from '../../pipeline/messages.ts';
import type { UserFacingError } from '../errors.ts';
import type { CameraFile, CameraView, HealthView } from '../wire.ts';
import { hideSecrets } from './hideSecrets.ts';

export type Status = { health: HealthView; stats: CameraStats | null };

export const freshStatus = (nowMs: number): Status => ({
  health: { kind: 'starting', sinceMs: nowMs },
  stats: null,
});

export function statusAfter(status: Status, message: FromWorker, nowMs: number): Status {
  switch (message.kind) {
    case 'health':
      return { ...status, health: healthAfter(status.health, message.health, message.atMs) };
    case 'stats':
      return { ...status, stats: message.stats };
    case 'failed':
      return {
        ...status,
        health: healthAfter(status.health, { kind: 'blind', detail: message.message }, nowMs),
      };
    case 'sightings':
    case 'trackEnded':
    case 'picture':
    case 'finished':
      return status;
    default:
      message satisfies never;
      return status;
  }
}

/** `sinceMs` is the start of the state: a camera that fails again and again is blind since the first time. */
function healthAfter(
  before: HealthView,
  now: { kind: 'starting' } | { kind: 'seeing' } | { kind: 'blind'; detail: string },
  atMs: number,
): HealthView {
  const sinceMs = before.kind === now.kind ? before.sinceMs : atMs;
  if (now.kind !== 'blind') return { kind: now.kind, sinceMs };
  // The pipeline takes care too; here it is made sure.
  return { kind: 'blind', sinceMs, detail: hideSecrets(now.detail) };
}

type Entry = {
  cameraId: string;
  camera: CameraFile | null;
  error: UserFacingError | null;
  brokenSinceMs: number;
};

/** null: the camera is turned off. A file that never was right is a camera that cannot see. */
export function viewOf(
  { cameraId, camera, error, brokenSinceMs }: Entry,
  status: Status | null,
  { demo }: { demo: boolean },
): CameraView | null {
  const named = { cameraId, name: camera?.name ?? cameraId, area: camera?.area ?? '', demo };
  if (status === null) {
    if (error === null) return null;
    const health = { kind: 'blind', sinceMs: brokenSinceMs, detail: error.message } as const;
    return { ...named, analysing: false, moving: false, health };
  }
  const { health, stats } = status;
  const sees = health.kind === 'seeing';
  const analysing = sees && (stats?.analysesPerSecond ?? 0) > 0;
  return { ...named, analysing, moving: sees && (stats?.moving ?? false), health };
}
