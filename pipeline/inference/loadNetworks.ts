import { join } from 'node:path';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { NetworkName } from '../../models/catalogue.ts';
import type { InferenceAnswer, InferenceRequest, Tensor } from '../messages.ts';
import type { RunMs, ThreadSetup } from './threadMessages.ts';

export type Networks = {
  run(request: InferenceRequest): Promise<{ answer: InferenceAnswer; runMs: RunMs }>;
};

/** A compiled network is not there or cannot be read. */
export class NetworkUnloadable extends Error {
  readonly file: string;
  /** What ONNX Runtime says of it. */
  readonly reason: string;

  constructor(file: string, reason: string) {
    super(
      `Cannot load the networks: ${file} is missing or damaged. Run "npm run models" to compile them again.`,
    );
    this.name = 'NetworkUnloadable';
    this.file = file;
    this.reason = reason;
  }
}

/** One thread per session: the pool has one inference thread per core, and threads that compete halve the throughput. */
export const sessionOptions: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  graphOptimizationLevel: 'all',
  // Errors reach the caller; they need not stand on the terminal too.
  logSeverityLevel: 4,
};

export async function loadNetworks(setup: ThreadSetup): Promise<Networks> {
  const sessions = new Map<NetworkName, InferenceSession>();
  for (const name of setup.networks)
    sessions.set(name, await loadNetwork(setup.files?.[name] ?? join(setup.networksDir, `${name}.onnx`)));

  return {
    async run(request) {
      checkSize(request);
      const outputs: InferenceAnswer['outputs'] = {};
      const runMs: RunMs = {};
      for (const name of request.networks) {
        const session = sessions.get(name);
        if (!session) throw new Error(`Cannot run network "${name}": it was not loaded.`);
        const startedMs = performance.now();
        outputs[name] = await runNetwork(session, request);
        runMs[name] = performance.now() - startedMs;
      }
      return { answer: { outputs, pixels: request.pixels }, runMs };
    },
  };
}

async function loadNetwork(file: string): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(file, sessionOptions);
  } catch (error) {
    throw new NetworkUnloadable(file, error instanceof Error ? error.message : String(error));
  }
}

async function runNetwork(session: InferenceSession, request: InferenceRequest): Promise<Tensor[]> {
  const { pixels, count, width, height } = request;
  const input = new OrtTensor('uint8', pixels, [count, height, width, 3]);
  const results = await session.run({ pixels: input });
  return session.outputNames.map((name) => toTensor(name, results[name]));
}

function toTensor(name: string, result: OrtTensor | undefined): Tensor {
  if (!(result?.data instanceof Float32Array)) throw new Error(`Output "${name}" holds no float32 numbers.`);
  // A copy of our own: ONNX Runtime's memory cannot be transferred to another thread.
  return { dims: [...result.dims], data: result.data.slice() };
}

function checkSize({ pixels, count, width, height }: InferenceRequest): void {
  const expected = count * width * height * 3;
  if (pixels.length === expected && expected > 0) return;
  throw new Error(
    `Cannot run a network on ${pixels.length} bytes: ${count} × ${width} × ${height} RGB needs ${expected}.`,
  );
}
