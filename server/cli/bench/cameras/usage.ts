/** What this program and the processes it started take of the machine, as Linux counts it. */
import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of one core that everything on this machine took since it started. */
export function busyMsOfMachine(): number {
  // user, nice, system, idle, iowait, irq, softirq
  const ticks = /^cpu +(.*)$/m.exec(read('/proc/stat'))?.[1]?.split(' ').map(Number) ?? [];
  return sum([0, 1, 2, 5, 6].map((field) => ticks[field] ?? 0)) * msPerTick;
}

/** The threads of this process, by the numbers Linux gives them. */
export const threadsOfThis = (): string[] => readdirSync('/proc/self/task');

/** Milliseconds of one core that these threads took since they started. */
export const cpuMsOfThreads = (threads: readonly string[]): number =>
  sum(threads.map((thread) => Number(read(`/proc/self/task/${thread}/schedstat`).split(' ')[0]) / 1e6));

/** Ticks are 10 ms on every Linux that Node runs on. */
const msPerTick = 10;

/** Milliseconds of one core that these processes took since they started. */
export function cpuMsOf(processes: readonly number[]): number {
  const ticks = processes.map((pid) => {
    // The second field is the program's name in brackets and may hold spaces.
    const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
    return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  });
  return sum(ticks) * msPerTick;
}

/**
 * Proportional set size: a page that n processes share counts a nth for each, so twenty ffmpegs do not count
 * ffmpeg's libraries twenty times.
 */
export function pssMbOf(processes: readonly number[]): number {
  const kilobytes = processes.map((pid) =>
    Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0),
  );
  return sum(kilobytes) / 1024;
}

/** The ffmpegs this process started and that still run. */
export function ffmpegsOfThis(): number[] {
  return readdirSync(`/proc/${process.pid}/task`)
    .flatMap((task) => read(`/proc/${process.pid}/task/${task}/children`).split(' '))
    .map(Number)
    .filter((pid) => pid > 0 && read(`/proc/${pid}/comm`).startsWith('ffmpeg'));
}

/** '' for a process that has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
