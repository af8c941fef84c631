/**
 * Terminals that call and count fewer users than are known to be on them: reset, or emptied at their keys. What is known of such a one is
 * not relied on, and its users are asked for, before anything else is believed of it.
 */
export type TerminalDoubts = ReturnType<typeof createDoubts>;

export function createDoubts() {
  const doubtful = new Set<string>();
  /** How many were missing when it was asked: some firmware never counts all it tells of. */
  const asked = new Map<string, number>();
  return {
    /** true: nobody knew yet. */
    counted(deviceId: string, { counts, known }: { counts: number; known: number }): boolean {
      const missing = known - counts;
      if (missing <= 0) {
        doubtful.delete(deviceId);
        asked.delete(deviceId);
        return false;
      }
      if (asked.get(deviceId) === missing) return false;
      asked.set(deviceId, missing);
      doubtful.add(deviceId);
      return true;
    },
    has: (deviceId: string): boolean => doubtful.has(deviceId),
    /** Everybody on it was told. */
    settled: (deviceId: string): void => void doubtful.delete(deviceId),
  };
}
