/**
 * One program at a time writes to a file of hours. A file beside it rather than a lock of the system: shares have those or not. What a
 * killed server left is known by its token, which the database keeps until the file is gone; what another one left is old after a while.
 */
import { basename, dirname, join } from 'node:path';
import { problem } from '../errors.ts';
import { codeOf } from './hoursFiles.ts';
import type { HoursFs } from './hoursFs.ts';

/** Held longer without a sign of life: its holder is no more. By the clock of the disk, which is one for all. */
const abandonedAfterMs = 10 * 60_000;
/** Its holder ended before its name was in it. */
const emptyAfterMs = 10_000;

export type HeldLock = {
  /** Throws HOURS_FILE_SHARED when it is not ours any more; else it is fresh again. */
  renew: () => Promise<void>;
  release: () => Promise<void>;
};

export async function holdFile(fs: HoursFs, path: string, token: string): Promise<HeldLock> {
  const lock = join(dirname(path), `.${basename(path)}.lock`);
  const shared = () => problem('HOURS_FILE_SHARED', { file: path });
  const holder = () =>
    fs.readFile(lock, 'utf8').catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    });
  for (let turn = 0; !(await take(fs, lock, token)); turn++) {
    const held = await holder();
    if (held === token) break;
    if (
      turn > 2 ||
      (held !== null && !(await isAbandoned(fs, lock, token, held === '' ? emptyAfterMs : abandonedAfterMs)))
    )
      throw shared();
    await removeIf(fs, lock, held, token);
  }
  return {
    async renew() {
      if ((await holder()) !== token) throw shared();
      // Never empty in between, where it would be nobody's.
      const file = await fs.open(lock, 'r+');
      await file.write(token, 0).finally(() => file.close());
    },
    async release() {
      if ((await holder()) === token) await fs.unlink(lock);
    },
  };
}

async function take(fs: HoursFs, lock: string, token: string): Promise<boolean> {
  try {
    await fs.writeFile(lock, token, { flag: 'wx', mode: 0o664 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // On a full disk it is made, and stays empty.
    await fs.unlink(lock).catch(() => undefined);
    throw error;
  }
}

async function isAbandoned(fs: HoursFs, lock: string, token: string, afterMs: number): Promise<boolean> {
  const probe = `${lock}.${token}`;
  await fs.writeFile(probe, '');
  const now = await fs.lstat(probe, { bigint: true });
  const held = await fs.lstat(lock, { bigint: true }).catch(() => null);
  await fs.unlink(probe);
  return held === null || now.mtimeNs - held.mtimeNs > BigInt(afterMs) * 1_000_000n;
}

/** Under another name first: of two that find it abandoned only one has it then, and sees what it has. */
async function removeIf(fs: HoursFs, lock: string, held: string | null, token: string): Promise<void> {
  const aside = `${lock}.${token}`;
  try {
    await fs.rename(lock, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if ((await fs.readFile(aside, 'utf8')) !== held) return fs.rename(aside, lock);
  await fs.unlink(aside);
}
