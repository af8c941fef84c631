/** How many cameras this machine follows: RTSP cameras are added until analyses are missed or faces come too late. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { packageRoot } from '../../../models/catalogue.ts';
import { problem } from '../../errors.ts';
import type { BenchOptions } from './bench.ts';
import { findPython } from './cameras/playStreams.ts';
import { crossingsFile } from './cameras/renderCrossings.ts';
import { type CameraRun, runCount } from './cameras/runCount.ts';

export type CamerasBench = Pick<
  CameraRun,
  'count' | 'skippedShare' | 'p50Ms' | 'p95Ms' | 'memoryMbPerCamera' | 'cpuShare'
>;

const skippedShareMax = 0.01;
const p95MsMax = 1_500;
const firstCount = 8;
const countMax = 64;
/** Three quarters of the play: every moment has the same share of cameras with people all the same. */
const secondsEach = 30;
/** With the video drawn, the whole search stays below six minutes. */
const runsMax = 7;

export async function benchCameras(options: BenchOptions): Promise<CamerasBench> {
  if (process.platform !== 'linux')
    throw problem('CONFIG_UNUSABLE', {
      problem: 'this benchmark reads the processor time and memory of processes from /proc',
      remedy: 'Run it on Linux.',
    });
  findPython();
  const file = await drawnVideo(join(packageRoot(), 'data', 'bench'));
  const how = { file, seconds: options.seconds ?? secondsEach };
  console.log(whatIsMeasured);
  const best =
    options.count === undefined
      ? await search((count) => reported(count, how))
      : await reported(options.count, how);
  print(best);
  return asResult(best);
}

const reported = async (count: number, how: { file: string; seconds: number }): Promise<CameraRun> => {
  const run = await runCount(count, how);
  console.log(
    `${cameras(run.count)}: ${percent(run.skippedShare)} of analyses skipped, usable face → sighting p50 ${ms(run.p50Ms)}, ` +
      `p95 ${ms(run.p95Ms)} (${run.faces} faces, ${run.missed} never sighted), ` +
      `of that picture stamped → sighting p50 ${ms(run.analysisP50Ms)}, p95 ${ms(run.analysisP95Ms)}; detectors ${run.detectMs.toFixed(0)} ms a picture; ${run.cores.toFixed(2)} cores ` +
      `(and ${run.serverCores.toFixed(2)} for the RTSP server, ${run.otherCores.toFixed(2)} for other programs)${isGood(run) ? '' : ': too many'}`,
  );
  return run;
};

const isGood = ({ skippedShare, p95Ms }: CameraRun): boolean =>
  skippedShare <= skippedShareMax && p95Ms <= p95MsMax;

/** Doubles until it is too many, then halves the distance; the largest good run, or the smallest one when none is good. */
export async function search(run: (count: number) => Promise<CameraRun>): Promise<CameraRun> {
  let good: CameraRun | null = null;
  let bad: CameraRun | null = null;
  for (let runs = 0; runs < runsMax; runs++) {
    const count: number = nextCount(good?.count ?? 0, bad?.count ?? null);
    if (count <= (good?.count ?? 0) || count === bad?.count) break;
    const latest = await run(count);
    if (isGood(latest)) good = latest;
    else bad = latest;
  }
  const best = good ?? bad;
  if (!best) throw new Error('No run was made.');
  return best;
}

function nextCount(good: number, bad: number | null): number {
  if (bad === null) return good === 0 ? firstCount : Math.min(countMax, good * 2);
  return Math.floor((good + bad) / 2);
}

/** Drawn in another process; a later run finds it. */
async function drawnVideo(dir: string): Promise<string> {
  const file = await crossingsFile(dir);
  if (existsSync(file)) return file;
  console.log('Drawing the video the cameras show (once, about half a minute) …');
  // The running file's own ending: `.ts` is not rewritten inside a URL when this is built.
  const script = new URL(`./cameras/renderProcess${extname(import.meta.url)}`, import.meta.url);
  const child = spawn(process.execPath, [fileURLToPath(script), dir], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await once(child, 'exit');
  if (existsSync(file)) return file;
  throw problem('CONFIG_UNUSABLE', {
    problem: 'the benchmark video could not be drawn',
    remedy: 'See the lines above.',
  });
}

const whatIsMeasured = [
  'RTSP cameras (H.264, 1280×720, 15 pictures a second, a key frame every 2 s), people moving 30 % of the time in turn,',
  `5 analyses a second each while they do; ${availableParallelism()} cores, which the RTSP server shares: its own cost is left out of the figures.`,
  'Face → sighting: from the server sending the first picture that shows a face whole, from the front and 64 px wide, to its',
  'embedding arriving in the main thread; both on one clock. Skipped: of 5 a second while such a face is in the picture.',
].join('\n');

function print(run: CameraRun): void {
  const head = ['stage', 'share of the processor time'];
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  for (const [stage, share] of Object.entries(run.cpuShare)) table.push([stage, percent(share)]);
  console.log(
    `${isGood(run) ? 'Largest count that is followed' : 'Not even this is followed'}: ${cameras(run.count)} on ${availableParallelism()} cores\n${table.toString()}`,
  );
  console.log(
    `Memory per camera: ${run.memoryMbPerCamera.toFixed(0)} MB, its thread and ffmpegs, shared pages divided among those who share them (PSS); ` +
      `beside that ${run.baseMb.toFixed(0)} MB once for the program and its networks.\n` +
      'decode: the ffmpegs; detect and embed: the networks; rest: reading pictures out of pipes, chips, messages, the main thread.',
  );
}

function asResult({
  count,
  skippedShare,
  p50Ms,
  p95Ms,
  memoryMbPerCamera,
  cpuShare,
}: CameraRun): CamerasBench {
  return { count, skippedShare, p50Ms, p95Ms, memoryMbPerCamera, cpuShare };
}

const cameras = (count: number): string => (count === 1 ? '1 camera' : `${count} cameras`);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const ms = (value: number): string => (Number.isFinite(value) ? `${Math.round(value)} ms` : 'never');
