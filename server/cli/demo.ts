/** `whereabouts demo`: the demo office on the very same server and pipeline as real cameras. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { prepareDemo } from '../demo/prepareDemo.ts';
import { main } from '../main.ts';

export async function demo(config: Config): Promise<void> {
  const dataDir = join(config.dataDir, 'demo');
  const office = await prepareDemo(dataDir);
  await main({ ...config, dataDir, camerasDir: office.camerasDir }, { enrolFirst: office.people });
}
