/** `whereabouts replay`: recognises people in recordings, to learn what a camera is worth before buying into anything. */
import { spawnSync } from 'node:child_process';
import { basename, join, parse } from 'node:path';
import type { Inference } from '../../pipeline/startInference.ts';
import { networksDir } from '../../models/catalogue.ts';
import { productVersion } from '../config.ts';
import { UserFacingError } from '../errors.ts';
import type { Gallery } from '../identify/gallery.ts';
import { loadInference } from '../loadInference.ts';
import { startAnnotator } from './annotate.ts';
import { enrolFolder } from './enrolFolder.ts';
import { type ReplayReport, replayTable, replayVerdict, type ReplayVideo } from './replayReport.ts';
import { checkWritable, writeJson } from './writeJson.ts';
import { type Progress, startProgress } from './startProgress.ts';
import { watchRecording } from './watchRecording.ts';

export type ReplayOptions = {
  people: string;
  json?: string;
  annotated?: string;
  fps: number;
  threads: number;
  /** Folder of the user's own networks; need not exist. */
  customNetworksDir: string;
};

/** False when a recording could not be read; the others are told all the same. */
export async function replay(files: string[], options: ReplayOptions): Promise<boolean> {
  const startedMs = performance.now();
  await checkWritable(options.json);
  const { threads, customNetworksDir } = options;
  const inference = await loadInference(
    { inferenceThreads: threads, networksDir, customNetworksDir, dataDir: null },
    () => undefined,
  );
  const progress = startProgress(files.length);
  try {
    const gallery = await enrolFolder(options.people, inference.infer, (sentence) => console.error(sentence));
    const tools = { inference, gallery, progress, options, several: files.length > 1 };
    const results = await inTurn(files, options.threads, (file) => replayOne(file, tools).catch(asUnread));
    progress.stop();
    const videos = results.flatMap((result) => (result instanceof UserFacingError ? [] : [result]));
    const unread = results.flatMap((result) => (result instanceof UserFacingError ? [result] : []));
    const engine = {
      version: productVersion(),
      fps: options.fps,
      inferenceThreads: options.threads,
      networks: inference.origins.map(({ network, file, own }) => (own ? `${network}: ${file}` : network)),
      people: gallery.people.length,
      elapsedMs: Math.round(performance.now() - startedMs),
    };
    if (videos.length > 0) await tell({ videos, engine }, options.json);
    for (const { message } of unread) console.error(message);
    return unread.length === 0;
  } finally {
    progress.stop();
    await inference.stop();
  }
}

type Tools = {
  inference: Inference;
  gallery: Gallery;
  progress: Progress;
  options: ReplayOptions;
  several: boolean;
};

async function replayOne(file: string, tools: Tools): Promise<ReplayVideo> {
  const { inference, gallery, progress, options, several } = tools;
  const bar = progress.add(basename(file), durationMs(file));
  const annotated = options.annotated && (several ? besideEach(options.annotated, file) : options.annotated);
  const annotator = annotated ? startAnnotator(annotated, options.fps) : null;
  try {
    return await watchRecording(file, {
      inference,
      gallery,
      fps: options.fps,
      onTime: bar.at,
      onPicture: annotator?.add ?? null,
    });
  } finally {
    bar.done();
    await annotator?.stop();
  }
}

function asUnread(error: unknown): UserFacingError {
  if (error instanceof UserFacingError) return error;
  throw error;
}

async function tell(report: ReplayReport, json: string | undefined): Promise<void> {
  console.log(replayTable(report));
  for (const video of report.videos) console.log(replayVerdict(video));
  await writeJson(json, report);
}

/** FILE-<recording>.mp4: each recording has one of its own. */
function besideEach(wanted: string, video: string): string {
  const { dir, name, ext } = parse(wanted);
  return join(dir, `${name}-${parse(video).name}${ext || '.mp4'}`);
}

/** For the progress bar only; null when the recording does not say. */
function durationMs(file: string): number | null {
  const { stdout } = spawnSync(
    'ffprobe',
    ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file],
    { encoding: 'utf8' },
  );
  const seconds = Number.parseFloat(stdout ?? '');
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : null;
}

/** Runs at most `lanes` at once; results keep the order of `items`. */
async function inTurn<T, R>(items: T[], lanes: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array<R>(items.length);
  const queue = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  return results;
}
