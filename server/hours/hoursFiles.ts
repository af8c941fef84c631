/** The file itself: looked at, begun, added to and taken back. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { dirname, join } from 'node:path';
import { problem } from '../errors.ts';
import { type FileMark, type Found, howFar, type Planned } from './fileVerdicts.ts';
import type { HoursFile, HoursFs } from './hoursFs.ts';

/** What is to be added, and to which file. */
export type Addition = Planned & { path: string; inode: string };

const endBytes = 4096;
/** What another program may have written before ours, and ours is still found. */
const foreignMostBytes = 1 << 20;
/** A folder with more is not searched for a file that got another name. */
const searchedMost = 10_000;
const toAdd = constants.O_RDWR | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);

/** null: there is no such file. */
export async function markOf(fs: HoursFs, path: string): Promise<FileMark | null> {
  const file = await openThere(fs, path);
  if (!file) return null;
  try {
    return await markIn(file);
  } finally {
    await file.close();
  }
}

/** An empty file: what is added to it is planned when it is there. */
export async function beginFile(fs: HoursFs, path: string): Promise<void> {
  const file = await fs.open(path, 'wx', 0o664).catch((error: unknown) => {
    if (codeOf(error) === 'EEXIST') return null;
    throw error;
  });
  await file?.sync();
  await file?.close();
  await syncFolder(fs, dirname(path));
}

/** `changed`: it is not the file that was planned for, and nothing was added. `steps` is told what is done. */
export async function addTo(
  fs: HoursFs,
  { path, payload, ...planned }: Addition,
  { fromByte, step }: { fromByte: number; step: (name: 'written' | 'synced') => Promise<void> | void },
): Promise<'added' | 'changed'> {
  const file = await openThere(fs, path);
  if (!file) return 'changed';
  try {
    const { size, end } = await markIn(file);
    if (size !== planned.size + fromByte || (fromByte === 0 && end !== planned.end)) return 'changed';
    for (let at = fromByte; at < payload.length;) {
      const { bytesWritten } = await file.write(payload, at, payload.length - at, null);
      at += bytesWritten;
    }
    await step('written');
    await file.sync();
    await step('synced');
    return 'added';
  } finally {
    // Everything is on the disk by now, or has failed already.
    await file.close().catch(() => undefined);
  }
}

/** After a write that failed: whether the file is as it was before. Only what is ours is cut off. */
export async function takeBack(fs: HoursFs, addition: Addition): Promise<boolean> {
  const file = await openThere(fs, addition.path);
  if (!file) return false;
  try {
    const found = await foundIn(file, addition);
    const isOurs = found.rest.length <= addition.payload.length;
    const verdict = howFar({ ...addition, changed: found.changed }, found);
    if (verdict === 'nothing') return true;
    if (verdict === 'unclear' || !isOurs) return false;
    await file.truncate(addition.size);
    await file.sync();
    return true;
  } finally {
    await file.close().catch(() => undefined);
  }
}

/** The file of a plan as it is now, also under another name in its folder. `moved`: another program has taken it. */
export async function findAgain(
  fs: HoursFs,
  addition: Addition,
): Promise<{ found: Found; moved: boolean } | null> {
  const there = await foundAt(fs, addition.path, addition);
  if (there?.inode === addition.inode) return { found: there, moved: false };
  const moved = await findMoved(fs, addition);
  if (moved) return { found: moved, moved: true };
  return there && { found: there, moved: false };
}

/** What stands in a file reaches the disk. */
export async function syncThere(fs: HoursFs, path: string): Promise<void> {
  const file = await openThere(fs, path);
  await file?.sync();
  await file?.close();
}

/** Gone meanwhile, or not ours to look at. What fails otherwise could be the file that is searched for. */
const unseen = /^(ENOENT|EACCES|EPERM|EBUSY)$/;

async function findMoved(fs: HoursFs, addition: Addition): Promise<Found | null> {
  const folder = dirname(addition.path);
  const names = await fs.readdir(folder);
  if (names.length > searchedMost) return null;
  for (const name of names) {
    const path = join(folder, name);
    const seen = await fs.lstat(path, { bigint: true }).catch((error: unknown) => {
      if (unseen.test(codeOf(error))) return null;
      throw error;
    });
    if (seen?.isFile() && inodeOf(seen) === addition.inode) return foundAt(fs, path, addition);
  }
  return null;
}

async function foundAt(fs: HoursFs, path: string, addition: Addition) {
  const file = await openThere(fs, path);
  if (!file) return null;
  try {
    const { inode } = await markIn(file);
    return { ...(await foundIn(file, addition)), inode };
  } finally {
    await file.close();
  }
}

async function foundIn(file: HoursFile, { size, payload }: Addition): Promise<Found> {
  const seen = await file.stat({ bigint: true });
  const restMost = payload.length + foreignMostBytes;
  const restBytes = Math.min(restMost, Math.max(0, Number(seen.size) - size));
  return {
    ...{ size: Number(seen.size), changed: String(seen.mtimeNs) },
    endBefore: hashOf(await readAt(file, Math.max(0, size - endBytes), Math.min(size, endBytes))),
    rest: await readAt(file, size, restBytes),
  };
}

async function markIn(file: HoursFile): Promise<FileMark> {
  const seen = await file.stat({ bigint: true });
  const size = Number(seen.size);
  const end = await readAt(file, Math.max(0, size - endBytes), Math.min(size, endBytes));
  return {
    ...{ size, end: hashOf(end), endsLine: end.length === 0 || end.at(-1) === lineFeed },
    ...{ changed: String(seen.mtimeNs), inode: inodeOf(seen) },
  };
}

const lineFeed = 0x0a;
const inodeOf = ({ dev, ino }: { dev: bigint; ino: bigint }): string => `${dev}:${ino}`;
const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

async function readAt(file: HoursFile, position: number, bytes: number): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes);
  let done = 0;
  while (done < bytes) {
    const { bytesRead } = await file.read(buffer, done, bytes - done, position + done);
    if (bytesRead === 0) break;
    done += bytesRead;
  }
  return buffer.subarray(0, done);
}

/** null: it is not there, in a folder that is. A link, a folder or a pipe of that name is refused. */
async function openThere(fs: HoursFs, path: string): Promise<HoursFile | null> {
  const seen = await fs.lstat(path, { bigint: true }).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (seen === null) return null;
  if (!seen.isFile()) throw problem('HOURS_FILE_UNFIT', { file: path, problem: 'it is not a file' });
  return fs.open(path, toAdd).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
}

/** That a file is there must outlast a power cut too; some systems and shares cannot say it. */
async function syncFolder(fs: HoursFs, folder: string): Promise<void> {
  const opened = await fs.open(folder, 'r').catch(() => null);
  await opened?.sync().catch(() => undefined);
  await opened?.close().catch(() => undefined);
}

export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
