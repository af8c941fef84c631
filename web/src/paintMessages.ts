/** What crosses between the page and the thread that draws. */
import type { Zone } from '../../server/wire.ts';
import type { Mark } from './boxMarks.ts';
import type { Size } from './geometry.ts';

export type ToPainter = { canvasId: number } & (
  | { kind: 'canvas'; canvas: OffscreenCanvas }
  | { kind: 'size'; size: Size; scale: number }
  | { kind: 'picture'; jpeg: ArrayBuffer; picture: Size; marks: Mark[]; zones: readonly Zone[] }
  /** The same picture again, with other marks. */
  | { kind: 'marks'; marks: Mark[]; zones: readonly Zone[] }
  /** The picture of another camera must not be taken for this one's. */
  | { kind: 'forget' }
  | { kind: 'gone' }
);
/** Answers each `picture`, in order. */
export type FromPainter = { canvasId: number; drawn: boolean };
