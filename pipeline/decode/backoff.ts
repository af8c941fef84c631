/** A camera that comes back is seen again within 10 s: this, plus about a second to connect. */
const longestMs = 8_000;
const firstMs = 1_000;

/**
 * How long to wait before try number `failures` (0 for the first retry): 0.5–1 s, doubling, 4–8 s at most.
 * `random` gives 0 to 1; the spread keeps the cameras of one switch from all coming back in the same instant.
 */
export function retryInMs(failures: number, random: () => number): number {
  const ceilingMs = Math.min(longestMs, firstMs * 2 ** Math.max(0, Math.min(failures, 16)));
  return Math.round(ceilingMs * (0.5 + random() / 2));
}
