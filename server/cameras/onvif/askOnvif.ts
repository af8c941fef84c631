/**
 * ONVIF in a thread with a bound on time and memory. Devices send broken XML, never end, or send what makes a parser think for
 * minutes: whatever they do, the thread is ended and the server goes on.
 */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { OnvifAnswer, OnvifQuestion } from './questions.ts';

export type AskOnvif = (
  question: OnvifQuestion,
  how: {
    signal: AbortSignal;
    withinMs: number;
    /** Everything it answers but the end. */
    onAnswer: (answer: Exclude<OnvifAnswer, { kind: 'done' }>) => void;
  },
) => Promise<void>;

const resourceLimits = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 };

/** Resolves when the thread has ended, whatever came of it. */
export const askOnvif: AskOnvif = (question, { signal, withinMs, onAnswer }) => {
  const file = new URL(`./onvifThread${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(file, { name: 'onvif', workerData: question, resourceLimits });
  const end = (): void => void worker.terminate();
  const patience = setTimeout(() => {
    onAnswer({ kind: 'failed', trouble: 'silent' });
    end();
  }, withinMs);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  worker.on('message', (answer: OnvifAnswer) => {
    if (answer.kind === 'done') return end();
    onAnswer(answer);
    if (answer.kind === 'failed') end();
  });
  worker.on('error', () => onAnswer({ kind: 'failed', trouble: 'notOnvif' }));
  return new Promise((resolve) => {
    worker.once('exit', () => {
      clearTimeout(patience);
      signal.removeEventListener('abort', end);
      resolve();
    });
  });
};
