import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';

/** Long work that pauses at every `yield`, a few milliseconds apart at most. */
export type Work<Result> = Generator<undefined, Result, undefined>;

/** Short beside the 50 ms after which a live picture is seen to stutter. */
const sliceMs = 15;

/** Does the work in slices, so that everything else the program does goes on between them. */
export async function inSlices<Result>(work: Work<Result>, nowMs = () => performance.now()): Promise<Result> {
  for (;;) {
    const untilMs = nowMs() + sliceMs;
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (nowMs() < untilMs);
    await setImmediate();
  }
}

/** The same work in one piece, where nobody waits. */
export function atOnce<Result>(work: Work<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
