/** `whereabouts verify`: how often two pictures are rightly called the same person or not, on labelled pairs. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import cliProgress from 'cli-progress';
import { networksDir } from '../../models/catalogue.ts';
import type { Infer } from '../../pipeline/messages.ts';
import { decodePhoto, findFaces, mainFace } from '../../pipeline/readPhoto.ts';
import { problem } from '../errors.ts';
import { distance } from '../identify/embedding.ts';
import { loadInference } from '../loadInference.ts';
import { checkWritable, writeJson } from './writeJson.ts';
import { type JudgedPair, verification } from './verification.ts';

export type VerifyOptions = { images: string; json?: string; threads: number; customNetworksDir: string };

export async function verify(pairsFile: string, options: VerifyOptions): Promise<void> {
  await checkWritable(options.json);
  const pairs = await readPairs(pairsFile);
  const names = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))];
  const { threads: inferenceThreads, customNetworksDir } = options;
  const inference = await loadInference(
    { inferenceThreads, networksDir, customNetworksDir, dataDir: null },
    () => undefined,
  );
  const embeddings = new Map<string, Float32Array | null>();
  const bar = new cliProgress.SingleBar(
    { format: '{bar} {value}/{total} pictures' },
    cliProgress.Presets.shades_grey,
  );
  bar.start(names.length, 0);
  const startedMs = performance.now();
  try {
    const queue = names.values();
    const lane = async (): Promise<void> => {
      for (const name of queue) {
        embeddings.set(name, await embeddingOf(join(options.images, name), inference.infer));
        bar.increment();
      }
    };
    await Promise.all(Array.from({ length: options.threads }, lane));
  } finally {
    bar.stop();
    await inference.stop();
  }
  const msPerImage = (performance.now() - startedMs) / names.length;
  const result = { ...verification(pairs.map((pair) => judged(pair, embeddings))), msPerImage };
  console.log(verifySentence(result));
  await writeJson(options.json, result);
}

/** Of the largest, most central face, as good or bad as it is; null when none is found. */
async function embeddingOf(file: string, infer: Infer): Promise<Float32Array | null> {
  const picture = await decodePhoto(file);
  if (!picture) throw problem('PHOTO_UNREADABLE', { file });
  return mainFace(await findFaces(picture, infer), picture)?.embedding ?? null;
}

type LabelledPair = { fold: string; a: string; b: string; same: boolean };

async function readPairs(file: string): Promise<LabelledPair[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw problem(
      'CONFIG_UNUSABLE',
      { problem: `${file} cannot be read`, remedy: 'Check the path.' },
      { cause },
    );
  });
  const [head = '', ...lines] = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const columns = head.split('\t').map((name) => name.trim());
  const [fold, a, b, same] = ['fold', 'a', 'b', 'same'].map((name) => columns.indexOf(name));
  if ([fold, a, b, same].some((index) => index === -1) || lines.length === 0) {
    const remedy = 'The first line must be "fold<TAB>a<TAB>b<TAB>same", and a pair must follow on each line.';
    throw problem('CONFIG_UNUSABLE', { problem: `${file} holds no labelled pairs`, remedy });
  }
  return lines.map((line) => {
    const cells = line.split('\t').map((cell) => cell.trim());
    const cell = (index: number | undefined): string => cells[index ?? -1] ?? '';
    return {
      fold: cell(fold),
      a: cell(a),
      b: cell(b),
      same: ['1', 'true', 'same'].includes(cell(same).toLowerCase()),
    };
  });
}

function judged(pair: LabelledPair, embeddings: Map<string, Float32Array | null>): JudgedPair {
  const a = embeddings.get(pair.a);
  const b = embeddings.get(pair.b);
  return { fold: pair.fold, same: pair.same, distance: a && b ? distance(a, b) : null };
}

function verifySentence(result: ReturnType<typeof verification> & { msPerImage: number }): string {
  const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;
  return [
    `${result.pairs} pairs, ${result.missed} missed`,
    `accuracy ${percent(result.accuracy)} ± ${percent(result.accuracyStd)}`,
    `AUC ${result.auc.toFixed(4)}`,
    `TAR ${percent(result.tarAtFar['0.01'])} at FAR 1 %, ${percent(result.tarAtFar['0.001'])} at FAR 0.1 %`,
    `threshold ${result.threshold.toFixed(3)}`,
    `${result.msPerImage.toFixed(1)} ms per picture`,
  ].join('\n');
}
