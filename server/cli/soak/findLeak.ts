/** Whether a row of measurements grows. Pure. */

export type Sample = { atMs: number; memoryMb: number; files: number; threads: number; processes: number };
/** `error`: the true slope lies within slope ± error with 95 % certainty, were the noise of one moment independent of the next. */
export type Slope = { slope: number; error: number };
export type Finding = { memoryMbPerHour: Slope; more: Record<Counted, number>; leaks: string[] };
type Counted = 'files' | 'threads' | 'processes';

/** Memory goes up and down with garbage collection: what grows is what is left at the lowest of each stretch. */
const stretches = 12;
/** Less could not be told from a heap that settles; at this pace 1 GB takes four days. */
export const memoryMbPerHourMost = 10;
/** A request, a timer or a restarting ffmpeg more at one moment than at another. */
const moreMost: Record<Counted, number> = { files: 6, threads: 2, processes: 0 };

export function findLeak(samples: readonly Sample[]): Finding {
  const memoryMbPerHour = slopeOf(lowest(samples));
  const more = {
    files: growthOf(samples, 'files'),
    threads: growthOf(samples, 'threads'),
    processes: growthOf(samples, 'processes'),
  };
  const leaks = (['files', 'threads', 'processes'] as const)
    .filter((name) => more[name] > moreMost[name])
    .map((name) => `${more[name]} more ${name} at the end than at the beginning`);
  const { slope, error } = memoryMbPerHour;
  if (slope - error > memoryMbPerHourMost) leaks.push(`memory grows by ${slope.toFixed(0)} MB an hour`);
  return { memoryMbPerHour, more, leaks };
}

/** Least squares; x in hours. */
function slopeOf(points: readonly { x: number; y: number }[]): Slope {
  const count = points.length;
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / count;
  const [meanX, meanY] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))];
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const rest = points.reduce((sum, { x, y }) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
  return {
    slope,
    error: count < 3 ? Infinity : studentT(count - 2) * Math.sqrt(rest / (count - 2) / spread),
  };
}

/** Two-sided, 95 %, for so many degrees of freedom. */
const studentT = (freedom: number): number =>
  [12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23][freedom - 1] ?? 2.2;

function lowest(samples: readonly Sample[]): { x: number; y: number }[] {
  return Array.from({ length: stretches }, (_, n) => {
    const from = Math.floor((n * samples.length) / stretches);
    const some = samples.slice(from, Math.floor(((n + 1) * samples.length) / stretches));
    return some.toSorted((a, b) => a.memoryMb - b.memoryMb)[0];
  }).flatMap((sample) => (sample ? [{ x: sample.atMs / 3_600_000, y: sample.memoryMb }] : []));
}

/** From the middle of the first third to the middle of the last. */
function growthOf(samples: readonly Sample[], name: Counted): number {
  const third = Math.max(1, Math.floor(samples.length / 3));
  const middle = (some: readonly Sample[]): number =>
    some.map((sample) => sample[name]).toSorted((a, b) => a - b)[some.length >> 1] ?? 0;
  return middle(samples.slice(-third)) - middle(samples.slice(0, third));
}
