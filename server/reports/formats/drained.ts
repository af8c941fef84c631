/** Waits until whoever takes a file wants more of it. Throws when nobody takes it any more: a wait without end would hold the report. */
import { once } from 'node:events';
import type { Sink } from './reportFile.ts';

export async function drained(sink: Sink): Promise<void> {
  const { destroyed = false, writableNeedDrain = false } = sink as {
    destroyed?: boolean;
    writableNeedDrain?: boolean;
  };
  if (destroyed) throw gone();
  if (!writableNeedDrain) return;
  const over = new AbortController();
  const { signal } = over;
  const closed = once(sink, 'close', { signal }).then(() => Promise.reject(gone()));
  try {
    await Promise.race([once(sink, 'drain', { signal }), closed]);
  } finally {
    // Whichever did not happen is not waited for, and says so.
    closed.catch(() => undefined);
    over.abort();
  }
}

const gone = (): Error =>
  Object.assign(new Error('The report is not taken any more'), { code: 'ECONNRESET' });
