/** Tests of addresses under way: one a user and few at all, each ended when nobody waits for it any more. */
import type { CameraSetup } from '../../pipeline/messages.ts';
import { tryCamera, type TriedCamera } from '../../pipeline/tryCamera.ts';
import { problem } from '../errors.ts';

export type CameraTests = {
  /** A newer test of the same user ends the one before. Throws CAMERA_TEST_BUSY. */
  run: (userId: string, setup: CameraSetup, signal: AbortSignal) => Promise<TriedCamera>;
  /** Resolves when every ffmpeg has ended. */
  stop: () => Promise<void>;
};

/** ffmpeg gives up a dead socket after eight seconds, and then knows why. */
const withinMs = 10_000;
/** Each decodes full pictures. */
const atOnceMax = 3;

type Running = { abort: AbortController; ended: Promise<unknown> };

export function createCameraTests(attempt = tryCamera): CameraTests {
  const running = new Map<string, Running>();

  async function replace(userId: string): Promise<void> {
    for (let before = running.get(userId); before; before = running.get(userId)) {
      before.abort.abort();
      await before.ended;
    }
    if (running.size >= atOnceMax) throw problem('CAMERA_TEST_BUSY', { problem: 'other tests are running' });
  }

  return {
    async run(userId, setup, signal) {
      await replace(userId);
      const abort = new AbortController();
      const work = attempt(setup, { signal: AbortSignal.any([signal, abort.signal]), withinMs });
      const own: Running = { abort, ended: work.catch(() => undefined) };
      running.set(userId, own);
      try {
        const tried = await work;
        if (tried.kind === 'stopped')
          throw problem('CAMERA_TEST_BUSY', { problem: 'a newer test took its place' });
        return tried;
      } finally {
        if (running.get(userId) === own) running.delete(userId);
      }
    },
    async stop() {
      for (const { abort } of running.values()) abort.abort();
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
  };
}
