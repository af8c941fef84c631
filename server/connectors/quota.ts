/** So many a minute for each key, in memory. */
export type Quota = { take: (key: string) => boolean };

const windowMs = 60_000;
/** More keys at once than that begin anew: a crowd of addresses must not fill the memory. */
const keysMost = 10_000;

export function createQuota(perWindow: number, clock: () => number): Quota {
  const taken = new Map<string, number>();
  let beganMs = -Infinity;
  return {
    take(key) {
      const nowMs = clock();
      // Also when the clock was set back.
      if (Math.abs(nowMs - beganMs) >= windowMs || taken.size > keysMost) {
        taken.clear();
        beganMs = nowMs;
      }
      const count = (taken.get(key) ?? 0) + 1;
      taken.set(key, count);
      return count <= perWindow;
    },
  };
}
