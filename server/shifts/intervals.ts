/** Stretches of time, from an instant to the first one after. Pure. */
export type Interval = { fromMs: number; toMs: number };

/** What is left of `from` without any of `without`; both may lie in any order. */
export function subtract(from: readonly Interval[], without: readonly Interval[]): Interval[] {
  return without.reduce<Interval[]>(
    (left, hole) =>
      left.flatMap(({ fromMs, toMs }) =>
        hole.toMs <= fromMs || hole.fromMs >= toMs
          ? [{ fromMs, toMs }]
          : [
              { fromMs, toMs: Math.min(toMs, hole.fromMs) },
              { fromMs: Math.max(fromMs, hole.toMs), toMs },
            ].filter((part) => part.toMs > part.fromMs),
      ),
    from.filter(({ fromMs, toMs }) => toMs > fromMs),
  );
}

/** The parts within; what is empty falls out. */
export const clip = (intervals: readonly Interval[], { fromMs, toMs }: Interval): Interval[] =>
  intervals
    .map((each) => ({ fromMs: Math.max(fromMs, each.fromMs), toMs: Math.min(toMs, each.toMs) }))
    .filter((each) => each.toMs > each.fromMs);

export const totalMs = (intervals: readonly Interval[]): number =>
  intervals.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);

/** In order, none touching the next. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const { fromMs, toMs } of intervals.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = merged.at(-1);
    if (last && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else merged.push({ fromMs, toMs });
  }
  return merged;
}
