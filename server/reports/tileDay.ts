/** What each moment of a day was: one kind at a time, without gaps. Pure. */
import type { Interval } from '../shifts/intervals.ts';
import type { Span, SpanKind } from '../wire.ts';
import type { Seen } from './seenSpans.ts';

/** Each in order, its intervals apart from each other. */
export type Layers = {
  seen: readonly Seen[];
  /** When they had to be there. */
  due: readonly Interval[];
  breaks: readonly Interval[];
  leaves: readonly Interval[];
  /** Absences that count, and nothing excused. */
  absent: readonly (Interval & { area: string | null })[];
  /** When the cameras saw that would have seen them. */
  covered: readonly Interval[];
};

/** Whoever is seen is present, whatever was planned; whoever is not is missed only while it was due and the cameras saw. */
export function tileDay(within: Interval, layers: Layers): Span[] {
  const at = {
    seen: walk(layers.seen),
    due: walk(layers.due),
    breaks: walk(layers.breaks),
    leaves: walk(layers.leaves),
    absent: walk(layers.absent),
    covered: walk(layers.covered),
  };
  const kindAt = (ms: number): { kind: SpanKind; area: string | null } => {
    const seen = at.seen(ms);
    if (seen) return { kind: 'present', area: seen.area };
    if (at.leaves(ms)) return { kind: 'leave', area: null };
    if (!at.due(ms)) return { kind: at.breaks(ms) ? 'break' : 'off', area: null };
    const absent = at.absent(ms);
    if (!at.covered(ms)) return { kind: 'blind', area: null };
    return absent ? { kind: 'absent', area: absent.area } : { kind: 'away', area: null };
  };
  const tiles: Span[] = [];
  const cuts = cutsOf(within, layers);
  for (let index = 0; index + 1 < cuts.length; index++) {
    const fromMs = cuts[index] as number;
    const toMs = cuts[index + 1] as number;
    const { kind, area } = kindAt(fromMs);
    const last = tiles.at(-1);
    if (last?.kind === kind && last.area === area) last.toMs = toMs;
    else tiles.push({ kind, fromMs, toMs, area });
  }
  return tiles;
}

/** Every moment at which something begins or ends, each once. */
function cutsOf({ fromMs, toMs }: Interval, layers: Layers): number[] {
  if (toMs <= fromMs) return [];
  const cuts = [fromMs, toMs];
  for (const layer of Object.values(layers) as (readonly Interval[])[])
    for (const each of layer) {
      if (each.fromMs > fromMs && each.fromMs < toMs) cuts.push(each.fromMs);
      if (each.toMs > fromMs && each.toMs < toMs) cuts.push(each.toMs);
    }
  return cuts.sort((a, b) => a - b).filter((cut, index, all) => cut !== all[index - 1]);
}

/** Which interval holds a moment; asked with moments that only grow. */
function walk<T extends Interval>(layer: readonly T[]): (ms: number) => T | undefined {
  let index = 0;
  return (ms) => {
    for (let each = layer[index]; each && each.toMs <= ms; each = layer[index]) index++;
    const each = layer[index];
    return each && each.fromMs <= ms ? each : undefined;
  };
}
