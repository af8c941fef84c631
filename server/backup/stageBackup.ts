/** Takes a backup apart beside the data, and trusts nothing in it: only what passes every check can be restored. */
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { extract, list } from 'tar';
import { migrationNames } from '../database/migrations.ts';
import { problem } from '../errors.ts';
import type { StagedBackup } from '../wire.ts';
import { workDir } from './backupFolder.ts';
import {
  databaseName,
  isBackupPath,
  type Manifest,
  manifestName,
  manifestShape,
  sha256Of,
} from './manifest.ts';
import type { Steps } from './makeBackup.ts';
import { readDatabase } from './readDatabase.ts';

export type Staged = StagedBackup & { dir: string };

/** Unpacked. A company of thousands with years of sojourns is far below. */
const unpackedMaxBytes = 64 * 2 ** 30;
const entriesMax = 1_100;

/** Throws BACKUP_REFUSED; nothing is left behind then. */
export async function stageBackup(
  dataDir: string,
  archive: string,
  { signal, progress = () => undefined }: Steps = {},
): Promise<Staged> {
  const stagedId = randomUUID();
  const dir = join(workDir(dataDir), stagedId);
  const refuse = (why: string, cause?: unknown) =>
    problem('BACKUP_REFUSED', { file: basename(archive), problem: why }, { cause });
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await mustHoldOnlyOurs(archive, refuse);
    progress(20, 100);
    await extract({ file: archive, cwd: dir, strict: true, preserveOwner: false, noMtime: true }).catch(
      (error: unknown) => {
        throw refuse('the file is damaged', error);
      },
    );
    signal?.throwIfAborted();
    progress(50, 100);
    const manifest = await readManifest(dir, refuse);
    await mustBeAsWritten(dir, manifest, refuse, signal);
    progress(80, 100);
    await mustBeWhole(dir, manifest, refuse, signal);
    progress(100, 100);
    const { madeAtMs, version, company, counts } = manifest;
    return { ...{ stagedId, dir, name: basename(archive), madeAtMs, version, company, counts } };
  } catch (error) {
    await rm(dir, { recursive: true, force: true });
    throw error;
  }
}

type Refuse = (why: string, cause?: unknown) => Error;

/** Before anything is unpacked: no links, no paths that lead out, nothing that does not belong. */
async function mustHoldOnlyOurs(archive: string, refuse: Refuse): Promise<void> {
  const seen = new Set<string>();
  let wrong: string | null = null;
  let bytes = 0;
  const look = ({ path, type, size = 0 }: { path: string; type: string; size?: number }): void => {
    bytes += size;
    const isOurs = type === 'File' && (path === manifestName || isBackupPath(path));
    if (!isOurs || seen.has(path)) wrong ??= `"${path.slice(0, 100)}" does not belong into a backup`;
    seen.add(path);
    if (bytes > unpackedMaxBytes || seen.size > entriesMax) wrong ??= 'it is too large';
  };
  await list({ file: archive, strict: true, onReadEntry: look }).catch((error: unknown) => {
    throw refuse('it is not a backup, or it is damaged', error);
  });
  if (wrong !== null) throw refuse(wrong);
  if (!seen.has(manifestName) || !seen.has(databaseName)) throw refuse('it is not a backup of this program');
}

async function readManifest(dir: string, refuse: Refuse): Promise<Manifest> {
  const text = await readFile(join(dir, manifestName), 'utf8');
  try {
    return manifestShape.parse(JSON.parse(text));
  } catch (error) {
    throw refuse('its manifest cannot be read', error);
  }
}

async function mustBeAsWritten(dir: string, manifest: Manifest, refuse: Refuse, signal?: AbortSignal) {
  if (!migrationNames.includes(manifest.schema))
    throw refuse(`it was made by a newer version, ${manifest.version}`);
  for (const { path, bytes, sha256 } of manifest.files) {
    const file = join(dir, path);
    const isThere = isBackupPath(path) && (await stat(file).catch(() => null))?.size === bytes;
    if (!isThere || (await sha256Of(file, signal)) !== sha256) throw refuse(`"${path}" is damaged`);
  }
  if (!manifest.files.some(({ path }) => path === databaseName)) throw refuse('its database is missing');
}

async function mustBeWhole(dir: string, manifest: Manifest, refuse: Refuse, signal?: AbortSignal) {
  const facts = await readDatabase(join(dir, databaseName), signal).catch((error: unknown) => {
    throw refuse('its database cannot be read', error);
  });
  if (facts.whole !== 'ok') throw refuse('its database is damaged');
  if (facts.schema !== manifest.schema) throw refuse('its database is not the one it was made of');
}
