/** Builds an ONNX model node by node and encodes it. Float tensors and int64 shapes are all our networks need. */
import onnxProto from 'onnx-proto';

const { onnx } = onnxProto;
const { AttributeType } = onnx.AttributeProto;
const { DataType } = onnx.TensorProto;

type Attribute = number | number[] | string | { float: number };
/** A number is a fixed size; a name is a size that may differ from run to run. */
type Dim = number | string;

export type OnnxGraph = {
  /** Adds an operation and returns the name of its output; an empty input name is an input left out. */
  add: (op: string, inputs: string[], attributes?: Record<string, Attribute>) => string;
  floats: (values: ArrayLike<number>, shape: number[]) => string;
  /** int64, the type of shapes and axes. */
  longs: (values: number[]) => string;
  /** Gives a value its public name. */
  output: (value: string, name: string) => void;
  encode: () => Uint8Array;
};

/** Opset 15 is the newest that the protobuf classes (ONNX 1.10) know; IR version 8 goes with it. */
const opset = 15;
const irVersion = 8;

/** A graph with one uint8 input, named `pixels`. */
export function createOnnxGraph(name: string, pixels: Dim[]): OnnxGraph {
  const node: onnxProto.onnx.INodeProto[] = [];
  const initializer: onnxProto.onnx.ITensorProto[] = [];
  const output: onnxProto.onnx.IValueInfoProto[] = [];

  const constant = (dataType: number, dims: number[], data: ArrayBufferView): string => {
    const constantName = `c${initializer.length}`;
    const rawData = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    initializer.push({ name: constantName, dataType, dims, rawData });
    return constantName;
  };

  return {
    add: (op, inputs, attributes = {}) => {
      const value = `v${node.length}`;
      const attribute = Object.entries(attributes).map(([key, of]) => toAttribute(key, of));
      node.push({ opType: op, name: `${op}${node.length}`, input: inputs, output: [value], attribute });
      return value;
    },
    floats: (values, shape) => constant(DataType.FLOAT, shape, Float32Array.from(values)),
    longs: (values) => constant(DataType.INT64, [values.length], BigInt64Array.from(values, BigInt)),
    output: (value, publicName) => {
      node.push({ opType: 'Identity', name: publicName, input: [value], output: [publicName] });
      output.push({ name: publicName, type: { tensorType: { elemType: DataType.FLOAT } } });
    },
    encode: () => {
      const input = [{ name: 'pixels', type: toType(DataType.UINT8, pixels) }];
      const graph = { name, node, initializer, input, output };
      const model = {
        irVersion,
        opsetImport: [{ domain: '', version: opset }],
        producerName: 'whereabouts',
        graph,
      };
      return onnx.ModelProto.encode(model).finish();
    },
  };
}

function toAttribute(name: string, value: Attribute): onnxProto.onnx.IAttributeProto {
  if (typeof value === 'string') return { name, type: AttributeType.STRING, s: Buffer.from(value) };
  if (typeof value === 'number') return { name, type: AttributeType.INT, i: value };
  if (Array.isArray(value)) return { name, type: AttributeType.INTS, ints: value };
  return { name, type: AttributeType.FLOAT, f: value.float };
}

function toType(elemType: number, dims: Dim[]): onnxProto.onnx.ITypeProto {
  const dim = dims.map((size) => (typeof size === 'string' ? { dimParam: size } : { dimValue: size }));
  return { tensorType: { elemType, shape: { dim } } };
}
