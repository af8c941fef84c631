/** Operations with learned weights, and the activations that come fused with them. */
import { windowed, type Conversion, type Converter, type Value } from './conversion.ts';
import { addConvolution } from './convolution.ts';
import type { GraphNode } from './readGraph.ts';

export const convolve =
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

export const multiplyMatrix: Converter = (node, conversion) => {
  const { graph, value, weight } = conversion;
  const [source = '', matrixName = '', biasName = '', alpha = ''] = node.inputs;
  const { shape, values } = weight(matrixName);
  const bias = node.fused.includes('BiasAdd') ? [graph.floats(weight(biasName).values, [shape[1] ?? 1])] : [];
  if (node.flags.some((flag) => flag.startsWith('transpose')))
    throw new Error(`Cannot convert "${node.name}": transposed matrices are not supported.`);
  const name = graph.add('Gemm', [value(source).name, graph.floats(values, shape), ...bias]);
  return activate(node, { name, shape: shape.slice(1) }, conversion, alpha);
};

export const prelu: Converter = (node, conversion) => {
  const [source = '', alpha = ''] = node.inputs;
  return addPrelu(conversion.value(source), alpha, conversion);
};

/**
 * `x × factor × relu6(x + offset)` with one multiplication: the rest is a depthwise convolution of one pixel with a
 * clip, which ONNX Runtime does in one pass and in its blocked layout.
 */
export const hardSwish: Converter = (node, { graph, value, weight }) => {
  const [source = '', offsetName = '', factorName = ''] = node.inputs;
  const input = value(source);
  const [offset = NaN] = weight(offsetName).values;
  const [factor = NaN] = weight(factorName).values;
  const channels = input.shape[2] ?? 1;
  const weights = { shape: [1, 1, channels, 1], values: new Float32Array(channels).fill(factor) };
  const bias = new Float32Array(channels).fill(factor * offset);
  const ramp = addConvolution(graph, input.name, {
    weights,
    bias,
    strides: [1, 1],
    padding: 'VALID',
    depthwise: true,
  });
  const gate = graph.add('Clip', [ramp, graph.floats([0], []), graph.floats([6 * factor], [])]);
  return { name: graph.add('Mul', [input.name, gate]), shape: input.shape };
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
