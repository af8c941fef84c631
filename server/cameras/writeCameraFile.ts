import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { asProblem } from '../database/asProblem.ts';

/** Whole or not at all: written beside the file, put on the disk, then renamed onto it. */
export async function writeCameraFile(camerasDir: string, file: string, text: string): Promise<void> {
  // A leading dot: the folder's watcher passes over it.
  const draft = join(camerasDir, `.${file}.${randomUUID()}`);
  try {
    // The file may hold a password: for the owner alone.
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, join(camerasDir, file));
  } catch (error) {
    await rm(draft, { force: true });
    throw asProblem(error, camerasDir);
  }
}

export async function removeCameraFile(camerasDir: string, file: string): Promise<void> {
  try {
    await rm(join(camerasDir, file), { force: true });
  } catch (error) {
    throw asProblem(error, camerasDir);
  }
}
