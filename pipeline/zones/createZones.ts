/**
 * A camera's zones at work. What lies in a privacy zone is painted over in the decoded frame itself, both pictures of it, before
 * anything looks at them: nothing behind can be seen, moved, recognised or shown.
 */
import type { FaceDetection, FrameSize, PersonDetection, PictureZone, Point } from '../messages.ts';
import type { DecodedFrame, I420Picture, RgbPicture } from '../pictures.ts';
import { insidePolygon } from './insidePolygon.ts';
import { type Spans, spansOf } from './spansOf.ts';

export type Zones = {
  change(zones: readonly PictureZone[]): void;
  /** Paints over privacy zones, in place. */
  paint(frame: Pick<DecodedFrame, 'small' | 'full'>): void;
  /** Cells of a grid over the picture that are painted: 1, others 0; null when none is. */
  painted(columns: number, rows: number): Uint8Array | null;
  /** Leaves out people who stand, and faces that are, in a zone where nobody is looked for. */
  keep<D extends { faces: FaceDetection[]; persons: PersonDetection[] }>(found: D, frame: FrameSize): D;
};

/** A dark grey that is no black picture and no light: 8 bits of limited-range Y, and the same as RGB. */
const paintLuma = 60;
const paintChroma = 128;
const paintRgb = 51;
/** The small picture was made from pixels around each of its own. */
const smallMargin = 1;

export function createZones(first: readonly PictureZone[]): Zones {
  let privacy: (readonly Point[])[] = [];
  let ignore: (readonly Point[])[] = [];
  const spans = new Map<string, Spans>();

  function change(zones: readonly PictureZone[]): void {
    const of = (kind: PictureZone['kind']) =>
      zones.filter((zone) => zone.kind === kind).map(({ points }) => points);
    privacy = of('privacy');
    ignore = of('ignore');
    spans.clear();
  }

  /** Made once for each size. */
  function spansAt(width: number, height: number, margin: number): Spans {
    const key = `${width}x${height}+${margin}`;
    const made = spans.get(key) ?? spansOf(privacy, width, height, margin);
    spans.set(key, made);
    return made;
  }

  const isIgnored = (at: Point, { width, height }: FrameSize): boolean =>
    ignore.some((points) => insidePolygon({ x: at.x / width, y: at.y / height }, points));

  change(first);
  return {
    change,
    paint({ small, full }) {
      if (privacy.length === 0) return;
      paintSmall(small, spansAt(small.width, small.height, smallMargin));
      const [chromaWidth, chromaHeight] = [(full.width + 1) >> 1, (full.height + 1) >> 1];
      paintFull(full, spansAt(full.width, full.height, 0), spansAt(chromaWidth, chromaHeight, 0));
    },
    painted(columns, rows) {
      if (privacy.length === 0) return null;
      const cells = new Uint8Array(columns * rows);
      fillSpans(cells, 0, columns, spansAt(columns, rows, 0), 1);
      return cells;
    },
    keep(found, frame) {
      if (ignore.length === 0) return found;
      const faces = found.faces.filter(({ box }) => !isIgnored(centreOf(box), frame));
      const persons = found.persons.filter(({ box }) => !isIgnored(footOf(box, frame), frame));
      return { ...found, faces, persons };
    },
  };
}

type Rect = { x: number; y: number; width: number; height: number };
const centreOf = ({ x, y, width, height }: Rect): Point => ({ x: x + width / 2, y: y + height / 2 });
/** A body cut off by the edge of the picture stands outside of it: its last visible line counts. */
const footOf = ({ x, y, width, height }: Rect, frame: FrameSize): Point => ({
  x: x + width / 2,
  y: Math.min(y + height, frame.height - 1),
});

function paintSmall({ data, width }: RgbPicture, spans: Spans): void {
  fillSpans(data, 0, width, spans, paintRgb, 3);
}

function paintFull({ data, width, height }: I420Picture, luma: Spans, chroma: Spans): void {
  const chromaWidth = (width + 1) >> 1;
  const u = width * height;
  const v = u + chromaWidth * ((height + 1) >> 1);
  fillSpans(data, 0, width, luma, paintLuma);
  fillSpans(data, u, chromaWidth, chroma, paintChroma);
  fillSpans(data, v, chromaWidth, chroma, paintChroma);
}

function fillSpans(
  data: Uint8Array,
  start: number,
  width: number,
  spans: Spans,
  value: number,
  bytesPerPixel = 1,
): void {
  for (let at = 0; at < spans.length; at += 3) {
    const [row = 0, from = 0, to = 0] = spans.subarray(at, at + 3);
    const line = start + row * width * bytesPerPixel;
    data.fill(value, line + from * bytesPerPixel, line + to * bytesPerPixel);
  }
}
