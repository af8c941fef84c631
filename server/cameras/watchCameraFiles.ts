/** Tells the text of every camera file, now and whenever one changes. */
import { mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { watch } from 'chokidar';
import { asProblem } from '../database/asProblem.ts';

/** What a file holds, or why nobody can tell. */
export type FileText = string | { unreadable: string };

export type CameraFilesOwner = {
  /** `file` is the name inside the folder. */
  fileChanged: (file: string, text: FileText) => void;
  fileGone: (file: string) => void;
  /** The folder cannot be watched; what runs goes on. */
  trouble: (error: Error) => void;
};

/** Editors write in several steps: a file is read when it has rested for so long. */
const settleMs = 150;

/** Resolves when every file that was there has been told. */
export async function watchCameraFiles(
  camerasDir: string,
  owner: CameraFilesOwner,
): Promise<{ stop(): Promise<void> }> {
  await mkdir(camerasDir, { recursive: true }).catch((error: unknown) => {
    throw asProblem(error, camerasDir);
  });
  const resting = new Map<string, NodeJS.Timeout>();
  const reading = new Set<Promise<void>>();
  let ready = false;

  function read(file: string): void {
    resting.delete(file);
    const done = tell(join(camerasDir, file), file, owner).finally(() => reading.delete(done));
    reading.add(done);
  }
  function noticed(path: string): void {
    const file = basename(path);
    if (!ready) return read(file);
    clearTimeout(resting.get(file));
    resting.set(
      file,
      setTimeout(() => read(file), settleMs),
    );
  }

  const watcher = watch(camerasDir, {
    depth: 0,
    ignored: (path, stats) => stats?.isFile() === true && !isCamera(path),
  });
  watcher.on('add', noticed).on('change', noticed).on('unlink', noticed);
  watcher.on('error', (error) => owner.trouble(error instanceof Error ? error : new Error(String(error))));
  await new Promise<void>((resolve) => watcher.once('ready', resolve));
  ready = true;
  await Promise.all(reading);
  return {
    async stop() {
      await watcher.close();
      for (const timer of resting.values()) clearTimeout(timer);
      await Promise.all(reading);
    },
  };
}

const isCamera = (path: string): boolean => /^[^.].*\.ya?ml$/i.test(basename(path));

async function tell(path: string, file: string, owner: CameraFilesOwner): Promise<void> {
  try {
    owner.fileChanged(file, await readFile(path, 'utf8'));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    if (code === 'ENOENT') return owner.fileGone(file);
    const unreadable = code === 'EACCES' ? 'this user may not read it' : `it cannot be read (${code})`;
    owner.fileChanged(file, { unreadable });
  }
}
