import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { catalogue } from './catalogue.ts';
import { checkSources, sha256 } from './checkSources.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sources-'));
});
afterEach(() => rm(folder, { recursive: true }));

const expected = sha256(Buffer.from('weights'));
const source = {
  package: '@vladmandic/human' as const,
  version: '3.3.6',
  files: [{ path: 'face.bin', sha256: expected }],
};

test('checkSources() gives the contents of files that are as expected', async () => {
  await writeFile(join(folder, 'face.bin'), 'weights');
  expect(String(await checkSources(source, folder))).toBe('weights');
});

test('checkSources() names a changed file, both sums and the remedy', async () => {
  await writeFile(join(folder, 'face.bin'), 'other weights');
  const found = sha256(Buffer.from('other weights'));
  await expect(checkSources(source, folder)).rejects.toThrow(
    `Cannot use ${join(folder, 'face.bin')}: its sha256 should be ${expected}, but it is ${found}. ` +
      'Install the exact version again: npm install @vladmandic/human@3.3.6',
  );
});

test('checkSources() names a missing file and the remedy', async () => {
  await expect(checkSources(source, folder)).rejects.toThrow(
    `Cannot read ${join(folder, 'face.bin')}. Install the exact version again: npm install @vladmandic/human@3.3.6`,
  );
});

test('checkSources() finds every source file of the catalogue as it was measured', async () => {
  for (const { source } of Object.values(catalogue))
    expect(await checkSources(source)).toHaveLength(source.files.length);
});
