/** One inference thread: loads its networks once, then answers one request at a time. */
import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { buffersOf } from './buffersOf.ts';
import { loadNetworks, NetworkUnloadable, type Networks } from './loadNetworks.ts';
import type { InferenceRequest } from '../messages.ts';
import type { FromThread, ThreadSetup, ToThread } from './threadMessages.ts';

const host = parentPort;
if (!host) throw new Error('inferenceThread runs as a worker thread only.');

const send = (message: FromThread, transfer: ArrayBuffer[] = []): void => host.postMessage(message, transfer);

/**
 * Networks take what the others leave: a picture crosses from ffmpeg in a dozen small reads, and each that waited for a
 * network's turn of the processor to end would add to its age. On Linux this is of the calling thread alone; elsewhere it would be of
 * the whole program, and is left out.
 */
const niceness = 5;
if (process.platform === 'linux') setPriority(0, niceness);

try {
  const networks = await loadNetworks(workerData as ThreadSetup);
  let running = Promise.resolve();
  host.on('message', (message: ToThread) => {
    // A thread without its port has nothing left to wait for, and ends.
    if (message.kind === 'stop') void running.then(() => host.close());
    else running = answer(networks, message.request);
  });
  send({ kind: 'ready' });
} catch (error) {
  if (!(error instanceof NetworkUnloadable)) throw error;
  send({ kind: 'unloadable', file: error.file, reason: error.reason });
  host.close();
}

async function answer(networks: Networks, request: InferenceRequest): Promise<void> {
  try {
    const result = await networks.run(request);
    send({ kind: 'answer', ...result }, buffersOf(result.answer));
  } catch (error) {
    send({ kind: 'refused', error: error instanceof Error ? error.message : String(error) });
  }
}
