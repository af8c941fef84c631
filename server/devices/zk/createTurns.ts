/** Whatever is asked of a terminal, in its turn, and in words when it goes wrong. */
import { commands } from './commands.ts';
import type { Queue } from './createQueue.ts';
import type { Listening } from './startListening.ts';
import { askOk, type Session } from './startSession.ts';
import { type Asked, deviceProblem, ZkError } from './zkError.ts';

type Work = <Result>(work: () => Promise<Result>) => Promise<Result>;
export type Turns = {
  /** In its turn. */
  run: Work;
  /** In its turn, while nobody can use the terminal's keys. */
  undisturbed: Work;
};

export function createTurns(session: Session, queue: Queue, listening: Listening, asked: Asked): Turns {
  const run: Work = (work) =>
    inWords(asked, () =>
      queue.run(() => {
        const over = session.over();
        return over ? Promise.reject(over) : work();
      }),
    );
  return { run, undisturbed: (work) => run(() => whileLocked(session, listening, work)) };
}

/** Whatever happens, people may use it again afterwards, and events are told as before. */
async function whileLocked<Result>(
  session: Session,
  listening: Listening,
  work: () => Promise<Result>,
): Promise<Result> {
  const what = 'locking and unlocking its keys';
  await askOk(session, what, commands.disable);
  const unlock = async (): Promise<void> => {
    if (session.over()) return;
    await askOk(session, what, commands.enable);
    if (listening.wanted() > 0) await listening.register(session);
  };
  let result: Result;
  try {
    result = await work();
  } catch (error) {
    // What went wrong first is what counts.
    await unlock().catch(() => undefined);
    throw error;
  }
  await unlock();
  return result;
}

export async function inWords<Result>(asked: Asked, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof ZkError ? deviceProblem(asked, error) : error;
  }
}
