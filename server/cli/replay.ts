/** `whereabouts replay`: recognises people in recordings, to learn what a camera is worth before buying into anything. */
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { MultiBar, Presets } from 'cli-progress';
import { type Inference, startInference } from '../../pipeline/startInference.ts';
import { networksDir } from '../../models/catalogue.ts';
import { productVersion } from '../config.ts';
import type { Gallery } from '../identify/gallery.ts';
import { startAnnotator } from './annotate.ts';
import { enrolFolder } from './enrolFolder.ts';
import { type ReplayReport, replayTable, replayVerdict, type ReplayVideo } from './replayReport.ts';
import { watchRecording } from './watchRecording.ts';

export type ReplayOptions = {
  people: string;
  json?: string;
  annotated?: string;
  fps: number;
  threads: number;
};

export async function replay(files: string[], options: ReplayOptions): Promise<void> {
  const startedMs = performance.now();
  const inference = await startInference({ threads: options.threads, networksDir });
  const bars = new MultiBar(
    { format: '{bar} {percentage}% {file}', clearOnComplete: false, hideCursor: true },
    Presets.shades_grey,
  );
  try {
    const gallery = await enrolFolder(options.people, inference.infer, (sentence) => console.error(sentence));
    const videos = await inTurn(files, options.threads, (file) =>
      replayOne(file, files.length, { inference, gallery, bars, options }),
    );
    bars.stop();
    const engine = {
      version: productVersion(),
      fps: options.fps,
      inferenceThreads: options.threads,
      networks: ['face', 'person', 'recognition'],
      people: gallery.people.length,
      elapsedMs: Math.round(performance.now() - startedMs),
    };
    await tell({ videos, engine }, options.json);
  } finally {
    bars.stop();
    await inference.stop();
  }
}

type Tools = { inference: Inference; gallery: Gallery; bars: MultiBar; options: ReplayOptions };

async function replayOne(
  file: string,
  count: number,
  { inference, gallery, bars, options }: Tools,
): Promise<ReplayVideo> {
  const bar = bars.create(durationMs(file) ?? 1, 0, { file: basename(file) });
  const annotator = options.annotated
    ? startAnnotator(annotatedName(options.annotated, file, count), options.fps)
    : null;
  try {
    return await watchRecording(file, {
      inference,
      gallery,
      fps: options.fps,
      onTime: (atMs) => bar.update(Math.min(atMs, bar.getTotal())),
      onPicture: annotator?.add ?? null,
    });
  } finally {
    bar.update(bar.getTotal());
    await annotator?.stop();
  }
}

async function tell(report: ReplayReport, json: string | undefined): Promise<void> {
  console.log(replayTable(report));
  for (const video of report.videos) console.log(replayVerdict(video));
  if (json) await writeFile(json, `${JSON.stringify(report, null, 2)}\n`);
}

/** FILE.mp4 for one recording, FILE-name.mp4 for several. */
function annotatedName(wanted: string, video: string, count: number): string {
  if (count === 1) return wanted;
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
