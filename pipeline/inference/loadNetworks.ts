import { join } from 'node:path';
import { type InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { NetworkName } from '../../models/catalogue.ts';
import type { InferenceAnswer, InferenceRequest, Tensor } from '../messages.ts';
import { openNetwork, openNetworkBySize, type OpenNetwork } from './openNetwork.ts';
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

export async function loadNetworks(setup: ThreadSetup): Promise<Networks> {
  const opened = new Map<NetworkName, OpenNetwork>();
  for (const name of setup.networks)
    opened.set(name, await loadNetwork(setup.files?.[name] ?? join(setup.networksDir, `${name}.onnx`), name));

  return {
    async run(request) {
      checkSize(request);
      const outputs: InferenceAnswer['outputs'] = {};
      const runMs: RunMs = {};
      for (const name of request.networks) {
        const open = opened.get(name);
        if (!open) throw new Error(`Cannot run network "${name}": it was not loaded.`);
        const session = await open(request.width, request.height, request.count);
        const startedMs = performance.now();
        outputs[name] = await runNetwork(session, request);
        runMs[name] = performance.now() - startedMs;
      }
      return { answer: { outputs, pixels: request.pixels }, runMs };
    },
  };
}

async function loadNetwork(file: string, name: NetworkName): Promise<OpenNetwork> {
  try {
    // The body network is no faster for knowing its size, and recognition has one size only.
    return await (name === 'face' ? openNetworkBySize(file) : openNetwork(file));
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
