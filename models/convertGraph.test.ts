/** Operations on pictures small enough to check by hand, each through a whole compiled graph. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { expect, test } from 'vitest';
import { convertGraph } from './convertGraph.ts';
import type { Graph, GraphNode } from './readGraph.ts';

type Constants = Record<string, { shape: number[]; values: number[] }>;

const node = (name: string, op: string, inputs: string[], more: Partial<GraphNode> = {}): GraphNode => ({
  ...{ name, op, inputs, padding: 'VALID', strides: [1, 1], window: [1, 1], fused: [], shape: [], flags: [] },
  ...more,
});

/** The first convolution, named `x`, copies red, green and blue. */
const copyRgb = { shape: [1, 1, 3, 3], values: [1, 0, 0, 0, 1, 0, 0, 0, 1] };

function toGraph(size: [number, number], nodes: GraphNode[], constants: Constants): Graph {
  const first = [node('in', 'Placeholder', [], { shape: [...size, 3] }), node('x', 'Conv2D', ['in', 'copy'])];
  const weights = Object.entries({ copy: copyRgb, ...constants }).map(
    ([name, { shape, values }]) => [name, { shape, values: Float32Array.from(values) }] as const,
  );
  return { nodes: new Map([...first, ...nodes].map((each) => [each.name, each])), weights: new Map(weights) };
}

type Recipe = Partial<Parameters<typeof convertGraph>[2]>;

/** The value of the node `y` for one picture. */
async function run(
  size: [number, number],
  pixels: number[],
  nodes: GraphNode[],
  constants: Constants = {},
  recipe: Recipe = {},
): Promise<{ dims: readonly number[]; values: number[] }> {
  const [height, width] = size;
  const model = convertGraph(
    'tiny',
    toGraph(size, nodes, constants),
    { kind: 'graph', pixel: { mean: 0, scale: 1 }, nodes: ['y'], ...recipe },
    { input: { width, height }, outputs: [{ name: 'y', meaning: '' }] },
  );
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1 });
  const { y } = await session.run({
    pixels: new Tensor('uint8', Uint8Array.from(pixels), [1, height, width, 3]),
  });
  await session.release();
  return { dims: y?.dims ?? [], values: Array.from(y?.data as Float32Array) };
}

/** A picture with these reds, and 0 for green and blue. */
const reds = (...values: number[]): number[] => values.flatMap((red) => [red, 0, 0]);
const sumOfReds = {
  shape: [3, 3, 3, 1],
  values: Array.from({ length: 27 }, (_, at) => (at % 3 === 0 ? 1 : 0)),
};

test('convertGraph() pads a SAME convolution with step 2 at the bottom and right first', async () => {
  const nodes = [node('y', 'Conv2D', ['x', 'sum'], { padding: 'SAME', strides: [2, 2] })];
  const { dims, values } = await run([2, 4], reds(1, 2, 3, 4, 5, 6, 7, 8), nodes, { sum: sumOfReds });
  expect(dims).toEqual([1, 1, 1, 2]);
  expect(values).toEqual([1 + 2 + 3 + 5 + 6 + 7, 3 + 4 + 7 + 8]);
});

test('convertGraph() adds a fused bias before a fused activation', async () => {
  const nodes = [node('y', '_FusedConv2D', ['x', 'copy', 'bias'], { fused: ['BiasAdd', 'Relu'] })];
  const { values } = await run([1, 1], [10, 20, 30], nodes, { bias: { shape: [3], values: [-15, -15, 1] } });
  expect(values).toEqual([0, 5, 31]);
});

test('convertGraph() gives each channel of a depthwise convolution its own kernels', async () => {
  const kernels = { shape: [1, 1, 3, 2], values: [1, 2, 3, 4, 5, 6] };
  const { values } = await run([1, 1], [1, 10, 100], [node('y', 'DepthwiseConv2dNative', ['x', 'k'])], {
    k: kernels,
  });
  expect(values).toEqual([1, 2, 30, 40, 500, 600]);
});

