/** Compiles the catalogue into a folder, and knows when there is nothing to do. */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { catalogue, type NetworkName } from './catalogue.ts';
import { checkSources, sha256 } from './checkSources.ts';
import { compileNetwork } from './compileNetwork.ts';
import { integerName, quantised, quantiseNetwork, type IntegerName } from './quantiseNetwork.ts';

/** What lies in the folder and what it was made by. */
type Stamp = { compiler: string; networks: Partial<Record<NetworkName | IntegerName, string>> };

export type Compiled = { name: NetworkName | IntegerName; state: 'compiled' | 'unchanged'; bytes: number };

/** Calls `done` after each network, in order. */
export async function compileNetworks(
  folder: string,
  done: (compiled: Compiled) => void,
  names = Object.keys(catalogue) as NetworkName[],
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const compiler = await hashCompiler();
  const old = await readStamp(folder);
  const kept = old.compiler === compiler ? old.networks : {};
  const stamp: Stamp = { compiler, networks: { ...kept } };
  const keep = async (
    name: NetworkName | IntegerName,
    make: () => Uint8Array | Promise<Uint8Array>,
  ): Promise<Uint8Array> => {
    const file = join(folder, `${name}.onnx`);
    const present = await readFile(file).catch(() => null);
    const unchanged = present !== null && sha256(present) === kept[name];
    const model = unchanged ? present : await make();
    if (!unchanged) await replaceFile(file, model);
    stamp.networks[name] = sha256(model);
    done({ name, state: unchanged ? 'unchanged' : 'compiled', bytes: model.length });
    return model;
  };
  for (const name of names) {
    // Checked even when there is nothing to compile: another version of the weights must not go unnoticed.
    const sources = await checkSources(catalogue[name].source);
    const model = await keep(name, () => compileNetwork(name, sources));
    if (quantised.includes(name)) await keep(integerName(name), () => quantiseNetwork(name, model));
  }
  if (JSON.stringify(stamp) !== JSON.stringify(old))
    await replaceFile(join(folder, 'stamp.json'), JSON.stringify(stamp));
}

/** The catalogue holds the sources' sha256, so a hash over this folder's code covers the sources too. */
async function hashCompiler(): Promise<string> {
  const folder = dirname(fileURLToPath(import.meta.url));
  const names = (await readdir(folder)).filter((name) => /^\w+\.[jt]s$/.test(name)).sort();
  const files = await Promise.all(names.map((name) => readFile(join(folder, name))));
  return sha256(Buffer.concat(files));
}

async function readStamp(folder: string): Promise<Stamp> {
  const none: Stamp = { compiler: '', networks: {} };
  const text = await readFile(join(folder, 'stamp.json'), 'utf8').catch(() => null);
  if (text === null) return none;
  try {
    return { ...none, ...(JSON.parse(text) as Partial<Stamp>) };
  } catch {
    return none; // half a stamp is no stamp: everything is compiled again
  }
}

/** A reader sees the old file or the new one, never half of either, even when two compilers run at once. */
async function replaceFile(file: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, content);
  await rename(temporary, file);
}
