/** A day as coloured bars along an axis of hours. */
import type { PersonDay, SpanKind } from '../../wire.ts';
import { wallStretches } from '../localClock.ts';
import type { Canvas } from './pdfCanvas.ts';

export const spanColours: Record<SpanKind, string> = {
  present: '#2f9e5f',
  away: '#e9b63b',
  absent: '#cc3d3a',
  blind: '#8b95a1',
  break: '#bfd7ee',
  leave: '#a78bd0',
  off: '#eef1f3',
};

/** Of the page, in ms of the wall's clock since midnight of the date. */
export type Axis = { fromMs: number; toMs: number };
type Box = { x: number; y: number; width: number; height: number };

const hourMs = 3_600_000;
/** Narrower cannot be told apart on paper. */
const pointMin = 0.4;

/** Whole hours around everything that was planned or seen; at least eight. */
export function axisOf(days: readonly PersonDay[]): Axis {
  let [fromMs, toMs] = [Infinity, -Infinity];
  for (const day of days) {
    const told = day.timeline.filter(({ kind }) => kind !== 'off');
    const hull = [told[0]?.fromMs, told.at(-1)?.toMs, day.shift?.startMs, day.shift?.endMs];
    const known = hull.filter((each) => each !== undefined);
    if (known.length === 0) continue;
    const whole = { fromMs: Math.min(...known), toMs: Math.max(...known) };
    for (const [from, to] of wallStretches(day.timeZone, day.date, whole)(whole.fromMs, whole.toMs)) {
      fromMs = Math.min(fromMs, from);
      toMs = Math.max(toMs, to);
    }
  }
  if (fromMs > toMs) return { fromMs: 8 * hourMs, toMs: 17 * hourMs };
  const from = Math.floor(fromMs / hourMs);
  const to = Math.max(Math.ceil(toMs / hourMs), from + 8);
  return { fromMs: from * hourMs, toMs: to * hourMs };
}

type Bar = [left: number, right: number];

/** Where each kind lies, from left to right, on an axis as wide as `width`. What lies closer together than can be told apart is one. */
export function barsOf(day: PersonDay, axis: Axis, width: number): Map<SpanKind, Bar[]> {
  const bars = new Map<SpanKind, Bar[]>();
  const [first, last] = [day.timeline[0], day.timeline.at(-1)];
  if (!first || !last) return bars;
  const scale = width / (axis.toMs - axis.fromMs);
  const xOf = (ms: number): number => Math.min(width, Math.max(0, (ms - axis.fromMs) * scale));
  const stretches = wallStretches(day.timeZone, day.date, { fromMs: first.fromMs, toMs: last.toMs });
  for (const { kind, fromMs, toMs } of day.timeline) {
    if (kind === 'off') continue;
    const own = bars.get(kind) ?? [];
    bars.set(kind, own);
    for (const stretch of stretches(fromMs, toMs)) {
      const [from, to] = [xOf(stretch[0]), xOf(stretch[1])];
      const before = own.at(-1);
      if (before && from >= before[0] && from - before[1] < pointMin) before[1] = Math.max(before[1], to);
      else if (to > from) own.push([from, to]);
    }
  }
  return bars;
}

/** One path for all bars of a colour: a page holds thousands. */
export function drawTimeline(canvas: Canvas, day: PersonDay, axis: Axis, box: Box): void {
  canvas.rect(box.x, box.y, box.width, box.height);
  canvas.fill(spanColours.off);
  const bars = barsOf(day, axis, box.width);
  for (const kind of order) {
    const own = bars.get(kind) ?? [];
    for (const [from, to] of own) canvas.rect(box.x + from, box.y, Math.max(pointMin, to - from), box.height);
    if (own.length > 0) canvas.fill(spanColours[kind]);
  }
}

/** What matters is drawn last. */
const order: SpanKind[] = ['off', 'leave', 'break', 'blind', 'present', 'away', 'absent'];

export function drawAxis(
  canvas: Canvas,
  { fromMs, toMs }: Axis,
  box: Box,
  write: (text: string, x: number) => void,
) {
  const hours = (toMs - fromMs) / hourMs;
  const step = hours > 16 ? 2 : 1;
  for (let hour = 0; hour <= hours; hour++) {
    const x = box.x + (hour / hours) * box.width;
    canvas.line(x, box.y, x, box.y + box.height);
    if (hour % step === 0) write(String((fromMs / hourMs + hour + 48) % 24).padStart(2, '0'), x);
  }
  canvas.stroke('#c9d0d6', 0.3);
}
