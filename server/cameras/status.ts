/** What is known of a running camera, and how the live page shows it. Pure. */
import type { CameraStats, FromWorker } from '../../pipeline/messages.ts';
import type { UserFacingError } from '../errors.ts';
import type { CameraFile, CameraView, HealthView } from '../wire.ts';
import { hideSecrets } from './hideSecrets.ts';

export type Status = {
  health: HealthView;
  stats: CameraStats | null;
  /** When the stats were told, and when they last told of an analysis; by the camera's clock. */
  toldAtMs: number;
  analysedAtMs: number;
};

/** A place where nothing moves and nobody is is analysed every four seconds. */
const analysedWithinMs = 5_000;

export const freshStatus = (nowMs: number): Status => ({
  health: { kind: 'starting', sinceMs: nowMs },
  stats: null,
  toldAtMs: 0,
  analysedAtMs: -Infinity,
});

export function statusAfter(status: Status, message: FromWorker, nowMs: number): Status {
  switch (message.kind) {
    case 'health':
      return { ...status, health: healthAfter(status.health, message.health, message.atMs) };
    case 'stats':
      return withStats(status, message.stats, message.atMs);
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

const withStats = (status: Status, stats: CameraStats, atMs: number): Status => ({
  ...status,
  stats,
  toldAtMs: atMs,
  analysedAtMs: stats.analysesPerSecond > 0 ? atMs : status.analysedAtMs,
});

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
  const named = {
    cameraId,
    name: camera?.name ?? cameraId,
    area: camera?.area ?? '',
    demo,
    zones: camera?.zones ?? [],
  };
  if (status === null) {
    if (error === null) return null;
    const health = { kind: 'blind', sinceMs: brokenSinceMs, detail: error.message } as const;
    return { ...named, analysing: false, moving: false, busy: null, health };
  }
  const { health, stats, toldAtMs, analysedAtMs } = status;
  const sees = health.kind === 'seeing';
  const analysing = sees && toldAtMs - analysedAtMs < analysedWithinMs;
  const busy = sees && stats ? busyWith(stats) : null;
  return { ...named, analysing, moving: sees && (stats?.moving ?? false), busy, health };
}

/** A rate a few per cent below the wanted one is nobody's concern. */
const grantedShareMin = 0.95;

function busyWith({ analysesWanted, analysesGranted }: CameraStats): string | null {
  if (analysesGranted >= analysesWanted * grantedShareMin) return null;
  return `This machine is busy: ${analysesGranted.toFixed(1)} of ${analysesWanted} analyses a second.`;
}
