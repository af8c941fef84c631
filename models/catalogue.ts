/** Every network the product compiles: where its weights come from, under which licence, what goes in and what comes out. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type NetworkName = 'face' | 'person' | 'recognition' | 'antispoof' | 'liveness' | 'facemesh';

export type CatalogueEntry = {
  /** npm package and the files in it, with the sha256 they must have. */
  source: {
    package: '@vladmandic/human' | '@vladmandic/face-api';
    version: string;
    files: { path: string; sha256: string }[];
  };
  licence: 'MIT';
  /** uint8 RGB, NHWC. `null`: any multiple of 32. */
  input: { width: number | null; height: number | null };
  /** Names of the compiled graph's outputs, in the order `InferenceAnswer` gives them, and what each means. */
  outputs: { name: string; meaning: string }[];
  /** How `compileNetwork()` gets from the source files to the graph. */
  compile: GraphRecipe | { kind: 'recognition' };
};

/** A TF.js graph model: the description is the first source file, the weights are the others, concatenated. */
export type GraphRecipe = {
  kind: 'graph';
  /** What the graph expects of a pixel: `(pixel − mean) × scale`. */
  pixel: { mean: number; scale: number };
  /** The node behind each of the entry's outputs, in the same order. */
  nodes: string[];
  /** Keep only the first channels of this convolution: the rest is never read. */
  keepChannels?: { node: string; channels: number };
};

const fromHuman = (files: Record<string, string>): CatalogueEntry['source'] => ({
  package: '@vladmandic/human',
  version: '3.3.6',
  files: Object.entries(files).map(([name, sha256]) => ({ path: `models/${name}`, sha256 })),
});

export const catalogue: Record<NetworkName, CatalogueEntry> = {
  face: {
    source: fromHuman({
      'blazeface.json': 'cd7bbfc078270572beb39f9e5ae67aadbd50b5e67cff37e6d4f6b3ea39312e5f',
      'blazeface.bin': 'dc9a97fdc50bc43216554bdd69aa3e7b9361a519ee7bdd996a2f69a98a6f9b72',
    }),
    licence: 'MIT',
    input: { width: null, height: null },
    outputs: [
      { name: 'scores16', meaning: 'logits [count, anchors, 1]; stride 16, rows major, 2 anchors per cell' },
      {
        name: 'regressors16',
        meaning:
          '[count, anchors, 16] in input pixels from the cell centre: dx, dy, width, height, then dx, dy of right eye, left eye, nose tip, mouth centre, right ear, left ear',
      },
      { name: 'scores32', meaning: 'as scores16; stride 32, 6 anchors per cell' },
      { name: 'regressors32', meaning: 'as regressors16; stride 32, 6 anchors per cell' },
    ],
    compile: {
      kind: 'graph',
      pixel: { mean: 127.5, scale: 1 / 127.5 },
      nodes: ['classificators_1', 'regressors_1', 'classificators_2', 'regressors_2'].map(
        (name) => `StatefulPartitionedCall/functional_1/tf_op_layer_${name}/${name}`,
      ),
    },
  },
  person: {
    source: fromHuman({
      'centernet.json': 'bfb942eaacc5becf738d536663bc4580a0ae9e560722306e6d4dd7fe4a09de05',
      'centernet.bin': '1b635a15009071f506f9f2b3519b31c072c534888989f30d269ffd44734ef7ef',
    }),
    licence: 'MIT',
    input: { width: null, height: null },
    outputs: [
      { name: 'heat', meaning: '[count, 1, height/4, width/4]: likelihood 0–1 of a person centred here' },
      {
        name: 'distances',
        meaning: '[count, 4, height/4, width/4]: input pixels from the cell to left, top, right, bottom edge',
      },
    ],
    compile: {
      kind: 'graph',
      pixel: { mean: 0, scale: 1 },
      nodes: ['tower_0/Sigmoid', 'tower_0/mul'],
      // COCO has 80 classes; the first is person.
      keepChannels: { node: 'tower_0/CenternetHead/centernet_cls_output/BiasAdd', channels: 1 },
    },
  },
  recognition: {
    source: {
      package: '@vladmandic/face-api',
      version: '1.7.15',
      files: [
        {
          path: 'model/face_recognition_model-weights_manifest.json',
          sha256: 'cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b',
        },
        {
          path: 'model/face_recognition_model.bin',
          sha256: 'b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589',
        },
      ],
    },
    licence: 'MIT',
    input: { width: 150, height: 150 },
    outputs: [{ name: 'embedding', meaning: '[count, 128]: same person when the L2 distance is small' }],
    compile: { kind: 'recognition' },
  },
  antispoof: {
    source: fromHuman({
      'antispoof.json': '7fd698ae1cebabbcad79d3b8b448587b0365eb7911987418231bdcf36583112a',
      'antispoof.bin': '4490fecb2becdb6869edc7e60f5e59962be013a8def8719b1373afb0f905c094',
    }),
    licence: 'MIT',
    input: { width: 128, height: 128 },
    outputs: [{ name: 'real', meaning: '[count, 1]: 0–1, high for a real face, low for a picture of one' }],
    compile: {
      kind: 'graph',
      pixel: { mean: 0, scale: 1 / 255 },
      nodes: ['StatefulPartitionedCall/sequential/activation_4/Sigmoid'],
    },
  },
  liveness: {
    source: fromHuman({
      'liveness.json': '9e51c8acf83b80abbf329b2735309ab5c90611c66905ade8b1bd130d473df9c8',
      'liveness.bin': 'fc6a6b6b3b9721bdb8bff67a457a15b7cbfd81715cfb27f3e65b757e81dd663e',
    }),
    licence: 'MIT',
    input: { width: 32, height: 32 },
    outputs: [
      { name: 'live', meaning: '[count, 2], adding up to 1; the first is the likelihood of a live face' },
    ],
    compile: {
      kind: 'graph',
      pixel: { mean: 0, scale: 1 / 255 },
      nodes: ['StatefulPartitionedCall/sequential_1/activation_6/Softmax'],
    },
  },
  facemesh: {
    source: fromHuman({
      'facemesh.json': 'b60ca26f404724f43bd2b1575761d8265180e1f053cc0731caa68462927309e7',
      'facemesh.bin': '3826da640b0a3021161605369ee6af293f75d518040355b960ec71a3390c1c0b',
    }),
    licence: 'MIT',
    input: { width: 192, height: 192 },
    outputs: [
      { name: 'points', meaning: '[count, 1404]: 468 points, each x, y, z in input pixels' },
      { name: 'face', meaning: '[count, 1]: 0–1, likelihood that the crop shows a face' },
    ],
    compile: {
      kind: 'graph',
      pixel: { mean: 0, scale: 1 / 255 },
      nodes: ['output_mesh', 'output_faceflag'].map(
        (name) => `StatefulPartitionedCall/model_1/${name}/Reshape`,
      ),
    },
  },
};

/** Folder of compiled networks (`face.onnx` …), build output. */
export const networksDir = join(packageRoot(), 'dist', 'networks');
export const networkFile = (name: NetworkName): string => join(networksDir, `${name}.onnx`);

/** The folder that holds package.json, whether this runs from source or from dist. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}
