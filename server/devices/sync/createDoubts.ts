/**
 * Terminals that call and count fewer users than are known to be on them: reset, or emptied at their keys. What is known of such a one is
 * not relied on, and its users are asked for, before anything else is believed of it. Counts are compared when they come, never later:
 * what was written since is not among them.
 */
export type TerminalDoubts = ReturnType<typeof createDoubts>;

export function createDoubts() {
  const doubtful = new Set<string>();
  /** Since the start they have not counted: they may have been emptied while nobody was here. */
  const uncounted = new Set<string>();
  /** Everybody on them was told after a doubt, and what they count then is theirs. */
  const told = new Set<string>();
  /** How many they do not count, though they tell of them: some firmware never does. */
  const missed = new Map<string, number>();
  return {
    /** It is to count, before it is relied on. */
    begin: (deviceId: string): void => void uncounted.add(deviceId),
    isUncounted: (deviceId: string): boolean => uncounted.has(deviceId),
    /** It was asked, and does not say. true: somebody waited for that. */
    countsNothing: (deviceId: string): boolean => uncounted.delete(deviceId),
    /** Counts that came just now. true: nobody knew yet that some are missing. */
    counted(deviceId: string, { counts, known }: { counts: number; known: number }): boolean {
      const missing = known - counts;
      const isTold = told.delete(deviceId);
      uncounted.delete(deviceId);
      if (missing <= 0) {
        doubtful.delete(deviceId);
        missed.delete(deviceId);
        return false;
      }
      if (isTold) missed.set(deviceId, missing);
      if (missed.get(deviceId) === missing || doubtful.has(deviceId)) return false;
      doubtful.add(deviceId);
      return true;
    },
    /** Fewer are on it than are known: its users are to be asked for. */
    isDoubtful: (deviceId: string): boolean => doubtful.has(deviceId),
    /** It may not hold what is known of it. */
    has: (deviceId: string): boolean => doubtful.has(deviceId) || uncounted.has(deviceId),
    /** Everybody on it was told. true: it was in doubt; what it counts now is to be asked. */
    settled(deviceId: string): boolean {
      uncounted.delete(deviceId);
      if (!doubtful.delete(deviceId)) return false;
      told.add(deviceId);
      return true;
    },
  };
}
