/** The punches of the last days by person, in order. Bounded. */
import type { PunchSeen } from './punches.ts';

/** The longest shift and the night before. */
export const punchesKeptMs = 36 * 3_600_000;
/** More of one person is a broken terminal; the newest stay. */
const mostEach = 100;

export function punchBook(stored: readonly PunchSeen[]) {
  const punches = new Map<string, PunchSeen[]>();
  for (const punch of stored) add(punch, -Infinity);

  function add(punch: PunchSeen, nowMs: number): void {
    const own = (punches.get(punch.personId) ?? []).filter(({ atMs }) => nowMs - atMs <= punchesKeptMs);
    const isKnown = own.some(({ atMs, direction }) => atMs === punch.atMs && direction === punch.direction);
    if (isKnown) return;
    own.push(punch);
    own.sort((a, b) => a.atMs - b.atMs);
    punches.set(punch.personId, own.slice(-mostEach));
  }

  return {
    add,
    of: (personId: string): readonly PunchSeen[] => punches.get(personId) ?? [],
    forget: (personId: string) => void punches.delete(personId),
  };
}
