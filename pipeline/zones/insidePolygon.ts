import type { Point } from '../messages.ts';

/** By the ray that leaves the point to the right. Pure. */
export function insidePolygon({ x, y }: Point, points: readonly Point[]): boolean {
  return points.reduce((inside, a, index) => {
    const b = points[(index + 1) % points.length] ?? a;
    const crosses = a.y > y !== b.y > y && x < a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y);
    return crosses ? !inside : inside;
  }, false);
}
