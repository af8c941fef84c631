/** Whether a row of measurements grows. Pure. */

export type Sample = { atMs: number; memoryMb: number; files: number; threads: number; processes: number };
/** `error`: the true slope lies within slope ± error with about 95 % certainty. */
export type Slope = { slope: number; error: number };
/** `memoryJudged`: the samples span long enough to tell a leak from a heap that finds its size. */
export type Finding = {
  memoryMbPerHour: Slope;
  memoryJudged: boolean;
  more: Record<Counted, number>;
  leaks: string[];
};
type Counted = 'files' | 'threads' | 'processes';

/** Memory goes up and down with garbage collection: what grows is what is left at the lowest of each stretch. */
const stretches = 12;
/** Less could not be told from a heap that settles; at this pace 1 GB takes four days. */
export const memoryMbPerHourMost = 10;
/** Measured: in its first minutes a program that leaks nothing grew by 500 MB an hour, and shrank again after six. */
const judgedAfterMs = 10 * 60_000;
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
  const memoryJudged = (samples.at(-1)?.atMs ?? 0) - (samples[0]?.atMs ?? 0) >= judgedAfterMs;
  if (memoryJudged && slope - error > memoryMbPerHourMost)
    leaks.push(`memory grows by ${slope.toFixed(0)} MB an hour`);
  return { memoryMbPerHour, memoryJudged, more, leaks };
}

/** Least squares; x in hours. */
function slopeOf(points: readonly { x: number; y: number }[]): Slope {
  const count = points.length;
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / count;
  const [meanX, meanY] = [mean(points.map(({ x }) => x)), mean(points.map(({ y }) => y))];
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const rests = points.map(({ x, y }) => y - meanY - slope * (x - meanX));
  const rest = rests.reduce((sum, value) => sum + value ** 2, 0);
  const error = studentT(count - 2) * Math.sqrt(rest / (count - 2) / spread) * inflation(rests);
  return { slope, error: count < 3 ? Infinity : error };
}

/** A heap that was large stays large for a while: neighbours say less than as many independent values would. */
function inflation(rests: readonly number[]): number {
  const product = rests.slice(1).reduce((sum, value, index) => sum + value * (rests[index] ?? 0), 0);
  const square = rests.reduce((sum, value) => sum + value ** 2, 0);
  const likeness = Math.min(0.9, Math.max(0, product / Math.max(square, Number.EPSILON)));
  return Math.sqrt((1 + likeness) / (1 - likeness));
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
