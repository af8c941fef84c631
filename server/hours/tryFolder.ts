/** Whether a file can be written in a folder: one is, read again, and taken away, and so are those of tries that hung long ago. */
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import { UserFacingError } from '../errors.ts';
import type { HoursConfig, HoursFolderTest } from '../wire.ts';
import { pathOf } from './exportHours.ts';
import { fileProblem } from './fileProblem.ts';
import { beginFile, markOf } from './hoursFiles.ts';
import type { HoursFs } from './hoursFs.ts';

export async function tryFolder(
  fs: HoursFs,
  config: Pick<HoursConfig, 'folder' | 'fileName'>,
): Promise<HoursFolderTest> {
  const file = pathOf(config);
  try {
    const probe = join(config.folder, `.whereabouts-${randomUUID()}.tmp`);
    await beginFile(fs, probe);
    try {
      await fs.writeFile(probe, 'probe');
      await markOf(fs, probe);
      await removeOld(fs, probe).catch(() => undefined);
    } finally {
      await fs.unlink(probe);
    }
    const mark = await markOf(fs, file);
    return { problem: null, file, bytes: mark?.size ?? null };
  } catch (error) {
    const known = fileProblem(error, file);
    if (known instanceof UserFacingError) return { problem: known.message, file, bytes: null };
    throw known;
  }
}

const probeName = /^\.whereabouts-[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.tmp$/;
const oldAfterNs = 3_600_000_000_000n;
const lookedAtMost = 100;

/** By the clock of the disk, which is one for all. */
async function removeOld(fs: HoursFs, probe: string): Promise<void> {
  const now = await fs.lstat(probe, { bigint: true });
  const names = (await fs.readdir(dirname(probe))).filter((name) => probeName.test(name));
  for (const name of names.slice(0, lookedAtMost)) {
    const path = join(dirname(probe), name);
    const seen = await fs.lstat(path, { bigint: true }).catch(() => null);
    if (seen?.isFile() && now.mtimeNs - seen.mtimeNs > oldAfterNs) await fs.unlink(path);
  }
}
