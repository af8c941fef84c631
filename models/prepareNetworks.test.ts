import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import onnxProto from 'onnx-proto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sha256 } from './checkSources.ts';
import { networkFile } from './catalogue.ts';
import { l2OfCosine, recognitionSpec, parseCustomNetwork } from './customNetwork.ts';
import { ourNetworks, sameFaceDistance } from './networkSpec.ts';
import { prepareNetworks, readOrigins } from './prepareNetworks.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'entries-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const network = Buffer.from('no network');
const sound = {
  file: 'own.onnx',
  sha256: sha256(network),
  licence: 'Apache-2.0',
  source: 'https://example.com/own',
  input: { layout: 'NCHW', colours: 'BGR', sizeMultiple: 32 },
  pixel: { mean: [104, 117, 123], scale: 1 },
  output: { kind: 'yunet' },
  threshold: 0.6,
};
const recogniser = {
  ...sound,
  input: { layout: 'NCHW', colours: 'RGB', sizePx: 112 },
  output: { name: 'fc1', length: 128 },
  chip: 'arcface',
  distance: 'cosine',
  threshold: 0.363,
};

/** What stands in the folder, after the change, and what comes of it. */
async function check(files: Record<string, object | string | Uint8Array>, message: RegExp): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(join(folder, name), text ? content : JSON.stringify(content));
  }
  await expect(prepareNetworks(folder, join(folder, 'wrapped'))).rejects.toThrow(message);
}

