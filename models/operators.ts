/** One converter for each TensorFlow operation our networks use. Pictures are NHWC there and NCHW here. */
import { addConvolution, toAutoPad } from './convolution.ts';
import type { OnnxGraph } from './onnxModel.ts';
import type { GraphNode } from './readGraph.ts';
import type { Weight } from './readTfjsWeights.ts';

/** A value in the graph being built. `shape` is TensorFlow's, without the count: [rows, columns, channels] or [length]. */
export type Value = { name: string; shape: number[] };

export type Conversion = {
  graph: OnnxGraph;
  value: (name: string) => Value;
  /** Throws for a name that is no constant. */
  weight: (name: string) => Weight;
  isWeight: (name: string) => boolean;
};

export type Converter = (node: GraphNode, conversion: Conversion) => Value;

const convolve =
  (depthwise: boolean): Converter =>
  (node, conversion) => {
    const { graph, value, weight } = conversion;
    const [source = '', kernel = '', biasName = '', alpha = ''] = node.inputs;
    const input = value(source);
    const weights = weight(kernel);
    const bias = node.fused.includes('BiasAdd') ? { bias: weight(biasName).values } : {};
    const { strides, padding } = node;
    const name = addConvolution(graph, input.name, { weights, ...bias, strides, padding, depthwise });
    const [rows = 1, columns = 1, channelsIn = 1, last = 1] = weights.shape;
    const channels = depthwise ? channelsIn * last : last;
    const result = { name, shape: [...windowed(input.shape, [rows, columns], node), channels] };
    return activate(node, result, conversion, alpha);
  };

const unary =
  (op: string): Converter =>
  (node, { graph, value }) => {
    const input = value(node.inputs[0] ?? '');
    return { name: graph.add(op, [input.name]), shape: input.shape };
  };

const binary =
  (op: string): Converter =>
  (node, conversion) => {
    const { graph, value, isWeight } = conversion;
    const shapes = node.inputs.filter((name) => !isWeight(name)).map((name) => value(name).shape);
    // One side may be a single pixel, spread over the other's rows and columns.
    const shape = (shapes[0] ?? []).map((size, axis) => Math.max(size, shapes[1]?.[axis] ?? size));
    const names = node.inputs.map((name) => operand(name, shape, conversion));
    return { name: graph.add(op, names), shape };
  };

const prelu: Converter = (node, conversion) => {
  const [source = '', alpha = ''] = node.inputs;
  return addPrelu(conversion.value(source), alpha, conversion);
};

const relu6: Converter = (node, { graph, value }) => {
  const input = value(node.inputs[0] ?? '');
  return { name: graph.add('Clip', [input.name, graph.floats([0], []), graph.floats([6], [])]), shape: input.shape };
};

const maxPool: Converter = (node, { graph, value }) => {
  const input = value(node.inputs[0] ?? '');
  const { window, strides, padding } = node;
  const name = graph.add('MaxPool', [input.name], { kernel_shape: window, strides, auto_pad: toAutoPad(padding) });
  return { name, shape: [...windowed(input.shape, window, node), input.shape[2] ?? 1] };
};

/**
 * Adds channels of zeros, by a convolution that copies the others: ONNX Runtime keeps its blocked layout through a
 * convolution, and loses it at a Pad.
 */
const padChannels: Converter = (node, { graph, value, weight }) => {
  const [source = '', paddings = ''] = node.inputs;
  const input = value(source);
  const around = [...weight(paddings).values];
  if (around.some((size, index) => index !== 7 && size !== 0))
    throw new Error(`Cannot convert "${node.name}": only channels added at the end are supported.`);
  const [rows = 1, columns = 1, channels = 1] = input.shape;
  const all = channels + (around[7] ?? 0);
  const values = new Float32Array(channels * all);
  for (let channel = 0; channel < channels; channel++) values[channel * all + channel] = 1;
  const weights = { shape: [1, 1, channels, all], values };
  const name = addConvolution(graph, input.name, { weights, strides: [1, 1], padding: 'VALID' });
  return { name, shape: [rows, columns, all] };
};

/**
 * `x × factor × relu6(x + offset)` with one multiplication: the rest is a depthwise convolution of one pixel with a
 * clip, which ONNX Runtime does in one pass and in its blocked layout.
 */
const hardSwish: Converter = (node, { graph, value, weight }) => {
  const [source = '', offsetName = '', factorName = ''] = node.inputs;
  const input = value(source);
  const [offset = NaN] = weight(offsetName).values;
  const [factor = NaN] = weight(factorName).values;
  const channels = input.shape[2] ?? 1;
  const weights = { shape: [1, 1, channels, 1], values: new Float32Array(channels).fill(factor) };
  const bias = new Float32Array(channels).fill(factor * offset);
  const ramp = addConvolution(graph, input.name, { weights, bias, strides: [1, 1], padding: 'VALID', depthwise: true });
  const gate = graph.add('Clip', [ramp, graph.floats([0], []), graph.floats([6 * factor], [])]);
  return { name: graph.add('Mul', [input.name, gate]), shape: input.shape };
};

const meanOfPicture: Converter = (node, { graph, value, weight }) => {
  const [source = '', axes = ''] = node.inputs;
  const input = value(source);
  if (weight(axes).values.join() !== '1,2' || !node.flags.includes('keep_dims'))
    throw new Error(`Cannot convert "${node.name}": only the mean over rows and columns is supported.`);
  return { name: graph.add('GlobalAveragePool', [input.name]), shape: [1, 1, input.shape[2] ?? 1] };
};

