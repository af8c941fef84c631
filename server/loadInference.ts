/** Starts inference with our networks, or with a user's own where the folder of networks has an entry for them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NetworkRefused } from '../models/customNetwork.ts';
import { type CustomNetworks, type NetworkOrigin, prepareNetworks } from '../models/prepareNetworks.ts';
import {
  type Inference,
  NetworkUnfit,
  NetworkUnloadable,
  startInference,
} from '../pipeline/startInference.ts';
import { problem, type UserFacingError } from './errors.ts';

export type LoadOptions = {
  inferenceThreads: number;
  /** Of our compiled networks. */
  networksDir: string;
  /** Of the user's entries; need not exist. */
  customNetworksDir: string;
  /** Where wrapped networks are kept while the program runs; null: in a folder that is removed at the end. */
  dataDir: string | null;
};

export type LoadedInference = Inference & { origins: NetworkOrigin[] };

/** Throws NETWORKS_MISSING or NETWORK_UNUSABLE. */
export async function loadInference(
  options: LoadOptions,
  log: (line: string) => void,
): Promise<LoadedInference> {
  const { dataDir, customNetworksDir, inferenceThreads: threads, networksDir } = options;
  const temporary = dataDir === null ? await mkdtemp(join(tmpdir(), 'whereabouts-networks-')) : null;
  const clean = async (): Promise<void> => {
    if (temporary !== null) await rm(temporary, { recursive: true, force: true });
  };
  let custom: CustomNetworks | null = null;
  try {
    custom = await prepareNetworks(customNetworksDir, temporary ?? join(dataDir ?? '', 'networks'));
    for (const { network, file, licence, own } of custom.origins)
      if (own) log(`Network "${network}" is ${file} (${licence}).`);
    const inference = await startInference({ threads, networksDir, log, custom });
    const stop = (): Promise<void> => inference.stop().finally(clean);
    return { ...inference, stop, origins: custom.origins };
  } catch (error) {
    await clean();
    throw asProblem(error, custom);
  }
}

function asProblem(error: unknown, custom: CustomNetworks | null): unknown {
  if (error instanceof NetworkRefused) return refused(error.file, error.problem, error.remedy, error);
  if (error instanceof NetworkUnfit) {
    const file = custom?.entryFiles[error.network] ?? error.network;
    return refused(file, `its network does not fit: ${oneLine(error.problem)}`, correctEntry, error);
  }
  if (error instanceof NetworkUnloadable) {
    const [network] = Object.entries(custom?.files ?? {}).find(([, file]) => file === error.file) ?? [];
    const entryFile = network && custom?.entryFiles[network as NetworkOrigin['network']];
    if (entryFile === undefined) return problem('NETWORKS_MISSING', { file: error.file }, { cause: error });
    return refused(
      entryFile,
      `ONNX Runtime cannot load its network: ${oneLine(error.reason)}`,
      getAnother,
      error,
    );
  }
  return error;
}

const correctEntry = 'Correct the entry; docs/networks.md explains every key.';
const getAnother = 'Use a network made for ONNX Runtime on a CPU.';

export const refused = (file: string, state: string, remedy: string, cause: unknown): UserFacingError =>
  problem('NETWORK_UNUSABLE', { file, problem: state, remedy }, { cause });

/** What ONNX Runtime says can fill a page; its own full stop goes, ours follows. */
function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
