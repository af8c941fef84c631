/**
 * face-api's recognition network, built from its layers: dlib's ResNet with 29 convolutions (dlib's face_recognition_model_v1;
 * layers as in face-api's FaceRecognitionNet). It ships as weights only.
 */
import { addPixels } from './addPixels.ts';
import { addConvolution } from './convolution.ts';
import { createOnnxGraph, type OnnxGraph } from './onnxModel.ts';
import type { Weight } from './readTfjsWeights.ts';

type Weights = Map<string, Weight>;

/** Means of red, green and blue, and the divisor after them, that dlib trained with. */
const meanRgb = [122.782, 117.001, 104.298];
const divisor = 255;

/** Blocks in order. A `down` block halves the picture. */
const blocks: { name: string; down?: boolean }[] = [
  { name: 'conv32_1' },
  { name: 'conv32_2' },
  { name: 'conv32_3' },
  { name: 'conv64_down', down: true },
  { name: 'conv64_1' },
  { name: 'conv64_2' },
  { name: 'conv64_3' },
  { name: 'conv128_down', down: true },
  { name: 'conv128_1' },
  { name: 'conv128_2' },
  { name: 'conv256_down', down: true },
  { name: 'conv256_1' },
  { name: 'conv256_2' },
  { name: 'conv256_down_out', down: true },
];

/** A value and the size and channels it has. Pictures are square: 150×150 comes in. */
type Value = { name: string; size: number; channels: number };

export function buildRecognition(name: string, weights: Weights): Uint8Array {
  const graph = createOnnxGraph(name, ['count', 150, 150, 3]);
  let value = addFirstLayer(graph, weights);
  for (const block of blocks) value = addBlock(graph, weights, value, block);
  const mean = graph.add('Flatten', [graph.add('GlobalAveragePool', [value.name])]);
  const fc = find(weights, 'fc');
  graph.output(graph.add('MatMul', [mean, graph.floats(fc.values, fc.shape)]), 'embedding');
  return graph.encode();
}

function addFirstLayer(graph: OnnxGraph, weights: Weights): Value {
  const convolution = normalised(scaled(weights, 'conv32_down'));
  const input = addPixels(graph, 0);
  const strides: [number, number] = [2, 2];
  const relu = graph.add('Relu', [
    addConvolution(graph, input, { ...convolution, strides, padding: 'VALID' }),
  ]);
  const pool = graph.add('MaxPool', [relu], { kernel_shape: [3, 3], strides: [2, 2] });
  return { name: pool, size: 35, channels: 32 };
}

function addBlock(
  graph: OnnxGraph,
  weights: Weights,
  input: Value,
  block: { name: string; down?: boolean },
): Value {
  const { name, down = false } = block;
  const step = down ? 2 : 1;
  const first = scaled(weights, `${name}/conv1`);
  const second = scaled(weights, `${name}/conv2`);
  const padding = down ? 'VALID' : 'SAME';
  const inner = addConvolution(graph, input.name, { ...first, strides: [step, step], padding });
  const relu = graph.add('Relu', [inner]);
  const outer = addConvolution(graph, relu, { ...second, strides: [1, 1], padding: 'SAME' });
  const channels = second.bias.length;
  if (!down) return { ...input, name: graph.add('Relu', [graph.add('Add', [outer, input.name])]) };
  return addShortcut(graph, input, { name: outer, size: Math.floor((input.size - 3) / 2) + 1, channels });
}

/** Where the block halves the picture, the way around it is an average; what is smaller or thinner is filled with zeros. */
function addShortcut(graph: OnnxGraph, input: Value, outer: Value): Value {
  const size = Math.floor(input.size / 2);
  const around = addAverage(graph, input, outer.channels);
  const through = fill(graph, outer, size);
  const name = graph.add('Relu', [graph.add('Add', [through, around])]);
  return { name, size, channels: outer.channels };
}

/**
 * The average of 2×2, and channels of zeros after those that come in, by one convolution: ONNX Runtime keeps its blocked
 * layout through it, and in integers it is four times faster than averaging and padding.
 */
function addAverage(graph: OnnxGraph, { name, channels }: Value, all: number): string {
  const values = new Float32Array(4 * channels * all);
  for (let cell = 0; cell < 4; cell++)
    for (let channel = 0; channel < channels; channel++)
      values[(cell * channels + channel) * all + channel] = 1 / 4;
  const weights = { shape: [2, 2, channels, all], values };
  return addConvolution(graph, name, { weights, strides: [2, 2], padding: 'VALID' });
}

/** Zeros at the bottom and at the right. */
function fill(graph: OnnxGraph, value: Value, size: number): string {
  const edge = size - value.size;
  return edge === 0
    ? value.name
    : graph.add('Pad', [value.name, graph.longs([0, 0, 0, 0, 0, 0, edge, edge])]);
}

type Folded = { weights: Weight; bias: Float32Array };

/** The scale layer after a convolution, multiply and add per channel, inside the convolution. */
function scaled(all: Weights, name: string): Folded {
  const weights = find(all, `${name}/conv/filters`);
  const bias = find(all, `${name}/conv/bias`).values;
  const factors = find(all, `${name}/scale/weights`).values;
  const offsets = find(all, `${name}/scale/biases`).values;
  const factor = (index: number): number => factors[index % factors.length] ?? NaN;
  return {
    weights: {
      shape: weights.shape,
      values: Float32Array.from(weights.values, (weight, at) => weight * factor(at)),
    },
    bias: Float32Array.from(bias, (value, channel) => value * factor(channel) + (offsets[channel] ?? NaN)),
  };
}

/** `(pixel − mean) / 255` inside the first convolution: exact, as it has no padding. */
function normalised({ weights, bias }: Folded): Folded {
  const { shape, values } = weights;
  const shifted = Float64Array.from(bias);
  const smaller = Float32Array.from(values, (weight) => weight / divisor);
  values.forEach((weight, at) => {
    const channelOut = at % bias.length;
    const mean = meanRgb[Math.floor(at / bias.length) % 3] ?? NaN;
    shifted[channelOut] = (shifted[channelOut] ?? NaN) - (weight * mean) / divisor;
  });
  return { weights: { shape, values: smaller }, bias: Float32Array.from(shifted) };
}

function find(weights: Weights, name: string): Weight {
  const weight = weights.get(name);
  if (!weight) throw new Error(`Cannot build the recognition network: it has no weight "${name}".`);
  return weight;
}
