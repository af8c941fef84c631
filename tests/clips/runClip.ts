/** One recording under one condition, before every gallery that matters. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { media } from '../helpers/media.ts';
import { type Company, enrolCompany, galleriesFor, galleryWithout } from './company.ts';
import { asRecorded, type Condition, degradation, nameOf, type Place, wholePicture } from './conditions.ts';
import { type Engine, startEngine, type Watched } from './engine.ts';
import { countFaults, judge } from './judge.ts';
import { type Clip, type OfficeClip, officeClips } from './timelines.ts';

export type Run = { clip: Clip; condition: Condition };
export type Result = Run & {
  /** Shares of the time those enrolled were to be seen; null when nobody enrolled is in the recording. */
  tracked: number | null;
  named: number | null;
  /** Galleries it was held against. */
  galleries: number;
  wrong: string[];
  /** Where the tracks leave the timeline; judged only as recorded. */
  countFaults: string[];
};

export type Bench = { engine: Engine; company: Company; folder: string; stop(): Promise<void> };

/** Two threads and two recordings at once fill two cores. */
const lanes = 2;

export async function startBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'clips-'));
  const engine = await startEngine(lanes, folder);
  const company = await enrolCompany(engine, folder);
  return {
    engine,
    company,
    folder,
    async stop() {
      await engine.stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Results in the order of `runs`. */
export async function runClips(
  bench: Bench,
  runs: Run[],
  onResult: (result: Result) => void = () => {},
): Promise<Result[]> {
  const results: Result[] = new Array<Result>(runs.length);
  const queue = runs.entries();
  const lane = async (): Promise<void> => {
    for (const [index, run] of queue) onResult((results[index] = await runClip(bench, run)));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

async function runClip({ engine, company, folder }: Bench, run: Run): Promise<Result> {
  const { clip, condition } = run;
  const name = nameOf(condition);
  const { watched, place } = await watch(engine, folder, run);
  const known = galleriesFor(clip, company).map((gallery) => judge(watched, clip, gallery, place));
  const strange = judge(watched, clip, galleryWithout(clip, company), place);
  const visibleMs = known.reduce((sum, each) => sum + each.visibleMs, 0);
  const share = (ms: (each: (typeof known)[number]) => number): number | null =>
    visibleMs === 0 ? null : known.reduce((sum, each) => sum + ms(each), 0) / visibleMs;
  return {
    ...run,
    tracked: share(({ trackedMs }) => trackedMs),
    named: share(({ namedMs }) => namedMs),
    galleries: known.length + 1,
    wrong: [...known, strange].flatMap(({ wrong }) => wrong.map((sentence) => `${sentence} (${name})`)),
    countFaults: condition === asRecorded ? countFaults(watched, clip) : [],
  };
}

async function watch(engine: Engine, folder: string, run: Run): Promise<{ watched: Watched; place: Place }> {
  const clip = officeClips.find((each) => each === run.clip);
  if (run.condition === asRecorded || !clip)
    return { watched: await engine.watch(media(run.clip.file)), place: wholePicture };
  const { file, place } = await makeWorse(clip, run.condition, folder);
  try {
    return { watched: await engine.watch(file), place };
  } finally {
    await rm(file);
  }
}

/** All office clips are of this size. */
const recorded = { width: 640, height: 480 };

/** One encoder thread: more give another file on another machine. */
async function makeWorse(clip: OfficeClip, condition: Condition, folder: string) {
  const { filter, encoder, place } = degradation(condition, { ...recorded, faceWidthPx: clip.faceWidthPx });
  const file = join(folder, `${clip.id} ${nameOf(condition).replaceAll('/', ' per ')}.mkv`);
  const input = ['-v', 'error', '-threads', '1', '-i', media(clip.file), '-an'];
  const args = [
    ...input,
    '-filter_threads',
    '1',
    '-vf',
    filter,
    '-threads',
    '1',
    ...encoder,
    '-g',
    '30',
    file,
  ];
  await promisify(execFile)('ffmpeg', args);
  return { file, place };
}
