/** `whereabouts doctor`: what is missing or slow on this machine, and what to do. */
import { availableParallelism } from 'node:os';
import type { Infer } from '../../pipeline/messages.ts';
import type { Config } from '../config.ts';
import { finding, type Finding, findings } from '../diagnostics/findings.ts';
import { UserFacingError } from '../errors.ts';
import { loadInference } from '../loadInference.ts';

/** Prints one line a finding; true when nothing has to be done. */
export async function doctor(config: Config): Promise<boolean> {
  const found = [...(await findings(config)), await speed(config)];
  for (const { subject, state, remedy } of found) {
    console.log(`${remedy ? '✗' : '✓'} ${subject}: ${state}${remedy ? `\n    ${remedy}` : ''}`);
  }
  return found.every(({ remedy }) => remedy === null);
}

/** One camera that is active needs about 5 analyses a second. */
const analysesPerCamera = 5;

async function speed(config: Config): Promise<Finding> {
  try {
    const threads = availableParallelism();
    const options = { ...config, inferenceThreads: threads, dataDir: null };
    const inference = await loadInference(options, () => undefined);
    const perSecond = await analysesPerSecond(inference.infer, threads).finally(() => inference.stop());
    const cameras = Math.floor(perSecond / analysesPerCamera);
    const state = `${perSecond.toFixed(0)} detections a second: about ${cameras} cameras with people moving at once`;
    return finding(
      'Speed',
      state,
      cameras < 1 ? 'Use a faster machine, or set fps: 1 or 2 in the camera files.' : null,
    );
  } catch (error) {
    return finding(
      'Speed',
      error instanceof Error ? error.message : String(error),
      error instanceof UserFacingError ? 'Do that, then try again.' : 'Run "npm run models", then try again.',
    );
  }
}

async function analysesPerSecond(infer: Infer, lanes: number): Promise<number> {
  const [width, height] = [512, 288];
  const once = () =>
    infer({
      networks: ['face', 'person'],
      pixels: new Uint8Array(width * height * 3),
      count: 1,
      width,
      height,
    });
  const round = async (runs: number) =>
    Promise.all(
      Array.from({ length: lanes }, async () => {
        for (let i = 0; i < runs; i++) await once();
      }),
    );
  await round(2);
  const startedMs = performance.now();
  await round(10);
  return (10 * lanes * 1000) / (performance.now() - startedMs);
}
