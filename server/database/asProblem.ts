import { problem } from '../errors.ts';

/** What the store says, as a sentence for a person; anything unknown comes back unchanged, as a bug. */
export function asProblem(error: unknown, dataDir = 'the data folder'): unknown {
  const code = codeOf(error);
  if (code.startsWith('SQLITE_FULL') || code === 'ENOSPC' || code === 'EDQUOT')
    return problem('STORE_FULL', {}, { cause: error });
  if (code.startsWith('SQLITE_BUSY')) return problem('STORE_BUSY', {}, { cause: error });
  const sentence = unwritable(code);
  return sentence === null
    ? error
    : problem('DATA_UNWRITABLE', { path: dataDir, problem: sentence }, { cause: error });
}

function unwritable(code: string): string | null {
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS') return 'it is read-only';
  if (code === 'EACCES' || code === 'EPERM') return 'this user may not write there';
  if (code.startsWith('SQLITE_CANTOPEN')) return 'the database file cannot be opened';
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) return 'the database file is damaged';
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') return 'the disk reports an error';
  if (code === 'EEXIST' || code === 'ENOTDIR') return 'a file of that name is in the way';
  return null;
}

function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}
