/** Operations that change a picture's rows, columns or channels. */
import { windowed, type Converter } from './conversion.ts';
import { addConvolution, toAutoPad } from './convolution.ts';

export const maxPool: Converter = (node, { graph, value }) => {
  const input = value(node.inputs[0] ?? '');
  const { window, strides, padding } = node;
  const name = graph.add('MaxPool', [input.name], {
    kernel_shape: window,
    strides,
    auto_pad: toAutoPad(padding),
  });
  return { name, shape: [...windowed(input.shape, window, node), input.shape[2] ?? 1] };
};

/**
 * Adds channels of zeros, by a convolution that copies the others: ONNX Runtime keeps its blocked layout through a
 * convolution, and loses it at a Pad.
 */
export const padChannels: Converter = (node, { graph, value, weight }) => {
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

export const meanOfPicture: Converter = (node, { graph, value, weight }) => {
  const [source = '', axes = ''] = node.inputs;
  const input = value(source);
  if (weight(axes).values.join() !== '1,2' || !node.flags.includes('keep_dims'))
    throw new Error(`Cannot convert "${node.name}": only the mean over rows and columns is supported.`);
  return { name: graph.add('GlobalAveragePool', [input.name]), shape: [1, 1, input.shape[2] ?? 1] };
};

export const concatChannels: Converter = (node, { graph, value, weight }) => {
  const parts = node.inputs.slice(0, -1).map(value);
  if (weight(node.inputs.at(-1) ?? '').values[0] !== 3)
    throw new Error(`Cannot convert "${node.name}": only channels can be joined.`);
  const [rows = 1, columns = 1] = parts[0]?.shape ?? [];
  const channels = parts.reduce((sum, part) => sum + (part.shape[2] ?? 1), 0);
  return {
    name: graph.add(
      'Concat',
      parts.map((part) => part.name),
      { axis: 1 },
    ),
    shape: [rows, columns, channels],
  };
};

/** The size in the file is for one picture size: the ratio is what holds for all. */
export const resize: Converter = (node, { graph, value, weight }) => {
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
export const reshape: Converter = (node, { graph, value, weight }) => {
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
