/** Adds a convolution with TensorFlow's weights: bias inside, layout turned from HWIO to OIHW. */
import type { OnnxGraph } from './onnxModel.ts';
import type { Weight } from './readTfjsWeights.ts';

export type Convolution = {
  /** [rows, columns, channels in, channels out]; depthwise: [rows, columns, channels, multiplier]. */
  weights: Weight;
  bias?: ArrayLike<number>;
  strides: [number, number];
  padding: string;
  depthwise?: boolean;
};

export function addConvolution(graph: OnnxGraph, input: string, convolution: Convolution): string {
  const { weights, bias, strides, padding, depthwise = false } = convolution;
  const [rows = 1, columns = 1, channelsIn = 1, last = 1] = weights.shape;
  const channelsOut = depthwise ? channelsIn * last : last;
  const perGroup = depthwise ? 1 : channelsIn;
  const kernel = graph.floats(toOihw(weights.values, rows * columns, perGroup, channelsOut), [
    channelsOut,
    perGroup,
    rows,
    columns,
  ]);
  const inputs = bias ? [input, kernel, graph.floats(bias, [channelsOut])] : [input, kernel];
  return graph.add('Conv', inputs, {
    kernel_shape: [rows, columns],
    strides,
    group: depthwise ? channelsIn : 1,
    auto_pad: toAutoPad(padding),
  });
}

/** TensorFlow's SAME puts the odd row and column at the bottom and right. */
export const toAutoPad = (padding: string): string => (padding === 'SAME' ? 'SAME_UPPER' : 'VALID');

/** Depthwise weights, [rows, columns, channels, multiplier], lie in memory as [rows, columns, 1, channels × multiplier]. */
function toOihw(
  values: ArrayLike<number>,
  cells: number,
  channelsIn: number,
  channelsOut: number,
): Float32Array {
  const turned = new Float32Array(values.length);
  let target = 0;
  for (let out = 0; out < channelsOut; out++)
    for (let channel = 0; channel < channelsIn; channel++)
      for (let cell = 0; cell < cells; cell++)
        turned[target++] = values[(cell * channelsIn + channel) * channelsOut + out] ?? NaN;
  return turned;
}
