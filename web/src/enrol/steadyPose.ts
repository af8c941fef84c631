/** A pose is taken when it was good for some looks in a row: a head that passes through it is blurred. Pure. */
export type Steady = { sinceMs: number | null };
export const holdMs = 500;

export function steadyAfter(steady: Steady, isGood: boolean, nowMs: number): Steady & { isReady: boolean } {
  if (!isGood) return { sinceMs: null, isReady: false };
  const sinceMs = steady.sinceMs ?? nowMs;
  return { sinceMs, isReady: nowMs - sinceMs >= holdMs };
}
