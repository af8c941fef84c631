/** One converter for each TensorFlow operation our networks use. Pictures are NHWC there and NCHW here. */
import type { Conversion, Converter } from './conversion.ts';
import { concatChannels, maxPool, meanOfPicture, padChannels, reshape, resize } from './shapeOperators.ts';
import { convolve, hardSwish, multiplyMatrix, prelu } from './weightedOperators.ts';

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

const relu6: Converter = (node, { graph, value }) => {
  const input = value(node.inputs[0] ?? '');
  return {
    name: graph.add('Clip', [input.name, graph.floats([0], []), graph.floats([6], [])]),
    shape: input.shape,
  };
};

/** A constant is one number, or one for each channel of a value of this shape. */
function operand(name: string, shape: number[], { graph, value, weight, isWeight }: Conversion): string {
  if (!isWeight(name)) return value(name).name;
  const { values } = weight(name);
  if (values.length === 1) return graph.floats(values, []);
  return graph.floats(values, shape.length === 3 ? [values.length, 1, 1] : [values.length]);
}

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
