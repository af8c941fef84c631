/** Which areas are watched by a camera that is seeing. */
import type { Covered } from './presence.ts';

export type CoveringCamera = { area: string; seeing: boolean };

/** An area without cameras, and a person never seen, are covered by all cameras; where there are none, nothing is broken. */
export function coverage(cameras: Iterable<CoveringCamera>): Covered {
  const seeingByArea = new Map<string, boolean>();
  let anySeeing = false;
  for (const { area, seeing } of cameras) {
    seeingByArea.set(area, seeing || seeingByArea.get(area) === true);
    anySeeing ||= seeing;
  }
  const anywhere = anySeeing || seeingByArea.size === 0;
  return (area) => (area === null ? anywhere : (seeingByArea.get(area) ?? anywhere));
}
