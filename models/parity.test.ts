/** Each compiled network against the same weights on TF.js (wasm, one thread), on the same pictures. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type * as FaceApi from '@vladmandic/face-api';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { catalogue, type NetworkName } from './catalogue.ts';
import { compileNetworks } from './compileNetworks.ts';

/**
 * Largest difference of an output, relative to its largest value. Measured (AVX-512): face 3e-6, person 1.5e-5 (its
 * distances), recognition 7e-7, antispoof, liveness and facemesh below 1e-6. The rest is for other processors' order of sums.
 */
const tolerance = 1e-4;

const require = createRequire(import.meta.url);
const folderOf = (name: string): string =>
  join(dirname(require.resolve('../package.json')), 'node_modules', name);
const human = folderOf('@vladmandic/human');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'networks-'));
  await compileNetworks(folder, () => undefined);
  setWasmPaths(`${folderOf('@tensorflow/tfjs-backend-wasm')}/dist/`);
  setThreadsCount(1);
  await tf.setBackend('wasm');
});
afterAll(() => rm(folder, { recursive: true }));

/** Two pictures of one size, as one batch. */
type Picture = { pixels: Uint8Array; width: number; height: number };
type Region = { left: number; top: number; width: number; height: number };

/** In Human's sample: the left and the right of a group, and two faces. */
const people: Region[] = [60, 560].map((left) => ({ left, top: 380, width: 700, height: 760 }));
const faces: Region[] = [
  { left: 267, top: 490, width: 104, height: 104 },
  { left: 420, top: 6, width: 60, height: 60 },
];

async function readPictures(regions: Region[], width: number, height: number): Promise<Picture> {
  const photo = sharp(join(human, 'assets', 'samples.jpg'));
  const parts = regions.map((region) =>
    photo.clone().extract(region).resize(width, height, { fit: 'fill' }).raw(),
  );
  return { pixels: Buffer.concat(await Promise.all(parts.map((part) => part.toBuffer()))), width, height };
}

async function runCompiled(
  name: NetworkName,
  picture: Picture,
): Promise<{ dims: readonly number[]; data: Float32Array }[]> {
  const session = await InferenceSession.create(join(folder, `${name}.onnx`), { intraOpNumThreads: 1 });
  const dims = [2, picture.height, picture.width, 3];
  const outputs = await session.run({ pixels: new Tensor('uint8', picture.pixels, dims) });
  await session.release();
  expect(session.inputNames).toEqual(['pixels']);
  expect(session.outputNames).toEqual(catalogue[name].outputs.map((output) => output.name));
  return catalogue[name].outputs.map((output) => {
    const tensor = outputs[output.name];
    if (!(tensor?.data instanceof Float32Array)) throw new Error(`${output.name} is no float tensor`);
    return { dims: tensor.dims, data: tensor.data };
  });
}

async function loadOriginal(name: string): Promise<tf.GraphModel> {
  const file = JSON.parse(await readFile(join(human, 'models', `${name}.json`), 'utf8')) as tf.io.ModelJSON;
  const bytes = await readFile(join(human, 'models', `${name}.bin`));
  const { node } = file.modelTopology as { node: { op: string; attr: { shape?: unknown } }[] };
  for (const { op, attr } of node) if (op === 'Placeholder') delete attr.shape; // or TF.js refuses every other size
  const weightSpecs = file.weightsManifest.flatMap((group) => group.weights);
  const weightData = new Uint8Array(bytes).buffer;
  return tf.loadGraphModel(tf.io.fromMemory({ modelTopology: file.modelTopology, weightSpecs, weightData }));
}

const toTensor = ({ pixels, width, height }: Picture): tf.Tensor4D =>
  tf.tensor4d(Float32Array.from(pixels), [2, height, width, 3]);

/** The named nodes' values for already normalised pictures; `sizes` replaces constants the file fixes to one size. */
function runOriginal(
  model: tf.GraphModel,
  pictures: tf.Tensor,
  nodes: string[],
  sizes: Record<string, tf.Tensor> = {},
): tf.Tensor[] {
  const inputName = model.inputs[0]?.name ?? '';
  const result = model.execute({ [inputName]: pictures, ...sizes }, nodes);
  return Array.isArray(result) ? result : [result];
}

