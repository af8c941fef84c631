/** A day as coloured bars along an axis of hours. */
import type { PersonDay, SpanKind } from '../../wire.ts';
import { wallMs } from '../localClock.ts';

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
type Doc = PDFKit.PDFDocument;

const hourMs = 3_600_000;
/** Narrower cannot be told apart on paper. */
const pointMin = 0.4;

/** Whole hours around everything that was planned or seen; at least eight. */
export function axisOf(days: readonly PersonDay[]): Axis {
  let fromMs = Infinity;
  let toMs = -Infinity;
  for (const day of days) {
    const told = day.timeline.filter(({ kind }) => kind !== 'off');
    const times = [told[0]?.fromMs, told.at(-1)?.toMs, day.shift?.startMs, day.shift?.endMs];
    for (const ms of times.filter((each) => each !== undefined)) {
      fromMs = Math.min(fromMs, sinceMidnight(day, ms));
      toMs = Math.max(toMs, sinceMidnight(day, ms));
    }
  }
  if (fromMs > toMs) return { fromMs: 8 * hourMs, toMs: 17 * hourMs };
  const from = Math.floor(fromMs / hourMs);
  const to = Math.max(Math.ceil(toMs / hourMs), from + 8);
  return { fromMs: from * hourMs, toMs: to * hourMs };
}

const sinceMidnight = ({ date, timeZone }: PersonDay, ms: number): number =>
  wallMs(timeZone, ms) - Date.parse(date);

/** One path for all bars of a colour: a page holds thousands. */
export function drawTimeline(doc: Doc, day: PersonDay, axis: Axis, box: Box): void {
  const scale = box.width / (axis.toMs - axis.fromMs);
  const xOf = (ms: number): number =>
    box.x + Math.min(box.width, Math.max(0, (sinceMidnight(day, ms) - axis.fromMs) * scale));
  doc.rect(box.x, box.y, box.width, box.height).fill(spanColours.off);
  const bars = new Map<SpanKind, [number, number][]>();
  for (const { kind, fromMs, toMs } of day.timeline) {
    if (kind === 'off') continue;
    const [from, to] = [xOf(fromMs), xOf(toMs)];
    const own = bars.get(kind) ?? [];
    bars.set(kind, own);
    const last = own.at(-1);
    if (last && from - last[1] < pointMin) last[1] = Math.max(last[1], to);
    else if (to > from) own.push([from, to]);
  }
  for (const [kind, own] of [...bars].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))) {
    for (const [from, to] of own) doc.rect(from, box.y, Math.max(pointMin, to - from), box.height);
    if (own.length > 0) doc.fill(spanColours[kind]);
  }
}

/** What matters is drawn last. */
const order: SpanKind[] = ['off', 'leave', 'break', 'blind', 'present', 'away', 'absent'];

export function drawAxis(
  doc: Doc,
  { fromMs, toMs }: Axis,
  box: Box,
  write: (text: string, x: number) => void,
) {
  const hours = (toMs - fromMs) / hourMs;
  const step = hours > 16 ? 2 : 1;
  for (let hour = 0; hour <= hours; hour++) {
    const x = box.x + (hour / hours) * box.width;
    doc.moveTo(x, box.y).lineTo(x, box.y + box.height);
    if (hour % step === 0) write(String((fromMs / hourMs + hour + 48) % 24).padStart(2, '0'), x);
  }
  doc.lineWidth(0.3).stroke('#c9d0d6');
}
