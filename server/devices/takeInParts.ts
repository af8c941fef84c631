/** Many records at once, taken in parts: between two of them whoever else wants the process has a turn. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TakenLogs } from './takeLogs.ts';

/** A transaction each, of some 0.2 s; whoever else writes waits so long. Half as many at once take a third longer altogether. */
export const rowsAtOnce = 4000;

/** Rejects when a part is not stored; those before it are, and known when they come again. */
export async function takeInParts<Row>(
  rows: readonly Row[],
  take: (some: readonly Row[]) => Promise<TakenLogs>,
): Promise<TakenLogs> {
  const all: TakenLogs = { added: 0, known: 0, refused: 0 };
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    if (from > 0) await nextTurn();
    const taken = await take(rows.slice(from, from + rowsAtOnce));
    for (const key of ['added', 'known', 'refused'] as const) all[key] += taken[key];
  }
  return all;
}