test('convertGraph() joins the four nodes of a hard swish without changing it', async () => {
  const nodes = [
    node('less', 'Add', ['x', 'minusFive']),
    node('scaled', 'Mul', ['factor', 'less']),
    node('shifted', 'AddV2', ['less', 'three']),
    node('clipped', 'Relu6', ['shifted']),
    node('y', 'Mul', ['scaled', 'clipped']),
  ];
  const number = (value: number): Constants[string] => ({ shape: [], values: [value] });
  const constants = { minusFive: number(-5), factor: number(0.125), three: number(3) };
  const { values } = await run([1, 2], [0, 1, 3, 5, 6, 12], nodes, constants);
  // Channels first: x − 5 is −5, 0; −4, 1; −2, 7.
  const swish = (x: number): number => x * 0.125 * Math.min(6, Math.max(0, x + 3));
  // Adding 0 turns −0, which is as good, into 0.
  expect(values.map((value) => value + 0)).toEqual([-5, 0, -4, 1, -2, 7].map((x) => swish(x) + 0));
});

test('convertGraph() enlarges from the left edge, as TensorFlow does without half-pixel centres', async () => {
  const nodes = [node('y', 'ResizeBilinear', ['x', 'size'])];
  const { dims, values } = await run([1, 2], reds(10, 20), nodes, { size: { shape: [2], values: [1, 4] } });
  expect(dims).toEqual([1, 3, 1, 4]);
  expect(values.slice(0, 4)).toEqual([10, 15, 20, 20]);
});

test('convertGraph() reshapes in the order rows, columns, channels', async () => {
  const target = { shape: [2], values: [-1, 6] };
  const { dims, values } = await run([1, 2], [1, 2, 3, 4, 5, 6], [node('y', 'Reshape', ['x', 't'])], {
    t: target,
  });
  expect(dims).toEqual([1, 6]);
  expect(values).toEqual([1, 2, 3, 4, 5, 6]);
});

test('convertGraph() adds channels of zeros', async () => {
  const paddings = { shape: [4, 2], values: [0, 0, 0, 0, 0, 0, 0, 2] };
  const { values } = await run([1, 1], [7, 8, 9], [node('y', 'Pad', ['x', 'p'])], { p: paddings });
  expect(values).toEqual([7, 8, 9, 0, 0]);
});

test('convertGraph() joins channels, averages a picture and multiplies it by the average', async () => {
  const nodes = [
    node('mean', 'Mean', ['x', 'axes'], { flags: ['keep_dims'] }),
    node('product', 'Mul', ['mean', 'x']),
    node('y', 'ConcatV2', ['product', 'x', 'axis']),
  ];
  const constants = { axes: { shape: [2], values: [1, 2] }, axis: { shape: [], values: [3] } };
  const { dims, values } = await run([1, 2], reds(2, 4), nodes, constants);
  expect(dims).toEqual([1, 6, 1, 2]);
  expect(values).toEqual([6, 12, 0, 0, 0, 0, 2, 4, 0, 0, 0, 0]);
});

test('convertGraph() normalises pixels before padding them', async () => {
  const nodes = [node('y', 'Conv2D', ['x', 'sum'], { padding: 'SAME' })];
  const recipe = { pixel: { mean: 100, scale: 0.5 } };
  const { values } = await run([1, 1], [110, 0, 0], nodes, { sum: sumOfReds }, recipe);
  expect(values).toEqual([5]);
});

test('convertGraph() keeps only the first channels where the rest is never read', async () => {
  const recipe = { keepChannels: { node: 'y', channels: 1 } };
  const bias = { shape: [3], values: [1, 2, 3] };
  const nodes = [node('y', '_FusedConv2D', ['x', 'other', 'bias'], { fused: ['BiasAdd'] })];
  const { dims, values } = await run([1, 1], [7, 8, 9], nodes, { bias, other: copyRgb }, recipe);
  expect(dims).toEqual([1, 1, 1, 1]);
  expect(values).toEqual([8]);
});

test('convertGraph() says which node it cannot convert', async () => {
  const constants = { p: { shape: [4, 2], values: [0, 0, 1, 0, 0, 0, 0, 0] } };
  await expect(run([1, 1], [0, 0, 0], [node('y', 'Einsum', ['x'])])).rejects.toThrow(
    'no converter for Einsum',
  );
  await expect(run([1, 1], [0, 0, 0], [])).rejects.toThrow('it has no node "y"');
  await expect(run([1, 1], [0, 0, 0], [node('y', 'Pad', ['x', 'p'])], constants)).rejects.toThrow(
    'Cannot convert "y": only channels added at the end are supported.',
  );
});
