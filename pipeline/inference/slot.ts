import type { InferenceAnswer, InferenceRequest } from '../messages.ts';
import type { Thread } from './startThread.ts';

/** One place for a thread. `spare` holds a copy of the pixels under way: a crashed thread takes the transferred ones along. */
export type Slot = {
  thread: Thread | null;
  ready: boolean;
  job: Job | null;
  spare: Uint8Array;
  spareLength: number;
  timer: NodeJS.Timeout | undefined;
};

export type Job = {
  client: number;
  request: InferenceRequest;
  /** Threads that ended while they ran it. */
  crashes: number;
  resolve: (answer: InferenceAnswer) => void;
  reject: (error: Error) => void;
};

export const emptySlot = (): Slot => ({
  thread: null,
  ready: false,
  job: null,
  spare: new Uint8Array(0),
  spareLength: 0,
  timer: undefined,
});

export function release(slot: Slot): Job | null {
  const { job } = slot;
  slot.job = null;
  return job;
}

/** The buffer is used again and again: copying a small picture takes 0.05 ms, allocating for each would take more. */
export function keepSpare(slot: Slot, pixels: Uint8Array): void {
  if (slot.spare.length < pixels.length) slot.spare = new Uint8Array(pixels.length);
  slot.spare.set(pixels);
  slot.spareLength = pixels.length;
}
