/**
 * Rewrites a network so that convolutions and what lies between them compute in 8-bit integers. In ONNX's words: values
 * pass a QuantizeLinear and a DequantizeLinear, weights lie as integers before a DequantizeLinear; ONNX Runtime makes one
 * integer operation of each group. Weights have one scale for each channel, values one scale and a zero point.
 */
import onnxProto from 'onnx-proto';
import { joinRelus } from './joinRelus.ts';
import type { Range } from './measureRanges.ts';
import { floatsOf, quantiseBias, quantiseWeights, scaleOf, type Scale } from './quantiseNumbers.ts';

const { onnx } = onnxProto;
const { DataType } = onnx.TensorProto;
const { AttributeType } = onnx.AttributeProto;
type Node = onnxProto.onnx.INodeProto;
type Tensor = onnxProto.onnx.ITensorProto;

/** Operations that read integers; those that only move values keep their input's scale. */
const computing = ['Conv', 'Add', 'MaxPool', 'Pad'];
const moving = ['MaxPool', 'Pad'];
const float = 1;

export function quantiseGraph(model: Uint8Array, ranges: Map<string, Range>): Uint8Array {
  const rewritten = onnx.ModelProto.decode(model);
  const { graph } = rewritten;
  if (!graph) throw new Error('Cannot quantise the network: it holds no graph.');
  const nodes = joinRelus(graph.node ?? [], computing);
  const quantiser = new Quantiser(nodes, graph.initializer ?? []);
  for (const node of nodes) quantiser.rewrite(node, ranges);
  const read = new Set(quantiser.nodes.flatMap(({ input }) => input ?? []));
  graph.node = quantiser.nodes;
  graph.initializer = quantiser.constants.filter(({ name }) => read.has(name ?? ''));
  return onnx.ModelProto.encode(rewritten).finish();
}

class Quantiser {
  readonly nodes: Node[] = [];
  readonly constants: Tensor[];
  readonly #byName: Map<string, Tensor>;
  /** Values that an integer operation reads. */
  readonly #wanted: Set<string>;
  /** Scales of the values that have passed through integers, by the float value's name. */
  readonly #scales = new Map<string, Scale>();

  constructor(nodes: Node[], constants: Tensor[]) {
    this.constants = [...constants];
    this.#byName = new Map(constants.map((constant) => [constant.name ?? '', constant]));
    const readers = nodes.filter(({ opType }) => computing.includes(opType ?? ''));
    this.#wanted = new Set(readers.flatMap(({ input }) => input ?? []));
  }

  rewrite(node: Node, ranges: Map<string, Range>): void {
    const [input = '', kernel = '', bias = ''] = node.input ?? [];
    const [output = ''] = node.output ?? [];
    if (node.opType === 'Cast') return this.#readPixels(input, output);
    const inputs = (node.input ?? []).map((name) => this.#integer(name));
    const before = this.#scales.get(input);
    if (node.opType === 'Conv' && before)
      inputs.splice(1, 2, ...this.#addWeights(output, kernel, bias, before));
    this.nodes.push({ ...node, input: inputs });
    if (!this.#wanted.has(output)) return;
    const range = ranges.get(output);
    const kept = moving.includes(node.opType ?? '') ? before : undefined;
    if (kept || range) this.#addValue(output, kept ?? scaleOf(range ?? { least: 0, largest: 0 }));
  }

  /** The camera's bytes are integers already: their scale is 1. */
  #readPixels(bytes: string, output: string): void {
    const scale = { step: 1, zero: 0 };
    this.#add('DequantizeLinear', [bytes, ...this.#constantsOf(output, scale)], `${output}_integer`);
    this.#scales.set(output, scale);
  }

  #addValue(name: string, scale: Scale): void {
    const constants = this.#constantsOf(name, scale);
    this.#add('QuantizeLinear', [name, ...constants], `${name}_bytes`);
    this.#add('DequantizeLinear', [`${name}_bytes`, ...constants], `${name}_integer`);
    this.#scales.set(name, scale);
  }

  #addWeights(name: string, kernel: string, bias: string, input: Scale): string[] {
    const tensor = this.#constant(kernel);
    const dims = (tensor.dims ?? []).map(Number);
    const { integers, steps } = quantiseWeights(floatsOf(tensor), dims[0] ?? 1);
    const weights = this.#addChannels(`${name}_weights`, DataType.INT8, dims, integers, steps);
    if (!bias) return [weights];
    const biasSteps = steps.map((step) => step * input.step);
    const sums = quantiseBias(floatsOf(this.#constant(bias)), biasSteps);
    return [weights, this.#addChannels(`${name}_bias`, DataType.INT32, [sums.length], sums, biasSteps)];
  }

  /** Integers with one scale for each entry of their first dimension. */
  #addChannels(
    name: string,
    dataType: number,
    dims: number[],
    integers: Int8Array | Int32Array,
    steps: Float32Array,
  ): string {
    const bytes = new Uint8Array(integers.buffer);
    this.constants.push({ name: `${name}_bytes`, dataType, dims, rawData: bytes });
    this.constants.push({
      name: `${name}_step`,
      dataType: DataType.FLOAT,
      dims: [steps.length],
      rawData: new Uint8Array(steps.buffer),
    });
    const axis = { name: 'axis', type: AttributeType.INT, i: 0 };
    return this.#add('DequantizeLinear', [`${name}_bytes`, `${name}_step`], `${name}_integer`, [axis]);
  }

  #constantsOf(name: string, { step, zero }: Scale): string[] {
    const rawData = new Uint8Array(Float32Array.of(step).buffer);
    this.constants.push({ name: `${name}_step`, dataType: float, dims: [], rawData });
    const zeroData = Uint8Array.of(zero);
    this.constants.push({ name: `${name}_zero`, dataType: DataType.UINT8, dims: [], rawData: zeroData });
    return [`${name}_step`, `${name}_zero`];
  }

  #add(
    opType: string,
    input: string[],
    output: string,
    attribute: onnxProto.onnx.IAttributeProto[] = [],
  ): string {
    this.nodes.push({ opType, name: output, input, output: [output], attribute });
    return output;
  }

  #integer(name: string): string {
    return this.#scales.has(name) ? `${name}_integer` : name;
  }

  #constant(name: string): Tensor {
    const found = this.#byName.get(name);
    if (!found) throw new Error(`Cannot quantise the network: "${name}" should be a constant.`);
    return found;
  }
}
