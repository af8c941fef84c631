/** Puts a user's ONNX network behind our own contract: camera bytes in (uint8 RGB, NHWC, named `pixels`), float32 out. */
import onnxProto from 'onnx-proto';
import type { CustomFace, CustomNetwork } from './customNetwork.ts';

const { onnx } = onnxProto;
type Node = onnxProto.onnx.INodeProto;
type Tensor = onnxProto.onnx.ITensorProto;
type Model = onnxProto.onnx.ModelProto;
type Graph = onnxProto.onnx.IGraphProto;
const { DataType } = onnx.TensorProto;
/** As elements of a tensor: 32 and 16 bits. */
const floats: number[] = [DataType.FLOAT, DataType.FLOAT16];
const { AttributeType } = onnx.AttributeProto;
const external = onnx.TensorProto.DataLocation.EXTERNAL;

/** Why a file cannot be wrapped, as the end of "Cannot use …: it …". */
export class NotWrappable extends Error {
  override name = 'NotWrappable';
}

/** What a detector of each kind calls its outputs, in the order `pipeline/detect` reads them. */
export const detectorOutputs: Record<CustomFace['output']['kind'], string[]> = {
  blazeface: ['scores16', 'regressors16', 'scores32', 'regressors32'],
  yunet: ['cls', 'obj', 'bbox', 'kps'].flatMap((name) => [8, 16, 32].map((stride) => `${name}_${stride}`)),
};

/** Throws NotWrappable. */
export function wrapNetwork(bytes: Uint8Array, custom: CustomNetwork): Uint8Array {
  const model = decode(bytes);
  const graph = model.graph;
  if (!graph?.node?.length) throw new NotWrappable('it holds no network');
  if (graph.initializer?.some((tensor) => tensor.dataLocation === external))
    throw new NotWrappable('its weights lie in another file; save it as one file');
  const input = inputOf(graph);
  const outputs = outputsOf(graph, custom);
  const { nodes, constants } = inputNodes(input, custom.entry);
  graph.node = [
    ...nodes,
    ...graph.node.map((node) => readsPicture(node, input.name)),
    ...outputs.map(outputNode),
  ];
  graph.initializer = [...(graph.initializer ?? []), ...constants];
  graph.input = [pixelsOf(custom), ...(graph.input ?? []).filter(({ name }) => name !== input.name)];
  graph.output = outputs.map((_, index) => ({
    name: outputName(index),
    type: { tensorType: { elemType: DataType.FLOAT } },
  }));
  // Sizes written down for one size of picture are wrong for every other.
  graph.valueInfo = [];
  return onnx.ModelProto.encode(model).finish();
}

function decode(bytes: Uint8Array): Model {
  try {
    return onnx.ModelProto.decode(bytes);
  } catch {
    throw new NotWrappable('it is no ONNX file');
  }
}

type Input = { name: string; elemType: number };

/** Old files list their weights among the inputs. */
function inputOf({ input = [], initializer = [] }: Graph): Input {
  const weights = new Set((initializer ?? []).map(({ name }) => name));
  const inputs = (input ?? []).filter(({ name }) => !weights.has(name));
  const [only] = inputs;
  if (inputs.length !== 1 || !only?.name)
    throw new NotWrappable(`it has ${inputs.length} inputs, where one picture should be the only one`);
  const elemType = only.type?.tensorType?.elemType ?? 0;
  if (!floats.includes(elemType)) throw new NotWrappable('its input holds no floating-point numbers');
  return { name: only.name, elemType };
}

function outputsOf(graph: Graph, custom: CustomNetwork): string[] {
  const there = (graph.output ?? []).map(({ name }) => name ?? '');
  const wanted = wantedOutputs(custom, there);
  const missing = wanted.filter((name) => !there.includes(name));
  if (missing.length === 0) return wanted;
  throw new NotWrappable(`it has no output ${missing.join(', ')}; its outputs are ${there.join(', ')}`);
}

