import { mkdtemp, readdir, rm, stat, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NetworkName } from './catalogue.ts';
import { compileNetworks, type Compiled } from './compileNetworks.ts';

/** The two smallest. */
const names: NetworkName[] = ['face', 'liveness'];
let folder: string;
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'networks-')), 'not', 'yet', 'there');
  expect(await compiledNames()).toEqual(names);
});
afterAll(() => rm(join(folder, '..', '..', '..'), { recursive: true }));

async function compiledNames(): Promise<string[]> {
  const compiled: string[] = [];
  const done = ({ name, state }: Compiled): void => {
    if (state === 'compiled') compiled.push(name);
  };
  await compileNetworks(folder, done, names);
  return compiled;
}

test('compileNetworks() leaves the networks and a stamp, and no temporary files', async () => {
  expect(await readdir(folder)).toEqual([...names.map((name) => `${name}.onnx`), 'stamp.json'].sort());
});

test('compileNetworks() writes nothing when nothing has changed', async () => {
  const times = async (): Promise<number[]> =>
    Promise.all((await readdir(folder)).map(async (file) => (await stat(join(folder, file))).mtimeMs));
  const before = await times();
  expect(await compiledNames()).toEqual([]);
  expect(await times()).toEqual(before);
});

test('compileNetworks() makes missing and damaged networks again, and only those', async () => {
  await unlink(join(folder, 'face.onnx'));
  expect(await compiledNames()).toEqual(['face']);
  await truncate(join(folder, 'liveness.onnx'), 1000);
  expect(await compiledNames()).toEqual(['liveness']);
});

test.for(['{"compiler":"an older one","networks":{}}', '{"comp'])(
  'compileNetworks() makes all networks again when the stamp reads %s',
  async (stamp) => {
    await writeFile(join(folder, 'stamp.json'), stamp);
    expect(await compiledNames()).toEqual(names);
    expect(await compiledNames()).toEqual([]);
  },
);