const concatChannels: Converter = (node, { graph, value, weight }) => {
  const parts = node.inputs.slice(0, -1).map(value);
  if (weight(node.inputs.at(-1) ?? '').values[0] !== 3)
    throw new Error(`Cannot convert "${node.name}": only channels can be joined.`);
  const [rows = 1, columns = 1] = parts[0]?.shape ?? [];
  const channels = parts.reduce((sum, part) => sum + (part.shape[2] ?? 1), 0);
  return { name: graph.add('Concat', parts.map((part) => part.name), { axis: 1 }), shape: [rows, columns, channels] };
};

/** The size in the file is for one picture size: the ratio is what holds for all. */
const resize: Converter = (node, { graph, value, weight }) => {
  const [source = '', size = ''] = node.inputs;
  const input = value(source);
  const [rows = 1, columns = 1] = weight(size).values;
  if (node.flags.includes('align_corners') || node.flags.includes('half_pixel_centers'))
    throw new Error(`Cannot convert "${node.name}": its corner rule is not supported.`);
  const ratios = [1, 1, rows / (input.shape[0] ?? 1), columns / (input.shape[1] ?? 1)];
  const name = graph.add('Resize', [input.name, '', graph.floats(ratios, [4])], {
    mode: 'linear',
    coordinate_transformation_mode: 'asymmetric',
  });
  return { name, shape: [rows, columns, input.shape[2] ?? 1] };
};

/** To [count, length] or [count, anything, length]; rows and columns come before channels, as TensorFlow has them in memory. */
const reshape: Converter = (node, { graph, value, weight }) => {
  const [source = '', target = ''] = node.inputs;
  const input = value(source);
  const [, ...rest] = weight(target).values;
  const length = rest.at(-1) ?? 1;
  const [rows = 1, columns = 1] = input.shape;
  const onePixel = rows * columns === 1;
  const rowsMajor = onePixel ? input.name : graph.add('Transpose', [input.name], { perm: [0, 2, 3, 1] });
  const sizes = rest.length === 1 ? [-1, length] : [0, -1, length];
  return { name: graph.add('Reshape', [rowsMajor, graph.longs(sizes)]), shape: rest };
};

const multiplyMatrix: Converter = (node, conversion) => {
  const { graph, value, weight } = conversion;
  const [source = '', matrixName = '', biasName = '', alpha = ''] = node.inputs;
  const { shape, values } = weight(matrixName);
  const bias = node.fused.includes('BiasAdd') ? [graph.floats(weight(biasName).values, [shape[1] ?? 1])] : [];
  if (node.flags.some((flag) => flag.startsWith('transpose')))
    throw new Error(`Cannot convert "${node.name}": transposed matrices are not supported.`);
  const name = graph.add('Gemm', [value(source).name, graph.floats(values, shape), ...bias]);
  return activate(node, { name, shape: shape.slice(1) }, conversion, alpha);
};

export const operators: Record<string, Converter> = {
  Conv2D: convolve(false),
  _FusedConv2D: convolve(false),
  DepthwiseConv2dNative: convolve(true),
  FusedDepthwiseConv2dNative: convolve(true),
  _FusedMatMul: multiplyMatrix,
  MatMul: multiplyMatrix,
  Add: binary('Add'),
  AddV2: binary('Add'),
  Mul: binary('Mul'),
  Relu: unary('Relu'),
  Relu6: relu6,
  Prelu: prelu,
  Sigmoid: unary('Sigmoid'),
  Softmax: unary('Softmax'),
  Identity: (node, { value }) => value(node.inputs[0] ?? ''),
  HardSwish: hardSwish,
  MaxPool: maxPool,
  Pad: padChannels,
  Mean: meanOfPicture,
  ConcatV2: concatChannels,
  ResizeBilinear: resize,
  Reshape: reshape,
};

function activate(node: GraphNode, result: Value, conversion: Conversion, alpha: string): Value {
  const activation = node.fused.find((op) => op !== 'BiasAdd');
  switch (activation) {
    case undefined:
      return result;
    case 'Relu':
      return { ...result, name: conversion.graph.add('Relu', [result.name]) };
    case 'Prelu':
      return addPrelu(result, alpha, conversion);
    default:
      throw new Error(`Cannot convert "${node.name}": the activation ${activation} is not supported.`);
  }
}

/** One slope for each channel. */
function addPrelu(input: Value, alpha: string, { graph, weight }: Conversion): Value {
  const { values } = weight(alpha);
  return { ...input, name: graph.add('PRelu', [input.name, graph.floats(values, [values.length, 1, 1])]) };
}

/** A constant is one number, or one for each channel of a value of this shape. */
function operand(name: string, shape: number[], { graph, value, weight, isWeight }: Conversion): string {
  if (!isWeight(name)) return value(name).name;
  const { values } = weight(name);
  if (values.length === 1) return graph.floats(values, []);
  return graph.floats(values, shape.length === 3 ? [values.length, 1, 1] : [values.length]);
}

/** Rows and columns that a sliding window leaves. */
function windowed(shape: number[], window: [number, number], { padding, strides }: GraphNode): number[] {
  return strides.map((stride, axis) => {
    const size = shape[axis] ?? 1;
    return padding === 'SAME' ? Math.ceil(size / stride) : Math.floor((size - (window[axis] ?? 1)) / stride) + 1;
  });
}