function wantedOutputs(custom: CustomNetwork, there: string[]): string[] {
  if (custom.network === 'face') return detectorOutputs[custom.entry.output.kind];
  const { name } = custom.entry.output;
  if (name !== undefined) return [name];
  if (there.length === 1) return there;
  throw new NotWrappable(
    `it has ${there.length} outputs (${there.join(', ')}), and "output.name" does not say which`,
  );
}

/** Names that no network has already. */
const ours = (name: string): string => `whereabouts/${name}`;
const picture = ours('picture');
const outputName = (index: number): string => ours(`output${index}`);

/** A detector takes any size; a recogniser takes one, and any number of chips. */
function pixelsOf(custom: CustomNetwork): onnxProto.onnx.IValueInfoProto {
  const sizePx = custom.network === 'recognition' ? custom.entry.input.sizePx : null;
  const [height, width] =
    sizePx === null
      ? [{ dimParam: 'height' }, { dimParam: 'width' }]
      : [{ dimValue: sizePx }, { dimValue: sizePx }];
  const dim = [{ dimParam: 'count' }, height, width, { dimValue: 3 }];
  return { name: 'pixels', type: { tensorType: { elemType: DataType.UINT8, shape: { dim } } } };
}

/** `(pixel − mean) × scale` for each channel, in the network's own order of channels and axes. */
function inputNodes(input: Input, { input: { layout, colours }, pixel }: CustomNetwork['entry']) {
  const nodes: Node[] = [];
  const constants: Tensor[] = [];
  let value = 'pixels';
  const add = (opType: string, more: string[] = [], attribute: Node['attribute'] = []): void => {
    const output = ours(`input${nodes.length}`);
    nodes.push({ opType, name: output, input: [value, ...more], output: [output], attribute });
    value = output;
  };
  const constant = (dataType: number, dims: number[], data: ArrayBufferView): string => {
    const name = ours(`constant${constants.length}`);
    constants.push({
      name,
      dataType,
      dims,
      rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
    });
    return name;
  };
  const channels = (values: number | number[]): string =>
    constant(DataType.FLOAT, layout === 'NCHW' ? [1, 3, 1, 1] : [3], Float32Array.from(threeOf(values)));

  // Turned and swapped first: a float is four times the size of a byte.
  if (colours === 'BGR') {
    const axis = { name: 'axis', type: AttributeType.INT, i: 3 };
    add('Gather', [constant(DataType.INT64, [3], BigInt64Array.of(2n, 1n, 0n))], [axis]);
  }
  if (layout === 'NCHW')
    add('Transpose', [], [{ name: 'perm', type: AttributeType.INTS, ints: [0, 3, 1, 2] }]);
  add('Cast', [], [castTo(DataType.FLOAT)]);
  if (threeOf(pixel.mean).some((mean) => mean !== 0)) add('Sub', [channels(pixel.mean)]);
  if (threeOf(pixel.scale).some((scale) => scale !== 1)) add('Mul', [channels(pixel.scale)]);
  if (input.elemType !== floats[0]) add('Cast', [], [castTo(input.elemType)]);
  const last = nodes.at(-1);
  if (last) last.output = [picture];
  return { nodes, constants };
}

/** The network's own input may be called `pixels` too. */
const readsPicture = (node: Node, inputName: string): Node => ({
  ...node,
  input: (node.input ?? []).map((name) => (name === inputName ? picture : name)),
});

/** A cast from float32 to float32 costs nothing: ONNX Runtime leaves it out. */
const outputNode = (name: string, index: number): Node => ({
  opType: 'Cast',
  name: outputName(index),
  input: [name],
  output: [outputName(index)],
  attribute: [castTo(DataType.FLOAT)],
});

const castTo = (elemType: number) => ({ name: 'to', type: AttributeType.INT, i: elemType });

const threeOf = (values: number | number[]): number[] =>
  typeof values === 'number' ? [values, values, values] : values;
