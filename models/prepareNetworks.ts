/** Reads the folder of a user's own networks, checks each file and wraps it, so that inference threads load it like ours. */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { catalogue, type NetworkName } from './catalogue.ts';
import { sha256 } from './checkSources.ts';
import {
  type CustomName,
  type CustomNetwork,
  faceSpec,
  NetworkRefused,
  parseCustomNetwork,
  recognitionSpec,
} from './customNetwork.ts';
import { type NetworkSpec, ourNetworks } from './networkSpec.ts';
import { NotWrappable, wrapNetwork } from './wrapNetwork.ts';

/** Where a network that runs comes from. */
export type NetworkOrigin = {
  network: NetworkName;
  file: string;
  licence: string;
  source: string;
  own: boolean;
};

export type CustomNetworks = {
  spec: NetworkSpec;
  /** Wrapped files by network; none: ours run. */
  files: Partial<Record<NetworkName, string>>;
  /** The entries they come from, for messages. */
  entryFiles: Partial<Record<NetworkName, string>>;
  /** Of every network that runs. */
  origins: NetworkOrigin[];
};

type Found = { entryFile: string; custom: CustomNetwork };

/**
 * `dir` need not exist: ours run then. Wrapped files go to `wrappedDir`, afresh at each start, so that none can be of an
 * older entry. Throws NetworkRefused.
 */
export async function prepareNetworks(dir: string, wrappedDir: string): Promise<CustomNetworks> {
  const found = await findEntries(dir);
  const files: CustomNetworks['files'] = {};
  for (const entry of found) files[entry.custom.network] = await wrapInto(wrappedDir, entry);
  return {
    spec: found.reduce(withCustom, ourNetworks),
    files,
    entryFiles: Object.fromEntries(found.map(({ custom, entryFile }) => [custom.network, entryFile])),
    origins: originsOf(found.map(({ custom }) => custom)),
  };
}

/** What the entries in `dir` say, their networks unread. Throws NetworkRefused. */
export async function readOrigins(dir: string): Promise<NetworkOrigin[]> {
  return originsOf((await findEntries(dir)).map(({ custom }) => custom));
}

async function findEntries(dir: string): Promise<Found[]> {
  const names = (await readdir(dir).catch(() => [])).filter((name) => /\.ya?ml$/i.test(name)).sort();
  const found: Found[] = [];
  for (const name of names) {
    const entryFile = join(dir, name);
    const network = networkOf(name);
    if (!network)
      throw new NetworkRefused(entryFile, 'its name says no network that can be replaced', renameIt);
    if (found.some(({ custom }) => custom.network === network))
      throw new NetworkRefused(entryFile, `there is another entry for "${network}"`, 'Remove one of them.');
    const yaml = await readFile(entryFile, 'utf8');
    found.push({ entryFile, custom: parseCustomNetwork(network, entryFile, yaml) });
  }
  return found;
}

const renameIt = 'Call it face.yaml or recognition.yaml, or move it elsewhere.';

function networkOf(fileName: string): CustomName | null {
  const name = fileName.replace(/\.ya?ml$/i, '');
  return name === 'face' || name === 'recognition' ? name : null;
}

async function wrapInto(wrappedDir: string, { entryFile, custom }: Found): Promise<string> {
  const { file, sha256: expected } = custom.entry;
  const path = resolve(dirname(entryFile), file);
  const bytes = await readFile(path).catch(() => {
    throw new NetworkRefused(entryFile, `its network ${path} cannot be read`, 'Check "file".');
  });
  const actual = sha256(bytes);
  if (actual !== expected)
    throw new NetworkRefused(
      entryFile,
      `the sha256 of ${file} is ${actual}, not ${expected}`,
      'Get the file again from its source; if you changed it yourself, correct "sha256".',
    );
  const wrapped = join(wrappedDir, `${custom.network}.onnx`);
  await mkdir(wrappedDir, { recursive: true });
  await writeFile(`${wrapped}.${process.pid}.tmp`, wrap(bytes, entryFile, custom));
  await rename(`${wrapped}.${process.pid}.tmp`, wrapped);
  return wrapped;
}

function wrap(bytes: Uint8Array, entryFile: string, custom: CustomNetwork): Uint8Array {
  try {
    return wrapNetwork(bytes, custom);
  } catch (error) {
    if (!(error instanceof NotWrappable)) throw error;
    throw new NetworkRefused(
      entryFile,
      `${custom.entry.file} does not fit: ${error.message}`,
      'docs/networks.md says what a network must be like.',
    );
  }
}

function withCustom(spec: NetworkSpec, { custom }: Found): NetworkSpec {
  switch (custom.network) {
    case 'face':
      return { ...spec, face: faceSpec(custom.entry) };
    case 'recognition':
      return { ...spec, recognition: recognitionSpec(custom.entry) };
    default:
      return custom satisfies never;
  }
}

/** The networks that look at cameras' pictures. */
const running = ['face', 'person', 'recognition'] as const;

function originsOf(customs: CustomNetwork[]): NetworkOrigin[] {
  return running.map((network) => {
    const custom = customs.find((each) => each.network === network);
    if (custom) {
      const { file, licence, source } = custom.entry;
      return { network, file, licence, source, own: true };
    }
    const { source, licence } = catalogue[network];
    const page = `https://www.npmjs.com/package/${source.package}`;
    return { network, file: `${source.package} ${source.version}`, licence, source: page, own: false };
  });
}
