import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

export type Ffmpeg = {
  /** Only when it was asked for. */
  input: Writable | null;
  full: Readable;
  small: Readable;
  /** The last lines it wrote about itself. */
  lines: readonly string[];
  /** Once, when it has exited and its pipes were read to the end. */
  ended: Promise<FfmpegEnd>;
  /** Resolves when it has exited: asked first, forced after a second. */
  stop(): Promise<void>;
};
export type FfmpegEnd = { kind: 'exited'; code: number | null } | { kind: 'notStarted'; error: Error };

const linesKept = 60;
const lineKept = 500;
/** ffmpeg ends within milliseconds of SIGTERM unless a network read holds it. */
const forcedAfterMs = 1_000;

export function runFfmpeg(
  ffmpegPath: string,
  parameters: string[],
  onLine: (line: string) => void,
  input: 'pipe' | 'ignore' = 'ignore',
): Ffmpeg {
  const child = spawn(ffmpegPath, parameters, {
    stdio: [input, 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const ended = endOf(child);
  // What `stdio` above asked for; Node's types cannot tell, nor that there is none when this program has too many files open.
  const [, full, log, small] = (child.stdio ?? []) as unknown as (Readable | undefined)[];
  if (!full || !log || !small) throw new Error('no pipe to ffmpeg could be opened');
  const lines: string[] = [];
  readLines(log, (line) => {
    // What the filter of a gated camera tells of each picture would push out what ffmpeg complains of.
    if (!line.startsWith('[Parsed_showinfo') && lines.push(line) > linesKept) lines.shift();
    onLine(line);
  });
  for (const pipe of [full, log, small]) pipe.on('error', () => undefined);
  // A decoder that died breaks the pipe to it; its end says why.
  child.stdin?.on('error', () => undefined);
  return {
    input: child.stdin,
    full,
    small,
    lines,
    ended,
    stop: () => stopChild(child, [full, small], ended),
  };
}

function endOf(child: ChildProcess): Promise<FfmpegEnd> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ kind: 'notStarted', error }));
    child.once('close', (code) => resolve({ kind: 'exited', code }));
  });
}

async function stopChild(child: ChildProcess, pipes: Readable[], ended: Promise<FfmpegEnd>): Promise<void> {
  for (const pipe of pipes) pipe.destroy();
  child.stdin?.destroy();
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), forcedAfterMs);
  await ended;
  clearTimeout(force);
}

function readLines(pipe: Readable, onLine: (line: string) => void): void {
  let rest = '';
  pipe.setEncoding('utf8');
  pipe.on('data', (text: string) => {
    const parts = (rest + text).split(/[\r\n]+/);
    rest = (parts.pop() ?? '').slice(0, lineKept);
    for (const line of parts) if (line !== '') onLine(line.slice(0, lineKept));
  });
  pipe.on('end', () => rest !== '' && onLine(rest));
}
