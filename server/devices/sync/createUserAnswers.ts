/** Whether everybody on a terminal that calls was told: as many came as it has, or, again and again, no more do. */
export type UserAnswer = {
  /** Users that came since it was asked. */
  seen: number;
  /** As many as it says it has; null: it does not say. */
  told: number | null;
};

/** A row that nobody can read must not block a terminal for ever; a part that comes late is here by then. */
const alikeMost = 3;

export function createUserAnswers() {
  const short = new Map<string, { seen: number; times: number }>();
  return {
    /** false: some may still be on their way; it is asked again. */
    isWhole(deviceId: string, { seen, told }: UserAnswer): boolean {
      const before = short.get(deviceId);
      const times = before?.seen === seen ? before.times + 1 : 1;
      const isWhole = told === null || seen >= told || times >= alikeMost;
      if (isWhole) short.delete(deviceId);
      else short.set(deviceId, { seen, times });
      return isWhole;
    },
  };
}
