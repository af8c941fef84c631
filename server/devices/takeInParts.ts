/** Many records at once, taken in parts: between two of them whoever else wants the database has a turn. */
import { performance } from 'node:perf_hooks';
import type { TakenLogs } from './takeLogs.ts';

export type Parts<Row> = {
  count: number;
  rowsOf: (from: number, to: number) => readonly Row[];
  take: (rows: readonly Row[]) => Promise<TakenLogs>;
  /** Resolves when everybody else had their turn. */
  othersFirst: () => Promise<void>;
  nowMs?: () => number;
};

/** A part is a transaction, and for so long whoever else wants the process waits, on a disk and processors that are not busy. */
const wantedMs = 40;
/** Fewer take hardly less: the disk is asked once for each part. */
const leastAtOnce = 500;
const mostAtOnce = 4000;
export const firstAtOnce = leastAtOnce;

/** Rejects when a part is not stored; those before it are, and known when they come again. */
export async function takeInParts<Row>(parts: Parts<Row>): Promise<TakenLogs> {
  const { count, rowsOf, take, othersFirst, nowMs = () => performance.now() } = parts;
  const all: TakenLogs = { added: 0, known: 0, refused: 0 };
  let atOnce = firstAtOnce;
  for (let from = 0, to: number; from < count; from = to) {
    if (from > 0) await othersFirst();
    to = Math.min(count, from + atOnce);
    const begunMs = nowMs();
    const taken = await take(rowsOf(from, to));
    atOnce = nextAtOnce(to - from, nowMs() - begunMs);
    for (const key of ['added', 'known', 'refused'] as const) all[key] += taken[key];
  }
  return all;
}

/** As many as would have taken as long as is wanted; never far from what was seen, as a disk is slow for moments. */
export function nextAtOnce(rows: number, tookMs: number): number {
  const factor = Math.min(2, Math.max(0.5, wantedMs / Math.max(1, tookMs)));
  return Math.min(mostAtOnce, Math.max(leastAtOnce, Math.round(rows * factor)));
}