function differenceOf(found: Float32Array, expected: tf.Tensor): number {
  const values = expected.dataSync<'float32'>();
  expect(found).toHaveLength(values.length);
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return (
    found.reduce((most, value, index) => Math.max(most, Math.abs(value - (values[index] ?? NaN))), 0) /
    largest
  );
}

function expectSame(found: { data: Float32Array }[], expected: tf.Tensor[]): void {
  expect(found).toHaveLength(expected.length);
  const differences = found.map(({ data }, index) => differenceOf(data, expected[index] ?? tf.scalar(NaN)));
  for (const difference of differences) expect(difference).toBeLessThan(tolerance);
}

test.for([
  [256, 256],
  [512, 288],
  [160, 96],
])('face.onnx agrees with TF.js at %i×%i', async ([width = 0, height = 0]) => {
  const pictures = await readPictures(people, width, height);
  const found = await runCompiled('face', pictures);
  const nodes = [33, 35, 34, 36].map(
    (layer) => `StatefulPartitionedCall/functional_1/conv2d_${layer}/BiasAdd`,
  );
  // The reshape after these is fixed to one picture of 256×256 in the file; the numbers lie in the same order before it.
  const expected = runOriginal(await loadOriginal('blazeface'), toTensor(pictures).div(127.5).sub(1), nodes);
  expectSame(found, expected);
  const anchors16 = (width / 16) * (height / 16) * 2;
  const anchors32 = (width / 32) * (height / 32) * 6;
  expect(found.map(({ dims }) => dims)).toEqual([
    [2, anchors16, 1],
    [2, anchors16, 16],
    [2, anchors32, 1],
    [2, anchors32, 16],
  ]);
});

test.for([
  [256, 256],
  [384, 224],
  [512, 288],
])('person.onnx agrees with TF.js at %i×%i', async ([width = 0, height = 0]) => {
  const pictures = await readPictures(people, width, height);
  const found = await runCompiled('person', pictures);
  const sizes = Object.fromEntries(
    ['c5_upsample/up_sampling2d', 'c4_upsample/up_sampling2d_1', 'c3_upsample/up_sampling2d_2'].map(
      (name, level) => [
        `tower_0/CenternetHead/${name}/mul`,
        tf.tensor1d(
          [height, width].map((size) => size / (16 >> level)),
          'int32',
        ),
      ],
    ),
  );
  const nodes = ['tower_0/Sigmoid', 'tower_0/mul'];
  const [classes, distances] = runOriginal(await loadOriginal('centernet'), toTensor(pictures), nodes, sizes);
  if (!classes || !distances) throw new Error('TF.js gave no outputs');
  const person = classes.slice([0, 0, 0, 0], [-1, -1, -1, 1]);
  expectSame(
    found,
    [person, distances].map((tensor) => tensor.transpose([0, 3, 1, 2])),
  );
  expect(found.map(({ dims }) => dims)).toEqual([
    [2, 1, height / 4, width / 4],
    [2, 4, height / 4, width / 4],
  ]);
});

test('recognition.onnx agrees with face-api', async () => {
  const pictures = await readPictures(faces, 150, 150);
  const [found] = await runCompiled('recognition', pictures);
  const faceApi = require('@vladmandic/face-api/dist/face-api.node-wasm.js') as typeof FaceApi;
  const network = new faceApi.FaceRecognitionNet();
  await network.loadFromDisk(join(folderOf('@vladmandic/face-api'), 'model'));
  // face-api declares the tensors of its own copy of TensorFlow.js; at run time they are the same.
  const input = tf.unstack(toTensor(pictures)) as unknown as FaceApi.TNetInput;
  const expected = (await network.forward(input)) as unknown as tf.Tensor;
  expect(found?.dims).toEqual([2, 128]);
  expectSame(found ? [found] : [], [expected]);
});

test.for([
  ['antispoof', ['Identity']],
  ['liveness', ['Identity']],
  [
    'facemesh',
    [
      'StatefulPartitionedCall/model_1/output_mesh/Reshape',
      'StatefulPartitionedCall/model_1/output_faceflag/Reshape',
    ],
  ],
] as [NetworkName, string[]][])('%s.onnx agrees with TF.js', async ([name, nodes]) => {
  const { width, height } = catalogue[name].input;
  const pictures = await readPictures(faces, width ?? 0, height ?? 0);
  const expected = runOriginal(await loadOriginal(name), toTensor(pictures).div(255), nodes);
  expectSame(await runCompiled(name, pictures), expected);
});