describe('prepareNetworks()', () => {
  it('leaves ours running where there is no folder, and makes none', async () => {
    const { spec, files, origins } = await prepareNetworks(join(folder, 'none'), join(folder, 'wrapped'));
    expect(spec).toEqual(ourNetworks);
    expect(files).toEqual({});
    expect(origins.map(({ network, licence, own }) => [network, licence, own])).toEqual([
      ['face', 'MIT', false],
      ['person', 'MIT', false],
      ['recognition', 'MIT', false],
    ]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([
    [
      'a missing licence',
      { licence: undefined },
      /"licence" is missing\. Correct the file; docs\/networks\.md/,
    ],
    ['an empty licence', { licence: ' ' }, /"licence" should not be empty/],
    ['a missing source', { source: undefined }, /"source" is missing/],
    ['an unknown setting', { colour: 'RGB' }, /"colour" is not a setting/],
    ['an unknown setting within', { output: { kind: 'yunet', size: 3 } }, /"output\.size" is not a setting/],
    ['an unknown detector', { output: { kind: 'yolo' } }, /"output\.kind" should be blazeface or yunet/],
    [
      'a mean of two channels',
      { pixel: { mean: [1, 2], scale: 1 } },
      /"pixel\.mean" should be a number, or three/,
    ],
    ['a checksum that is none', { sha256: 'abc' }, /"sha256" should be 64 digits/],
    [
      'a size no camera has',
      { input: { ...sound.input, sizeMultiple: 48 } },
      /"input\.sizeMultiple" should be 32/,
    ],
    ['a threshold beyond 1', { threshold: 60 }, /"threshold" should be below 1/],
  ])('refuses %s and says what is wanted', async (_, change, message) => {
    await check({ 'face.yaml': { ...sound, ...change }, 'own.onnx': network }, message);
  });

  it.each([
    ['a chip of ours that is not 150 px', { chip: 'whereabouts' }, /"chip" whereabouts is 150 px wide/],
    ['a chip of one point', { chip: { nose: [50, 50] } }, /"chip" should/],
    [
      'a cosine beyond 1',
      { threshold: 1.128 },
      /"threshold" should be above 0 for l2, between -1 and 1 for cosine/,
    ],
    ['an l2 limit of 0', { distance: 'l2', threshold: 0 }, /"threshold" should be above 0/],
  ])('refuses a recogniser with %s', async (_, change, message) => {
    await check({ 'recognition.yaml': { ...recogniser, ...change }, 'own.onnx': network }, message);
  });

  it('refuses an entry for a network that cannot be replaced, and two for one', async () => {
    await check(
      { 'detector.yaml': sound },
      /detector\.yaml: its name says no network.*face\.yaml or recognition\.yaml/,
    );
    rmSync(join(folder, 'detector.yaml'));
    await check({ 'face.yaml': sound, 'face.yml': sound }, /there is another entry for "face"/);
  });

  it('refuses text that is no entry', async () => {
    await check({ 'face.yaml': 'file: [' }, /face\.yaml: it is not YAML/);
  });

  it('names a missing file, a damaged one with both checksums, and one that is no network', async () => {
    await check({ 'face.yaml': sound }, /its network .*own\.onnx cannot be read\. Check "file"/);
    const damaged = Buffer.from('no netw0rk');
    const both = new RegExp(
      `the sha256 of own.onnx is ${sha256(damaged)}, not ${sound.sha256}\\. Get the file again`,
    );
    await check({ 'own.onnx': damaged }, both);
    await check({ 'own.onnx': network }, /own\.onnx does not fit: it (is no ONNX file|holds no network)/);
  });

  it('names the outputs that are missing and those that are there', async () => {
    const other = floatModel('picture', ['boxes']);
    await check(
      { 'face.yaml': { ...sound, sha256: sha256(other) }, 'own.onnx': other },
      /it has no output cls_8, .*its outputs are boxes/,
    );
  });

  it('asks which output a recogniser means when there are several', async () => {
    const other = floatModel('picture', ['embedding', 'quality']);
    await check(
      {
        'recognition.yaml': { ...recogniser, output: { length: 128 }, sha256: sha256(other) },
        'own.onnx': other,
      },
      /it has 2 outputs \(embedding, quality\), and "output\.name" does not say which/,
    );
  });

  it('refuses bytes as input: such a network was wrapped before', async () => {
    const ours = readFileSync(networkFile('recognition'));
    await check(
      {
        'recognition.yaml': { ...recogniser, output: { length: 128 }, sha256: sha256(ours) },
        'own.onnx': ours,
      },
      /its input holds no floating-point numbers/,
    );
  });
});

describe('readOrigins()', () => {
  it('tells whose network runs where, under which licence, without reading it', async () => {
    writeFileSync(join(folder, 'face.yaml'), JSON.stringify(sound));
    const [face, , recognition] = await readOrigins(folder);
    const { file, licence, source } = sound;
    expect(face).toEqual({ network: 'face', file, licence, source, own: true });
    expect(recognition?.own).toBe(false);
  });
});

describe('recognitionSpec()', () => {
  const specOf = (change: object) => {
    const custom = parseCustomNetwork(
      'recognition',
      'recognition.yaml',
      JSON.stringify({ ...recogniser, ...change }),
    );
    if (custom.network !== 'recognition') throw new Error('not a recogniser');
    return recognitionSpec(custom.entry);
  };

  it("puts the network's own threshold on ours", () => {
    // OpenCV gives both for SFace: cosine 0.363, L2 1.128.
    expect(l2OfCosine(0.363)).toBeCloseTo(1.128, 2);
    expect(specOf({}).scale * 1.128).toBeCloseTo(sameFaceDistance, 2);
    expect(specOf({ distance: 'l2', threshold: sameFaceDistance }).scale).toBe(1);
    expect(specOf({}).unitLength).toBe(true);
    expect(specOf({ distance: 'l2', threshold: 1 }).unitLength).toBe(false);
  });

  it('keeps the id while the threshold is tuned, and changes it with all that changes the numbers', () => {
    const { id } = specOf({});
    expect(specOf({ threshold: 0.4, licence: 'MIT', file: 'renamed.onnx' }).id).toBe(id);
    const others = [
      { sha256: sha256(Buffer.from('another')) },
      { distance: 'l2', threshold: 0.4 },
      { input: { ...recogniser.input, colours: 'BGR' } },
      { pixel: { mean: 0, scale: 1 } },
      { output: { name: 'fc2', length: 128 } },
      { chip: { rightEye: [38, 52], leftEye: [73, 52] } },
    ].map((change) => specOf(change).id);
    expect(new Set([id, ourNetworks.recognition.id, ...others]).size).toBe(2 + others.length);
  });
});

/** A model with one float input and these outputs, which does nothing. */
function floatModel(input: string, outputs: string[]): Uint8Array {
  const { ModelProto } = onnxProto.onnx;
  const type = { tensorType: { elemType: 1 } };
  const graph = {
    node: outputs.map((output) => ({ opType: 'Identity', input: [input], output: [output] })),
    input: [{ name: input, type }],
    output: outputs.map((name) => ({ name, type })),
  };
  return ModelProto.encode({ irVersion: 8, opsetImport: [{ domain: '', version: 15 }], graph }).finish();
}
