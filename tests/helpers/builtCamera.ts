/** One camera on its real thread, as built, and everything it said with the moment it was heard. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { packageRoot } from '../../models/catalogue.ts';
import type { CameraId, CameraSetup, FromWorker, Health } from '../../pipeline/messages.ts';
import type * as startCameraModule from '../../pipeline/startCamera.ts';
import type * as startInferenceModule from '../../pipeline/startInference.ts';
import { waitUntil } from './waitUntil.ts';

const built = (file: string): string => pathToFileURL(join(packageRoot(), 'dist', 'pipeline', file)).href;
const { startCamera } = (await import(built('startCamera.js'))) as typeof startCameraModule;
export const { startInference } = (await import(built('startInference.js'))) as typeof startInferenceModule;

type Said<K> = Extract<FromWorker, { kind: K }>;
type Heard = { heardMs: number; message: FromWorker };
export type Blind = Extract<Health, { kind: 'blind' }>;

export type WatchedCamera = Awaited<ReturnType<typeof watchBuiltCamera>>;

/** `url` may change what the camera is; the rest is as small and fast as cameras get. */
export function watchBuiltCamera(
  change: Partial<CameraSetup> & { name: string; url: string },
  inference: startCameraModule.CameraOwner['inference'],
) {
  const heard: Heard[] = [];
  const setup: CameraSetup = {
    cameraId: change.name as CameraId,
    pace: 'live',
    activeFps: 5,
    idleFps: 1,
    detectWidthPx: 128,
    loop: true,
    stalledAfterMs: 4_000,
    ...change,
  };
  const onMessage = (message: FromWorker) => void heard.push({ heardMs: performance.now(), message });
  const camera = startCamera(setup, { inference, onMessage });

  const all = <K extends FromWorker['kind']>(kind: K) =>
    heard.filter((said): said is { heardMs: number; message: Said<K> } => said.message.kind === kind);
  const health = (): Health => all('health').at(-1)?.message.health ?? { kind: 'starting' };

  /** Resolves with how long it took from now, or since `fromMs`. */
  async function until(what: string, check: () => boolean, withinMs: number, fromMs = performance.now()) {
    await waitUntil(`camera "${setup.name}" ${what}`, check, withinMs);
    return performance.now() - fromMs;
  }
  const sees = (withinMs: number) => until('sees', () => health().kind === 'seeing', withinMs);
  async function blind(withinMs: number): Promise<Blind> {
    await until('is blind', () => health().kind === 'blind', withinMs);
    return health() as Blind;
  }
  /** The longest time between two analyses from a moment on. */
  function longestGapMs(sinceMs: number): number {
    const moments = all('sightings').flatMap(({ heardMs }) => (heardMs >= sinceMs ? [heardMs] : []));
    const ends = [sinceMs, ...moments, performance.now()];
    return Math.max(...ends.slice(1).map((ms, index) => ms - (ends[index] ?? ms)));
  }
  return { camera, setup, heard, all, health, until, sees, blind, longestGapMs };
}
