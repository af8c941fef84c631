/** Since when every camera of each area sees without a break. Known from the start of the program on. */

/** Null: it is not watched now, or nothing is known. */
export type CoveredSince = (area: string) => number | null;

export function unbrokenCoverage() {
  const since = new Map<string, number>();
  const sinceMs: CoveredSince = (area) => since.get(area) ?? null;
  return {
    sinceMs,
    tick(
      cameras: Iterable<{ area: string }>,
      seesAll: (areas: Iterable<string>) => boolean,
      nowMs: number,
    ): void {
      const areas = new Set(Array.from(cameras, ({ area }) => area));
      for (const area of since.keys()) if (!areas.has(area)) since.delete(area);
      for (const area of areas)
        if (!seesAll([area])) since.delete(area);
        // Less than what is known: the clock was set back.
        else since.set(area, Math.min(since.get(area) ?? nowMs, nowMs));
    },
    /** Nobody looked for a while. */
    forget: (): void => since.clear(),
  };
}
