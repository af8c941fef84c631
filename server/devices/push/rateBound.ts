/** How often anybody may call, by a name: a bucket that fills up evenly. */

export type RateBound = { allows: (name: string, nowMs: number) => boolean };

/** Names that nobody used for longest are forgotten first. */
const namesMost = 5_000;

export function createRateBound({ perSecond, burst }: { perSecond: number; burst: number }): RateBound {
  const buckets = new Map<string, { left: number; atMs: number }>();
  return {
    allows(name, nowMs) {
      const { left, atMs } = buckets.get(name) ?? { left: burst, atMs: nowMs };
      const filled = Math.min(burst, left + (Math.max(0, nowMs - atMs) / 1000) * perSecond);
      const may = filled >= 1;
      buckets.delete(name);
      buckets.set(name, { left: may ? filled - 1 : filled, atMs: nowMs });
      const [oldest] = buckets.keys();
      if (buckets.size > namesMost && oldest !== undefined) buckets.delete(oldest);
      return may;
    },
  };
}
