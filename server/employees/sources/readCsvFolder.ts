/** CSV files in a folder, as an HR system leaves them there: the newest, all of them, or each once. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { unguarded } from '../../csvLine.ts';
import { UserFacingError } from '../../errors.ts';
import { type CsvTable, readTable } from '../../people/lists/readList.ts';
import type { EmployeeSource } from '../../wire.ts';
import type { SourceTable } from '../masterList.ts';
import {
  hashOf,
  sourceBytesMost,
  sourceRowsMost,
  tooLarge,
  tooManyRows,
  unreadable,
} from './sourceLimits.ts';

type CsvSource = Extract<EmployeeSource, { kind: 'csv' }>;
type Found = { name: string; path: string; size: number; changedMs: number };
export type CsvNeeds = {
  /** Which of these were read in a run before. */
  readBefore: (hashes: string[]) => Promise<ReadonlySet<string>>;
  /** How long a file must not change, to be whole. */
  settledMs: number;
};

/** null: every file was read before. Throws EMPLOYEES_UNREADABLE. */
export async function readCsvFolder(source: CsvSource, needs: CsvNeeds): Promise<SourceTable | null> {
  const { folder, which } = source;
  if (!isAbsolute(folder))
    throw unreadable(folder, 'that is not a whole path', 'Write it from the root on, such as /srv/hr.');
  const found = await filesIn(source);
  if (found.length === 0 && which !== 'new')
    throw unreadable(
      folder,
      `no file there is called ${source.pattern}`,
      'Check the folder and the pattern.',
    );
  const wanted = which === 'newest' ? found.slice(-1) : found;
  const files = await readWhole(wanted, folder, needs.settledMs);
  if (which !== 'new') return merged(files);
  const before = await needs.readBefore(files.map(({ hash }) => hash));
  const fresh = files.filter(({ hash }) => !before.has(hash));
  return fresh.length === 0 ? null : merged(fresh);
}

/** The newest is last. */
async function filesIn({ folder, pattern }: CsvSource): Promise<Found[]> {
  const fits = patternOf(pattern);
  try {
    const names = (await readdir(folder)).filter((name) => fits.test(name));
    const found = await Promise.all(names.map((name) => foundAt(folder, name)));
    return found
      .flatMap((each) => each ?? [])
      .sort((a, b) => a.changedMs - b.changedMs || (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw unreadable(
      folder,
      codeOf(error),
      'Check that the folder is there and that the server may read it.',
      error,
    );
  }
}

async function foundAt(folder: string, name: string): Promise<Found | null> {
  const path = join(folder, name);
  const stats = await stat(path);
  return stats.isFile() ? { name, path, size: stats.size, changedMs: stats.mtimeMs } : null;
}

/** `*` and `?`, whatever the capitals. */
export const patternOf = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'iu',
  );

type WholeFile = CsvTable & { name: string; hash: string };

/** None of them while it is still being written: half a list looks like half a company. */
async function readWhole(found: Found[], folder: string, settledMs: number): Promise<WholeFile[]> {
  if (found.reduce((sum, { size }) => sum + size, 0) > sourceBytesMost) throw tooLarge(folder);
  if (found.length > 0) await sleep(settledMs);
  const files: WholeFile[] = [];
  for (const file of found) {
    const now = await foundAt(folder, file.name).catch(() => null);
    const bytes = await readFile(file.path).catch((error: unknown) => {
      throw unreadable(file.name, codeOf(error), 'Check that the server may read it.', error);
    });
    const then = await foundAt(folder, file.name).catch(() => null);
    const isSettled = [now, then].every(
      (each) => each?.size === file.size && each.changedMs === file.changedMs,
    );
    if (!isSettled)
      throw unreadable(file.name, 'it is still being written', 'Wait until that has ended, and run again.');
    files.push({ name: file.name, hash: hashOf(bytes), ...tableIn(file.name, bytes) });
  }
  return files;
}

function tableIn(name: string, bytes: Buffer): CsvTable {
  try {
    return readTable(bytes);
  } catch (error) {
    if (!(error instanceof UserFacingError)) throw error;
    const why = error.message.replace(/^Cannot read this list: /, '').replace(/\..*$/s, '');
    throw unreadable(name, why, 'Check the quotation marks there, or save it as CSV again.', error);
  }
}

/** Files may have their columns in another order, and others. */
function merged(files: WholeFile[]): SourceTable {
  const columns = [...new Set(files.flatMap(({ header }) => header.map((name) => name.trim())))];
  const rows = files.flatMap(({ header, records }) => {
    const places = columns.map((column) => header.findIndex((name) => name.trim() === column));
    return records.map(({ record, info }) => ({
      line: info.lines,
      values: places.map((place) => (place < 0 ? '' : unguarded(record[place] ?? '').trim())),
    }));
  });
  const what = files.map(({ name }) => name).join(', ');
  if (rows.length > sourceRowsMost) throw tooManyRows(what);
  const hash = files.length === 1 ? (files[0]?.hash ?? '') : hashOf(files.map((file) => file.hash).join());
  return { what, columns, rows, hash, files: files.map(({ name, hash: own }) => ({ name, hash: own })) };
}

const codeOf = (error: unknown): string => {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'it is not there';
  if (code === 'EACCES' || code === 'EPERM') return 'the server may not read it';
  return code ?? 'it cannot be read';
};
