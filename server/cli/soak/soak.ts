/** `whereabouts soak`: the whole program at work for a while, its streams cut again and again; tells what grows. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../../../models/catalogue.ts';
import { problem } from '../../errors.ts';
import { findLeak, type Finding, memoryMbPerHourMost, type Sample } from './findLeak.ts';
import { childrenOf, commandOf, readProcess } from './readProcess.ts';
import { watchPictures } from './watchPictures.ts';

export type SoakOptions = {
  minutes: number;
  /** Folder of camera files; the demo office without. */
  cameras?: string;
  /** Where the demo office keeps its videos. */
  data: string;
  /** A stream is cut this often. */
  cutEverySeconds: number;
};

/** Buffers, caches and compiled code find their size first. */
const settleShare = 0.25;
const settleMostMs = 5 * 60_000;
const stopWithinMs = 15_000;
const tellEveryMs = 60_000;

/** Whether nothing leaks. */
export async function soak(options: SoakOptions): Promise<boolean> {
  if (readProcess(process.pid) === null)
    throw problem('CONFIG_UNUSABLE', {
      problem: 'soak reads /proc, which this system has not',
      remedy: 'Run it on Linux.',
    });
  const folder = mkdtempSync(join(tmpdir(), 'whereabouts-soak-'));
  const program = startProgram(options, folder);
  const stopped = once(program, 'exit');
  try {
    const url = await addressOf(program);
    const page = options.cameras === undefined ? await watchPictures(url) : null;
    const { samples, cuts } = await watchProgram(program, options);
    page?.stop();
    const seeing = await camerasOf(url);
    const left = await stopProgram(program, stopped);
    return tell({ samples, cuts, seeing, left, pictures: page?.count() ?? null });
  } finally {
    program.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

function startProgram({ cameras, data }: SoakOptions, folder: string): ChildProcess {
  const serve = ['serve', '--cameras', cameras ?? '', '--data', folder];
  const words = cameras === undefined ? ['demo', '--data', data] : serve;
  return spawn(process.execPath, [join(packageRoot(), 'bin/whereabouts.js'), ...words, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

async function addressOf(program: ChildProcess): Promise<string> {
  if (program.stdout) {
    for await (const line of createInterface(program.stdout)) {
      const url = /Whereabouts is at (\S+)/.exec(line)?.[1];
      // What else it says must be read, or it would wait at a full pipe one day.
      program.stdout.resume();
      if (url !== undefined) return url;
    }
  }
  throw problem('CONFIG_UNUSABLE', {
    problem: 'the program did not start',
    remedy: 'The lines above say why.',
  });
}

async function watchProgram(program: ChildProcess, options: SoakOptions) {
  const pid = program.pid ?? 0;
  const lengthMs = options.minutes * 60_000;
  const settleMs = Math.min(settleMostMs, lengthMs * settleShare);
  const everyMs = Math.min(2_000, lengthMs / 100);
  const startMs = performance.now();
  const samples: Sample[] = [];
  let [cuts, toldMs] = [0, 0];
  for (let atMs = 0; atMs < lengthMs; atMs = performance.now() - startMs) {
    if (atMs > (cuts + 1) * options.cutEverySeconds * 1000) cutStream(pid, cuts++);
    const sample = sampleOf(pid, atMs);
    if (sample && atMs >= settleMs) samples.push(sample);
    if (sample && atMs - toldMs >= tellEveryMs) console.log(lineOf(sample, cuts));
    if (atMs - toldMs >= tellEveryMs) toldMs = atMs;
    await sleep(everyMs);
  }
  return { samples, cuts };
}

/** What the machine kills for want of memory, or an unplugged cable: the next camera in turn loses its ffmpeg. */
function cutStream(pid: number, turn: number): void {
  const ffmpegs = childrenOf(pid).filter((child) => commandOf(child)[0]?.endsWith('ffmpeg'));
  const victim = ffmpegs[turn % Math.max(1, ffmpegs.length)];
  if (victim !== undefined) process.kill(victim, 'SIGKILL');
}

function sampleOf(pid: number, atMs: number): Sample | null {
  const counts = readProcess(pid);
  return counts && { ...counts, atMs, processes: counts.children.length };
}

const lineOf = ({ atMs, memoryMb, files, threads, processes }: Sample, cuts: number): string =>
  `${(atMs / 60_000).toFixed(0)} min: ${memoryMb.toFixed(0)} MB, ${files} files, ${threads} threads, ${processes} processes, ${cuts} streams cut`;

async function camerasOf(url: string): Promise<Record<string, number>> {
  const answer = (await (await fetch(`${url}/api/health`)).json()) as { cameras: Record<string, number> };
  return answer.cameras;
}

/** Asks it to stop; answers how many of its processes outlived it. */
async function stopProgram(program: ChildProcess, stopped: Promise<unknown>): Promise<number> {
  const children = childrenOf(program.pid ?? 0);
  program.kill('SIGTERM');
  const late = setTimeout(() => program.kill('SIGKILL'), stopWithinMs);
  await stopped;
  clearTimeout(late);
  const alive = children.filter((child) => commandOf(child)[0]?.endsWith('ffmpeg'));
  return alive.length + (program.signalCode === 'SIGKILL' ? 1 : 0);
}

type Outcome = {
  samples: Sample[];
  cuts: number;
  seeing: Record<string, number>;
  left: number;
  pictures: number | null;
};

function tell({ samples, cuts, seeing, left, pictures }: Outcome): boolean {
  const finding = findLeak(samples);
  const { memoryMbPerHour: memory, leaks } = finding;
  if (left > 0) leaks.push(`${left} processes outlived the program`);
  if (samples.length < 10) leaks.push('the program ended before it could be measured');
  const cameras = Object.entries(seeing).map(([kind, count]) => `${count} ${kind}`);
  console.log(`cameras at the end: ${cameras.join(', ')}; streams cut: ${cuts}`);
  if (pictures !== null) console.log(`pictures sent to a page: ${pictures}`);
  console.log(
    `memory: ${memory.slope.toFixed(1)} ± ${memory.error.toFixed(1)} MB/hour (95 %; a leak is more than ${memoryMbPerHourMost} for certain)`,
  );
  console.log(`from the first third to the last: ${countsOf(finding)}`);
  if (!finding.memoryJudged) console.log('Too short to judge memory: 15 minutes or more tell.');
  for (const leak of leaks) console.log(`LEAK: ${leak}`);
  if (leaks.length === 0) console.log('No leak found.');
  return leaks.length === 0;
}

const countsOf = ({ more }: Finding): string =>
  Object.entries(more)
    .map(([name, count]) => `${count >= 0 ? '+' : ''}${count} ${name}`)
    .join(', ');
