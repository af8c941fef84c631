/** One thing at a time, in the order it was asked for; no more than `most` wait. */
import { ZkError } from './zkError.ts';

export type Queue = {
  run: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** When all that waits now is done, without counting as waiting. */
  last: <Result>(work: () => Promise<Result>) => Promise<Result>;
  waiting: () => number;
  refused: () => number;
};

export function createQueue(most: number): Queue {
  let tail: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let refused = 0;
  const last: Queue['last'] = (work) => {
    const done = tail.then(work);
    tail = done.catch(() => undefined);
    return done;
  };
  return {
    run(work) {
      if (waiting >= most) {
        refused++;
        return Promise.reject(ZkError.of('DEVICE_QUEUE_FULL', { count: waiting }));
      }
      waiting++;
      return last(work).finally(() => waiting--);
    },
    last,
    waiting: () => waiting,
    refused: () => refused,
  };
}
