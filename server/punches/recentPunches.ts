/** The punches of these days in memory, by person and in order: who left by a terminal is asked many times a second. */
import type { Punch } from '../wire.ts';

/** The longest shift with its windows, and a weekend. */
export const recentMs = 60 * 3600_000;
/** More of one person is a broken terminal; the newest stay. */
const mostEach = 200;

export function createRecentPunches(first: readonly Punch[]) {
  const known = new Map<string, Punch[]>();
  for (const punch of first) insert(punch);

  function insert(punch: Punch): void {
    const own = known.get(punch.personId) ?? [];
    const after = own.findLastIndex(({ atMs }) => atMs <= punch.atMs);
    own.splice(after + 1, 0, punch);
    if (own.length > mostEach) own.shift();
    known.set(punch.personId, own);
  }

  return {
    of: (personId: string): readonly Punch[] => known.get(personId) ?? none,
    /** What is too old by now goes. */
    add(punches: readonly Punch[], nowMs: number): void {
      for (const punch of punches) if (punch.atMs > nowMs - recentMs) insert(punch);
      for (const { personId } of punches) {
        const own = (known.get(personId) ?? []).filter(({ atMs }) => atMs > nowMs - recentMs);
        if (own.length > 0) known.set(personId, own);
        else known.delete(personId);
      }
    },
  };
}

const none: readonly Punch[] = [];
