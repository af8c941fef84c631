/** `whereabouts backup` and `whereabouts restore`: the same as on the page, without it. */
import { resolve } from 'node:path';
import { finishRestore, restoreStaged } from '../backup/restoreStaged.ts';
import { backupsDir, ownWorkDir } from '../backup/backupFolder.ts';
import { makeBackup } from '../backup/makeBackup.ts';
import { stageBackup } from '../backup/stageBackup.ts';
import { type Config, productVersion } from '../config.ts';
import { holdData } from '../database/holdData.ts';
import { systemClock } from '../systemClock.ts';

/** Also while the server runs. */
export async function backup(config: Config, out?: string): Promise<void> {
  const needs = { ...config, version: productVersion() };
  const name = await makeBackup(
    needs,
    'manual',
    systemClock.now(),
    { work: ownWorkDir(config.dataDir) },
    out && resolve(out),
  );
  console.log(`Backed up to ${out ? resolve(out) : `${backupsDir(config.dataDir)}/${name}`}`);
  console.log(
    'It holds all that is stored, readable: people and where they were, numbers of faces, messages, telephone numbers, password hashes, passwords and tokens of cameras, channels and connections. Keep it safe.',
  );
}

/** While the server is stopped; throws DATA_IN_USE while it runs. */
export async function restore(config: Config, file: string): Promise<void> {
  const letGo = holdData(config.dataDir);
  try {
    await restoreHeld(config, file);
  } finally {
    letGo();
  }
}

async function restoreHeld(config: Config, file: string): Promise<void> {
  const needs = { ...config, version: productVersion() };
  await finishRestore(needs);
  const staged = await stageBackup(config.dataDir, resolve(file));
  const { people, users, cameras } = staged.counts;
  console.log(
    `${staged.company}, ${new Date(staged.madeAtMs).toISOString()}: ${people} people, ${users} users, ${cameras} cameras.`,
  );
  const safety = await restoreStaged(needs, staged, { userId: null, nowMs: systemClock.now() });
  console.log('Restored.');
  if (safety) console.log(`What was here before is in ${backupsDir(config.dataDir)}/${safety}`);
}
