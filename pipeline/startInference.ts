/** The door to inference: a pool of threads shared by all cameras and the server, each network loaded once per thread. */
import { extname } from 'node:path';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { NetworkName } from '../models/catalogue.ts';
import { type NetworkSpec, ourNetworks } from '../models/networkSpec.ts';
import { chipSizePx } from './embed/alignFace.ts';
import { buffersOf } from './inference/buffersOf.ts';
import { fasterFile } from './inference/fasterFile.ts';
import { probeNetworks } from './inference/probeNetworks.ts';
import { startPool, type Pool, type PoolStats } from './inference/startPool.ts';
import type { ThreadSetup } from './inference/threadMessages.ts';
import type { FromInference, Infer, InferenceAnswer, InferenceRequest, ToInference } from './messages.ts';

export { NetworkUnloadable } from './inference/loadNetworks.ts';
export { NetworkUnfit } from './inference/probeNetworks.ts';

export type InferenceOptions = {
  /** One per core: more compete for the same cores, fewer leave some idle. */
  threads: number;
  networksDir: string;
  networks?: NetworkName[];
  /** A user's own networks in the place of ours: their wrapped files, and how to talk to them. */
  custom?: { files: Partial<Record<NetworkName, string>>; spec: NetworkSpec };
  log?: (line: string) => void;
};

export type InferenceStats = PoolStats;

export type Inference = {
  /** What runs; `networks.recognition.id` belongs to every embedding that is kept. */
  networks: NetworkSpec;
  /** For the server itself. The pixels' buffer is moved away until the answer gives it back. */
  infer: Infer;
  /** For one camera worker: transfer the port to it and call `connectInference` there. Closing it frees everything. */
  connect(): MessagePort;
  stats(): InferenceStats;
  stop(): Promise<void>;
};

/**
 * Rejects with `NetworkUnloadable` when a compiled network is missing or damaged, with `NetworkUnfit` when a custom one does
 * not do what is said of it.
 */
export async function startInference(options: InferenceOptions): Promise<Inference> {
  const {
    threads,
    networksDir,
    networks = ['face', 'person', 'recognition'],
    log = () => {},
    custom,
  } = options;
  const files = { ...(await ourFiles(networksDir, networks, custom?.files)), ...custom?.files };
  const setup: ThreadSetup = { networksDir, networks, files };
  const pool = await startPool({ threads, log, spawn: () => new Worker(threadFile, { workerData: setup }) });
  if (!custom) return inferenceOn(pool);
  try {
    const replaced = networks.filter((name) => custom.files[name]);
    return inferenceOn(
      pool,
      await probeNetworks(inferenceOn(pool, custom.spec).infer, custom.spec, replaced),
    );
  } catch (error) {
    await pool.stop();
    throw error;
  }
}

/** Those that are not simply `networksDir/<name>.onnx`. */
async function ourFiles(
  networksDir: string,
  networks: NetworkName[],
  replaced: ThreadSetup['files'],
): Promise<ThreadSetup['files']> {
  if (!networks.includes('recognition') || replaced?.recognition) return {};
  return { recognition: await fasterFile(networksDir, 'recognition', chipSizePx) };
}

const threadFile = new URL(`./inference/inferenceThread${extname(import.meta.url)}`, import.meta.url);
/** The server's own calls queue under this number, cameras under 1, 2, 3 … */
const ownClient = 0;

export function inferenceOn(pool: Pool, networks: NetworkSpec = ourNetworks): Inference {
  const infer = (request: InferenceRequest): Promise<InferenceAnswer> => pool.run(ownClient, request);
  const ports = new Set<MessagePort>();
  let clients = ownClient;

  return {
    networks,
    infer: Object.assign(infer, { networks }),
    connect() {
      const { port1, port2 } = new MessageChannel();
      clients += 1;
      ports.add(port1);
      serve(pool, clients, port1);
      port1.on('close', () => ports.delete(port1));
      return port2;
    },
    stats: () => pool.stats(),
    async stop() {
      for (const port of ports) port.close();
      await pool.stop();
    },
  };
}

function serve(pool: Pool, client: number, port: MessagePort): void {
  port.on('message', ({ requestId, request }: ToInference) => {
    pool.run(client, request).then(
      (answer) => port.postMessage({ requestId, answer } satisfies FromInference, buffersOf(answer)),
      (error: unknown) =>
        port.postMessage({
          requestId,
          error: error instanceof Error ? error.message : String(error),
        } satisfies FromInference),
    );
  });
  port.on('close', () => {
    pool.dropClient(client);
  });
}
