import type { Worker } from 'node:worker_threads';
import type { InferenceAnswer, InferenceRequest } from '../messages.ts';
import { ownPixels } from './buffersOf.ts';
import { NetworkUnloadable } from './loadNetworks.ts';
import type { FromThread, RunMs, ToThread } from './threadMessages.ts';

export type ThreadEvents = {
  answered: (answer: InferenceAnswer, runMs: RunMs) => void;
  refused: (error: string) => void;
  /** The thread was ready once and is gone, not by `stop()`. */
  ended: (reason: string) => void;
};

export type Thread = {
  /** Rejects when the thread cannot load its networks or ends before it is ready. */
  ready: Promise<void>;
  /** Moves the pixels away from this thread. */
  send(request: InferenceRequest): void;
  /** Lets the run under way end: ONNX Runtime takes the whole process along when its thread is terminated. */
  stop(): Promise<void>;
};

/** The host's side of one inference thread. */
export function startThread(spawn: () => Worker, events: ThreadEvents): Thread {
  const worker = spawn();
  const gone = new Promise((resolve) => worker.once('exit', resolve));
  let state: 'starting' | 'ready' | 'ended' = 'starting';

  const ready = new Promise<void>((resolve, reject) => {
    const end = (reason: Error): void => {
      if (state === 'ready') events.ended(reason.message);
      state = 'ended';
      reject(reason);
    };
    worker.on('message', (message: FromThread) => {
      if (state === 'ended') return;
      switch (message.kind) {
        case 'ready':
          state = 'ready';
          return resolve();
        case 'unloadable':
          return end(new NetworkUnloadable(message.file, message.reason));
        case 'answer':
          return events.answered(message.answer, message.runMs);
        case 'refused':
          return events.refused(message.error);
        default:
          message satisfies never;
      }
    });
    worker.on('error', (error) => {
      end(error instanceof Error ? error : new Error(String(error)));
    });
    worker.on('exit', (code) => {
      end(new Error(`exit code ${code}`));
    });
  });
  return {
    ready,
    send: (request) => {
      const pixels = ownPixels(request.pixels);
      const message: ToThread = { kind: 'run', request: { ...request, pixels } };
      worker.postMessage(message, [pixels.buffer]);
    },
    stop: async () => {
      state = 'ended';
      worker.postMessage({ kind: 'stop' } satisfies ToThread);
      await gone;
    },
  };
}
