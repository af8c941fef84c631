/** Whether a file can be written in a folder: one is, read again, and taken away. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
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
