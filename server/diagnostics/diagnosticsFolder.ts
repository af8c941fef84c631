/** The diagnostics of an installation: a few files in `DATA/diagnostics`, for whoever helps with it. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

export const diagnosticsKept = 3;

export const diagnosticsDir = (dataDir: string): string => join(dataDir, 'diagnostics');
/** Where one is put together; it is made one at a time. */
export const workDir = (dataDir: string): string => join(diagnosticsDir(dataDir), '.work');

const pattern = /^diagnostics-\d{8}-\d{6}-\d{3}\.tar\.gz$/;

export async function openDiagnosticsDir(dataDir: string): Promise<void> {
  await mkdir(diagnosticsDir(dataDir), { recursive: true, mode: 0o700 });
  // A program that was killed may have left it.
  await rm(workDir(dataDir), { recursive: true, force: true });
}

/** In UTC, so that names sort by time. */
export function diagnosticsName(dataDir: string, atMs: number): string {
  const digits = new Date(atMs).toISOString().replace(/\D/g, '');
  const name = `diagnostics-${digits.slice(0, 8)}-${digits.slice(8, 14)}-${digits.slice(14)}.tar.gz`;
  return existsSync(join(diagnosticsDir(dataDir), name)) ? diagnosticsName(dataDir, atMs + 1) : name;
}

/** undefined: none is called so. A name is never a path. */
export function diagnosticsNamed(dataDir: string, name: string): string | undefined {
  const path = join(diagnosticsDir(dataDir), name);
  return pattern.test(name) && existsSync(path) ? path : undefined;
}

export function pruneDiagnostics(dataDir: string): void {
  const names = readdirSync(diagnosticsDir(dataDir)).filter((name) => pattern.test(name));
  for (const name of names.sort().slice(0, -diagnosticsKept))
    rmSync(join(diagnosticsDir(dataDir), name), { force: true });
}
