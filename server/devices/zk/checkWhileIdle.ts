import type { Clock } from '../../presence/startPresence.ts';
import { commands } from './commands.ts';
import type { Queue } from './createQueue.ts';
import { askOk, type Session } from './startSession.ts';
import { ZkError } from './zkError.ts';

/** A line that died says nothing by itself, and a terminal that was restarted knows nobody. */
export function checkWhileIdle(session: Session, queue: Queue, clock: Clock, everyMs: number): void {
  const check = async (): Promise<void> => {
    try {
      await askOk(session, 'its clock', commands.readTime);
    } catch (error) {
      session.end(error instanceof ZkError ? error : ZkError.of('DEVICE_LOST', {}, error));
    }
  };
  const stop = clock.every(everyMs, () => {
    if (queue.waiting() === 0 && !session.over()) void queue.run(check);
  });
  void session.ended.then(stop);
}
