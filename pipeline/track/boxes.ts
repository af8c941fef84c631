/** Geometry of boxes. */
import type { Box, FrameSize, Point } from '../messages.ts';

export const centreOf = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
export const areaOf = (box: Box): number => Math.max(0, box.width) * Math.max(0, box.height);
export const distanceBetween = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

export function overlapArea(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Intersection over union, 0 to 1. */
export function iou(a: Box, b: Box): number {
  const overlap = overlapArea(a, b);
  return overlap === 0 ? 0 : overlap / (areaOf(a) + areaOf(b) - overlap);
}

/** Share of the smaller box that lies in the other. */
export function containment(a: Box, b: Box): number {
  const smaller = Math.min(areaOf(a), areaOf(b));
  return smaller === 0 ? 0 : overlapArea(a, b) / smaller;
}

export const visibleShare = (box: Box, frame: FrameSize): number =>
  areaOf(box) === 0 ? 0 : overlapArea(box, { x: 0, y: 0, ...frame }) / areaOf(box);

/**
 * The length that measures a person, in pixels: a standing adult's 0.5 × 1.7 m gives about half a metre,
 * and half a person behind a desk still gives 0.4 m.
 */
export const unitOf = (body: { width: number; height: number }): number =>
  Math.max(1, Math.sqrt((body.width * body.height) / 3));

export const isBox = (box: Box): boolean =>
  [box.x, box.y, box.width, box.height].every(Number.isFinite) && box.width > 0 && box.height > 0;
