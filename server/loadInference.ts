import { type Inference, NetworkUnloadable, startInference } from '../pipeline/startInference.ts';
import type { Config } from './config.ts';
import { problem } from './errors.ts';
import type { Log } from './http/createLog.ts';

/** Throws NETWORKS_MISSING. */
export async function loadInference(
  { inferenceThreads, networksDir }: Pick<Config, 'inferenceThreads' | 'networksDir'>,
  log: Log,
): Promise<Inference> {
  try {
    return await startInference({ threads: inferenceThreads, networksDir, log: (line) => log.info(line) });
  } catch (error) {
    if (error instanceof NetworkUnloadable)
      throw problem('NETWORKS_MISSING', { file: error.file }, { cause: error });
    throw error;
  }
}
