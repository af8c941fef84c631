import type { MessagePort } from 'node:worker_threads';
import { type NetworkSpec, ourNetworks } from '../../models/networkSpec.ts';
import type { FromInference, Infer, InferenceAnswer, InferenceRequest, ToInference } from '../messages.ts';
import { ownPixels } from './buffersOf.ts';

type Pending = { resolve: (answer: InferenceAnswer) => void; reject: (error: Error) => void };

/** A camera worker's side of its port: calls go out with a number, answers come back with it. */
export function connectInference(port: MessagePort, networks: NetworkSpec = ourNetworks): Infer {
  const pending = new Map<number, Pending>();
  let requestId = 0;
  let closed = false;

  port.on('message', (message: FromInference) => {
    const call = pending.get(message.requestId);
    pending.delete(message.requestId);
    if ('error' in message) call?.reject(new Error(message.error));
    else call?.resolve(message.answer);
  });
  port.on('close', () => {
    closed = true;
    for (const call of pending.values()) call.reject(new Error(closedMessage));
    pending.clear();
  });
  const infer = (request: InferenceRequest): Promise<InferenceAnswer> =>
    new Promise((resolve, reject) => {
      if (closed) throw new Error(closedMessage);
      requestId += 1;
      const pixels = ownPixels(request.pixels);
      const message: ToInference = { requestId, request: { ...request, pixels } };
      port.postMessage(message, [pixels.buffer]);
      pending.set(requestId, { resolve, reject });
    });
  return Object.assign(infer, { networks });
}

const closedMessage = 'Cannot run inference: the connection to the inference threads is closed.';
