/** What a running process holds, as Linux tells it in /proc. */
import { readdirSync, readFileSync } from 'node:fs';

export type ProcessCounts = { memoryMb: number; files: number; threads: number; children: number[] };

/** null where there is no /proc, or no such process any more. */
export function readProcess(pid: number): ProcessCounts | null {
  const status = read(`/proc/${pid}/status`);
  const files = list(`/proc/${pid}/fd`);
  if (status === null || files === null) return null;
  const numberAfter = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1]);
  return {
    memoryMb: numberAfter('VmRSS') / 1024,
    files: files.length,
    threads: numberAfter('Threads'),
    children: childrenOf(pid),
  };
}

/** Also those that ended and were never waited for: they keep their number. */
export function childrenOf(pid: number): number[] {
  const pids = (list('/proc') ?? []).filter((name) => /^\d+$/.test(name)).map(Number);
  return pids.filter((each) => parentOf(each) === pid);
}

/** The words the process was started with. */
export const commandOf = (pid: number): string[] => read(`/proc/${pid}/cmdline`)?.split('\0') ?? [];

/** The name before it, in brackets, may hold anything. */
const parentOf = (pid: number): number =>
  Number(/\) \S (\d+) [^)]*$/.exec(read(`/proc/${pid}/stat`) ?? '')?.[1]);

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function list(path: string): string[] | null {
  try {
    return readdirSync(path);
  } catch {
    return null;
  }
}
