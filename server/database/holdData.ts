/** A data folder is one program's at a time: two servers, or a restore under a running server, would mix two states. */
import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { problem } from '../errors.ts';
import { asProblem } from './asProblem.ts';

/**
 * Throws DATA_IN_USE. Call what it answers to let go. The lock is the system's own on an empty file: it ends with the program
 * however that ends, and holds between containers that share the folder, where process ids say nothing.
 */
export function holdData(dataDir: string, name = 'whereabouts.lock'): () => void {
  const path = join(dataDir, name);
  let lock: Sqlite.Database | null = null;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    // Not opened where it is: the system drops a program's locks on a file when the program closes it anywhere.
    if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
    lock = new Sqlite(path, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    const { code } = error as { code?: string };
    if (code?.startsWith('SQLITE_BUSY')) throw problem('DATA_IN_USE', { path: dataDir }, { cause: error });
    throw asProblem(error, dataDir);
  }
  const held = lock;
  return () => void held.close();
}
