/** How long nobody could see a place. Pure. */
import type { BlindMs } from './passings.ts';

type Span = { fromMs: number; toMs: number };
/** While a camera saw; `toMs` null: it is there still. */
export type Watch = Span & { cameraId: string };
export type Placement = { cameraId: string; area: string; fromMs: number; toMs: number | null };

/** A place is seen while every camera that hangs there sees. One without cameras is never blind. */
export function blindTime(placements: readonly Placement[], watches: readonly Watch[]): BlindMs {
  const hanging = grouped(placements, ({ area }) => area);
  const seeing = grouped(watches, ({ cameraId }) => cameraId);
  return (area, fromMs, toMs) => {
    const blind = (hanging.get(area) ?? []).flatMap(({ cameraId, ...there }) => {
      const due = { fromMs: Math.max(fromMs, there.fromMs), toMs: Math.min(toMs, there.toMs ?? toMs) };
      return without(due, seeing.get(cameraId) ?? []);
    });
    return lengthOf(blind);
  };
}

function grouped<T extends { fromMs: number }>(rows: readonly T[], keyOf: (row: T) => string) {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  for (const group of groups.values()) group.sort((a, b) => a.fromMs - b.fromMs);
  return groups;
}

/** What of `span` is in none of `others`, which are in order. */
function without(span: Span, others: readonly Span[]): Span[] {
  const left: Span[] = [];
  let fromMs = span.fromMs;
  for (const other of others) {
    if (other.fromMs >= span.toMs) break;
    if (other.fromMs > fromMs) left.push({ fromMs, toMs: other.fromMs });
    fromMs = Math.max(fromMs, other.toMs);
  }
  if (fromMs < span.toMs) left.push({ fromMs, toMs: span.toMs });
  return left;
}

/** Of all together; what overlaps counts once. */
function lengthOf(spans: Span[]): number {
  let lengthMs = 0;
  let countedToMs = -Infinity;
  for (const { fromMs, toMs } of spans.sort((a, b) => a.fromMs - b.fromMs)) {
    lengthMs += Math.max(0, toMs - Math.max(fromMs, countedToMs));
    countedToMs = Math.max(countedToMs, toMs);
  }
  return lengthMs;
}
