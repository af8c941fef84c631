/** Wall-clock times of a site and the moments they mean. Pure. */
import { clockText } from './time.ts';
import { isoDay } from './person/siteDay.ts';

/** "2026-11-28T08:05", as a date-and-time input has it. */
export const wallOf = (atMs: number, zone: string): string =>
  `${isoDay(atMs, zone)}T${clockText(atMs, zone).slice(0, 5)}`;

/** null: no such time. Of an hour that summer time skips, the time the clock shows then. */
export function momentOfWall(wall: string, zone: string): number | null {
  const asUtcMs = Date.parse(`${wall}Z`);
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(wall) || Number.isNaN(asUtcMs)) return null;
  const offsetAt = (atMs: number) =>
    Date.parse(`${wallOf(atMs, zone)}Z`) - Math.floor(atMs / 60_000) * 60_000;
  const guessMs = asUtcMs - offsetAt(asUtcMs);
  return asUtcMs - offsetAt(guessMs);
}
