/** Snapshots asked of a camera's thread, and who waits for them. */
import type { EpochMs, SnapshotAnswer, SnapshotWish } from '../messages.ts';

/** Even an idle camera decodes its next picture within a fraction of this. */
const withinMs = 3_000;

export function createSnapshots(ask: (requestId: number, clear: SnapshotWish) => void) {
  const waiting = new Map<number, (answer: { atMs: EpochMs; jpeg: Uint8Array } | null) => void>();
  let asked = 0;
  return {
    ask(clear: SnapshotWish): Promise<{ atMs: EpochMs; jpeg: Uint8Array } | null> {
      const requestId = ++asked;
      return new Promise((resolve) => {
        const timer = setTimeout(() => waiting.get(requestId)?.(null), withinMs);
        waiting.set(requestId, (answer) => {
          clearTimeout(timer);
          waiting.delete(requestId);
          resolve(answer);
        });
        ask(requestId, clear);
      });
    },
    answered: ({ requestId, atMs, jpeg }: SnapshotAnswer) =>
      void waiting.get(requestId)?.(jpeg ? { atMs, jpeg } : null),
    /** The thread ended: nobody answers any more. */
    end: () => [...waiting.values()].forEach((answer) => answer(null)),
  };
}
