/** `whereabouts demo`: the demo office on the very same server and pipeline as real cameras. */
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { demoDirectory } from '../demo/demoDirectory.ts';
import { demoConsent, prepareDemo } from '../demo/prepareDemo.ts';
import { startDemoStory } from '../demo/startDemoStory.ts';
import { main } from '../main.ts';

export async function demo(config: Config): Promise<void> {
  const office = await prepareDemo({ dataDir: config.dataDir, ffmpegPath: 'ffmpeg' });
  const people = office.people.map((person) => ({ ...person, consent: demoConsent }));
  const dataDir = join(config.dataDir, 'demo');
  await main(
    { ...config, dataDir, camerasDir: office.camerasDir },
    { enrolFirst: people, placeFirst: demoDirectory, demoStory: startDemoStory },
  );
}
