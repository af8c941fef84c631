/** For long work in many short transactions: between two of them, whoever asks the database goes first. */
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Knex } from 'knex';

type Pool = {
  numUsed: () => number;
  numPendingAcquires: () => number;
  on: (event: 'acquireRequest', heard: () => void) => void;
};

/** One question may lead to the next, some turns later: others are done when nobody asked for so many. */
const quietTurns = 3;
/** However busy they are, the work goes on. */
const waitMostMs = 200;

export async function othersFirst(db: Knex, nowMs = () => performance.now()): Promise<void> {
  const asked = questionsOf((db.client as { pool: Pool }).pool);
  const untilMs = nowMs() + waitMostMs;
  // SQLite answers at once: without these turns nothing else of the process would have its own until the last row.
  for (let quiet = 0; quiet < quietTurns && nowMs() < untilMs;) {
    const before = asked.count;
    await nextTurn();
    quiet = asked.count === before && !asked.isOpen() ? quiet + 1 : 0;
  }
}

type Questions = { count: number; isOpen: () => boolean };
const known = new WeakMap<Pool, Questions>();

function questionsOf(pool: Pool): Questions {
  const before = known.get(pool);
  if (before) return before;
  const isOpen = (): boolean => pool.numUsed() + pool.numPendingAcquires() > 0;
  const questions: Questions = { count: 0, isOpen };
  pool.on('acquireRequest', () => questions.count++);
  known.set(pool, questions);
  return questions;
}
