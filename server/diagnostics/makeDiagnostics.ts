/** Writes the parts into one archive. Nothing is left behind when it fails or is cancelled. */
import { chmod, mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create } from 'tar';
import type { JobSteps } from '../jobs/createJobs.ts';
import {
  diagnosticsDir,
  diagnosticsName,
  openDiagnosticsDir,
  pruneDiagnostics,
  workDir,
} from './diagnosticsFolder.ts';

/** A file of the archive, and what comes into it. */
export type Part = { file: string; read: (signal: AbortSignal) => Promise<string> | string };
export type Made = { name: string; bytes: number };

export async function makeDiagnostics(
  dataDir: string,
  parts: readonly Part[],
  nowMs: number,
  { signal, progress }: JobSteps,
): Promise<Made> {
  await openDiagnosticsDir(dataDir);
  const work = workDir(dataDir);
  const total = parts.length + 1;
  try {
    await mkdir(work, { mode: 0o700 });
    for (const [done, { file, read }] of parts.entries()) {
      progress(done, total);
      await writeFile(join(work, file), await read(signal));
    }
    progress(parts.length, total);
    const archive = join(work, 'diagnostics.tar.gz');
    const files = parts.map(({ file }) => file);
    await create({ file: archive, cwd: work, gzip: true, portable: true, mode: 0o600 }, files);
    await chmod(archive, 0o600);
    signal.throwIfAborted();
    const name = diagnosticsName(dataDir, nowMs);
    const path = join(diagnosticsDir(dataDir), name);
    await rename(archive, path);
    pruneDiagnostics(dataDir);
    return { name, bytes: (await stat(path)).size };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
