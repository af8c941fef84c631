/** The desk at which somebody is: the zone with the middle of their body, the last drawn where two lie on each other. Pure. */
import type { Box, FrameSize } from '../../pipeline/messages.ts';
import type { Zone } from '../wire.ts';

export function deskAt(
  zones: readonly Zone[],
  { x, y, width, height }: Box,
  frame: FrameSize,
): string | null {
  const at = { x: (x + width / 2) / frame.width, y: (y + height / 2) / frame.height };
  const desk = zones.findLast(({ kind, points }) => kind === 'desk' && isInside(at, points));
  return desk?.name || null;
}

/** By the ray that leaves the point to the right. */
function isInside({ x, y }: { x: number; y: number }, points: Zone['points']): boolean {
  return points.reduce((inside, a, index) => {
    const b = points[(index + 1) % points.length] ?? a;
    const crosses = a.y > y !== b.y > y && x < a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y);
    return crosses ? !inside : inside;
  }, false);
}
