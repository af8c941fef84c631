/** Reads the files a network is compiled from, and refuses any that are not exactly the ones we measured. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { packageRoot, type CatalogueEntry } from './catalogue.ts';

/** The source files' contents, in the catalogue's order. */
export async function checkSources(
  source: CatalogueEntry['source'],
  folder: string = findPackage(source.package),
): Promise<Buffer[]> {
  return Promise.all(source.files.map((file) => readSource(source, join(folder, file.path), file.sha256)));
}

async function readSource(source: CatalogueEntry['source'], path: string, expected: string): Promise<Buffer> {
  const remedy = `Install the exact version again: npm install ${source.package}@${source.version}`;
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new Error(`Cannot read ${path}. ${remedy}`, { cause });
  });
  const found = sha256(bytes);
  if (found !== expected)
    throw new Error(`Cannot use ${path}: its sha256 should be ${expected}, but it is ${found}. ${remedy}`);
  return bytes;
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
 * The package's folder, looked for upwards as Node does: npm may have put it above ours. Human's `exports` has no
 * usable sub-paths, so `import.meta.resolve` cannot find its files.
 */
function findPackage(name: string, from: string = packageRoot()): string {
  const folder = join(from, 'node_modules', name);
  if (existsSync(folder)) return folder;
  if (dirname(from) === from) throw new Error(`Cannot find the package ${name}. Install it: npm install`);
  return findPackage(name, dirname(from));
}
