/** A user's own networks in the place of ours: real YuNet as docs/networks.md enters it, and our recogniser declared as if it were theirs. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { networkFile, packageRoot } from '../../models/catalogue.ts';
import { l2OfCosine } from '../../models/customNetwork.ts';
import { ourNetworks, sameFaceDistance } from '../../models/networkSpec.ts';
import type { Infer } from '../../pipeline/messages.ts';
import { readPhoto } from '../../pipeline/readPhoto.ts';
import type * as loadInferenceModule from '../../server/loadInference.ts';
import { floatNetworks } from '../helpers/floatNetworks.ts';
import { floatRecogniser, outsideNormalisation } from '../helpers/floatRecogniser.ts';
import { compareDetectors, type Comparison } from '../helpers/compareDetectors.ts';
import { makePhotos } from '../helpers/madeMedia.ts';
import { media, mediaDir } from '../helpers/media.ts';
import { networkExamples } from '../helpers/networkExamples.ts';
import { runCli } from '../helpers/runCli.ts';

const built = pathToFileURL(join(packageRoot(), 'dist/server/loadInference.js')).href;
const { loadInference } = (await import(built)) as typeof loadInferenceModule;

const folder = mkdtempSync(join(tmpdir(), 'networks-'));
const started: { stop(): Promise<void> }[] = [];
const stopAll = () => Promise.all(started.splice(0).map((each) => each.stop()));
afterEach(async () => void (await stopAll()));
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder of entries. */
function entriesIn(name: string, files: Record<string, string | Uint8Array>): string {
  const dir = join(folder, name);
  mkdirSync(dir, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(dir, file), content);
  return dir;
}

/** In floats, as the user's are: 8-bit integers give other last digits. */
const ourFloats = await floatNetworks(folder);

async function load(customNetworksDir: string) {
  const options = { inferenceThreads: 1, networksDir: ourFloats, customNetworksDir, dataDir: null };
  const loaded = await loadInference(options, () => undefined);
  started.push(loaded);
  return loaded;
}

const yunetFile = media('models/face_detection_yunet_2023mar.onnx');
const hasYunet = mediaDir !== null && existsSync(yunetFile);
if (!hasYunet) console.log('YuNet is not among the test media: the tests of another detector are skipped.');

describe.skipIf(!hasYunet)('YuNet as docs/networks.md enters it', { timeout: 120_000 }, () => {
  let dir: string;
  let compared: Comparison;
  beforeAll(async () => {
    dir = entriesIn('yunet', { 'face.yaml': networkExamples()[0] ?? '' });
    copyFileSync(yunetFile, join(dir, 'face_detection_yunet_2023mar.onnx'));
    const [theirs, ours] = [await load(dir), await load(join(folder, 'none'))];
    compared = await compareDetectors(theirs.infer, ours.infer);
    await stopAll();
  }, 120_000);

  it('finds the labelled faces of compreface and dlib, as BlazeFace does', () => {
    const { labelled, found } = compared;
    console.log(`of ${labelled} labelled faces YuNet finds ${found.theirs}, BlazeFace ${found.ours}`);
    expect(labelled).toBe(89);
    expect(found.theirs / labelled).toBeGreaterThanOrEqual(0.97);
    expect(found.theirs).toBeGreaterThanOrEqual(found.ours - 1);
  });

  it('puts boxes and keypoints where BlazeFace puts them', () => {
    const { pairs } = compared;
    expect(pairs.length).toBeGreaterThan(80);
    const worstOf20 = (values: number[]) => values.sort((a, b) => b - a)[Math.floor(values.length / 20)];
    // In widths of the face.
    for (const name of ['rightEye', 'leftEye', 'nose', 'mouth'] as const)
      expect(worstOf20(pairs.map((pair) => pair.apart[name])), name).toBeLessThan(0.15);
    expect(worstOf20(pairs.map(({ overlap }) => 1 - overlap))).toBeLessThan(0.4);
    expect(worstOf20(pairs.map(({ widthRatio }) => Math.abs(1 - widthRatio)))).toBeLessThan(0.2);
  });

  it('names people right in office clips, also with a recogniser that has a chip of its own', async () => {
    // Ours, made to take 112×112 as most others do.
    const own = recogniserIn('both', floatRecogniser(ourRecogniser, { sizePx: 112 }), {
      input: { layout: 'NCHW', colours: 'RGB', sizePx: 112 },
      chip: { rightEye: [35.6, 35.2], leftEye: [74.9, 35.2], mouth: [55.25, 83.6] },
    });
    for (const file of readdirSync(dir)) copyFileSync(join(dir, file), join(own, file));
    const people = join(folder, 'people');
    for (const [person, word] of [
      ['A', 'yes'],
      ['C', 'walk'],
    ]) {
      mkdirSync(join(people, `${person}`), { recursive: true });
      const clip = media(`video/intel-asl/person${person}_${word}.mkv`);
      execFileSync('ffmpeg', [
        '-v',
        'error',
        '-i',
        clip,
        '-vf',
        'fps=3',
        join(people, `${person}`, '%02d.jpg'),
      ]);
    }
    const clips = ['A_help', 'A_no', 'C_book', 'E_hungry'].map((name) =>
      media(`video/intel-asl/person${name}.mkv`),
    );
    const json = join(folder, 'replay.json');
    const { code, stderr } = await runCli([
      'replay',
      ...clips,
      '--people',
      people,
      '--networks',
      own,
      '--json',
      json,
    ]);
    expect(code, stderr).toBe(0);
    const report = JSON.parse(readFileSync(json, 'utf8')) as {
      videos: { file: string; people: { person: string }[] }[];
      engine: { networks: string[] };
    };
    const names = report.videos.map(({ file, people }) => [
      basename(file),
      people.map(({ person }) => person),
    ]);
    expect(names).toEqual([
      ['personA_help.mkv', ['A']],
      ['personA_no.mkv', ['A']],
      ['personC_book.mkv', ['C']],
      // Not enrolled.
      ['personE_hungry.mkv', []],
    ]);
    expect(report.engine.networks).toEqual([
      'face: face_detection_yunet_2023mar.onnx',
      'person',
      'recognition: own.onnx',
    ]);
  });
});

