/** Drawing zones on a picture, step by step. Pure: every step gives new zones and leaves the old ones as they are. */
import type { Zone } from '../../server/wire.ts';

export type Point = { x: number; y: number };

/** As many as a camera file takes. */
export const zonesMax = 20;
export const pointsMax = 50;
/** Two are a line. */
export const pointsMin = 3;

/** A ten-thousandth is finer than a pixel, and the file stays readable. */
export const onPicture = ({ x, y }: Point): Point => ({ x: share(x), y: share(y) });
const share = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 10_000) / 10_000;

export function movePoint(zone: Zone, index: number, to: Point): Zone {
  return { ...zone, points: zone.points.map((point, at) => (at === index ? onPicture(to) : point)) };
}

/** Halfway to the next point, from where it is dragged. */
export function addPointAfter(zone: Zone, index: number): Zone {
  const from = zone.points[index];
  const to = zone.points[(index + 1) % zone.points.length];
  if (!from || !to || zone.points.length >= pointsMax) return zone;
  const between = onPicture({ x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 });
  return { ...zone, points: zone.points.toSpliced(index + 1, 0, between) };
}

/** The zone as it was when it would be no area any more. */
export function removePoint(zone: Zone, index: number): Zone {
  return zone.points.length <= pointsMin ? zone : { ...zone, points: zone.points.toSpliced(index, 1) };
}

const steps: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Where a key moves a point: a hundredth of the picture, with Shift a twentieth; null: another key. */
export function nudged(point: Point, key: string, shift: boolean): Point | null {
  const step = steps[key];
  const by = shift ? 0.05 : 0.01;
  return step ? onPicture({ x: point.x + step.x * by, y: point.y + step.y * by }) : null;
}

/** Near enough to the first point to close the outline there; in shares of the picture. */
export function closes(points: Point[], at: Point): boolean {
  const [first] = points;
  return (
    first !== undefined && points.length >= pointsMin && Math.hypot(first.x - at.x, first.y - at.y) < 0.025
  );
}

/** For an SVG whose picture is 1 wide and 1 high. */
export const outlineOf = (points: Point[]): string => points.map(({ x, y }) => `${x},${y}`).join(' ');

/** Desks are told to people by their name. */
export const namelessDesk = (zones: Zone[]): number =>
  zones.findIndex(({ kind, name }) => kind === 'desk' && name.trim() === '');