const ourRecogniser = readFileSync(networkFile('recognition'));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** An entry for a recogniser made of ours, with the settings that fit it unless changed. */
function recogniserIn(name: string, bytes: Uint8Array, change: Record<string, unknown> = {}): string {
  const { mean, scale } = outsideNormalisation;
  const entry = {
    file: 'own.onnx',
    sha256: sha256(bytes),
    licence: 'MIT',
    source: 'made by this test',
    input: { layout: 'NCHW', colours: 'RGB', sizePx: 150 },
    pixel: { mean, scale },
    output: { name: 'embedding', length: 128 },
    chip: 'whereabouts',
    distance: 'cosine',
    threshold: 1 - (sameFaceDistance / ourNetworks.recognition.scale) ** 2 / 2,
    ...change,
  };
  return entriesIn(name, { 'own.onnx': bytes, 'recognition.yaml': JSON.stringify(entry) });
}

describe('a recogniser of the user', () => {
  let photo: string;
  let ours: Float32Array;
  beforeAll(async () => {
    await makePhotos(folder);
    photo = join(folder, 'ann.png');
    ours = await embeddingBy((await load(join(folder, 'none'))).infer);
  });

  async function embeddingBy(infer: Infer): Promise<Float32Array> {
    const reading = await readPhoto(photo, infer);
    if (reading.kind !== 'face') throw new Error(`the sample photo is ${reading.kind}`);
    return reading.embedding;
  }

  const farthest = (a: Float32Array, b: Float32Array): number =>
    a.length === b.length ? Math.max(...a.map((value, index) => Math.abs(value - (b[index] ?? NaN)))) : NaN;

  it('gives the numbers of ours when it is ours: float input, channels first, normalised by its entry', async () => {
    const { infer, networks, origins } = await load(recogniserIn('same', floatRecogniser(ourRecogniser)));
    expect(farthest(await embeddingBy(infer), ours)).toBeLessThan(1e-4);
    expect(networks.recognition).toMatchObject({ length: 128, unitLength: true, batchMax: 8 });
    expect(networks.recognition.scale).toBeCloseTo(ourNetworks.recognition.scale, 6);
    expect(networks.recognition.id).toMatch(/^recognition@[0-9a-f]{12}$/);
    expect(origins.find(({ network }) => network === 'recognition')).toEqual({
      network: 'recognition',
      file: 'own.onnx',
      licence: 'MIT',
      source: 'made by this test',
      own: true,
    });
  });

  it('is run chip by chip when it takes no batch', async () => {
    const single = floatRecogniser(ourRecogniser, { batchFixed: true });
    const { infer, networks } = await load(recogniserIn('single', single));
    expect(networks.recognition.batchMax).toBe(1);
    expect(farthest(await embeddingBy(infer), ours)).toBeLessThan(1e-4);
  });

  it('gets a chip of its own size, and numbers of length 1 times the factor of its threshold for cosine', async () => {
    const chip = { rightEye: [47.7, 47.1], leftEye: [100.3, 47.1], mouth: [74, 112] };
    const change = { chip, threshold: 0.9 };
    const { infer } = await load(recogniserIn('cosine', floatRecogniser(ourRecogniser), change));
    const embedding = await embeddingBy(infer);
    const length = Math.hypot(...ours);
    const expected = sameFaceDistance / l2OfCosine(0.9);
    expect(Math.hypot(...embedding)).toBeCloseTo(expected, 5);
    const cosine = embedding.reduce((sum, value, at) => sum + value * (ours[at] ?? 0), 0) / length / expected;
    expect(cosine).toBeGreaterThan(0.9999);
  });

  const wrong: [string, () => string, RegExp][] = [
    [
      'another length than its entry says',
      () => recogniserIn('length', floatRecogniser(ourRecogniser), { output: { length: 512 } }),
      /Cannot use .*recognition\.yaml: its network does not fit: "output\.length" says 512 numbers a face, the network gives 128\. Correct the entry/,
    ],
    [
      'another picture than its entry says',
      () =>
        recogniserIn('size', floatRecogniser(ourRecogniser), {
          input: { layout: 'NHWC', colours: 'RGB', sizePx: 150 },
        }),
      /Cannot use .*recognition\.yaml: .*ONNX Runtime/,
    ],
    [
      'no network of ONNX Runtime',
      () => recogniserIn('operator', floatRecogniser(ourRecogniser, { operator: 'NoSuchOperator' })),
      /Cannot use .*recognition\.yaml: ONNX Runtime cannot load its network: .*NoSuchOperator.*Use a network made for ONNX Runtime/,
    ],
  ];
  it.each(wrong)('stops the start when it is %s', async (_, entry, message) => {
    await expect(load(entry())).rejects.toThrow(message);
    await expect(load(entry())).rejects.toMatchObject({ code: 'NETWORK_UNUSABLE' });
  });
});
