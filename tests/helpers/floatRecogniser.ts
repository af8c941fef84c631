/** Our compiled recogniser as other people save theirs: one float picture, channels first, normalised outside. */
import onnxProto from 'onnx-proto';

const { onnx } = onnxProto;
const { DataType } = onnx.TensorProto;

export const outsideNormalisation = { mean: [120, 110, 100], scale: [0.01, 0.02, 0.04] };

export type FloatOptions = {
  /** Width and height of the picture it takes; enlarged inside. */
  sizePx?: number;
  /** It works for one picture at a time only. */
  batchFixed?: boolean;
  /** Its last operation is another one. */
  operator?: string;
};

/**
 * Takes out `Transpose` and `Cast` (uint8 NHWC to float NCHW) and puts in the opposite of `(pixel − mean) × scale`, so that
 * only an entry that says exactly that gives the numbers of our own.
 */
export function floatRecogniser(compiled: Uint8Array, options: FloatOptions = {}): Uint8Array {
  const model = onnx.ModelProto.decode(compiled);
  const graph = model.graph;
  const cast = graph?.node?.find(({ opType }) => opType === 'Cast');
  if (!graph?.node || !cast) throw new Error('the compiled recogniser starts otherwise');
  const constant = (name: string, values: number[]) => {
    const data = Float32Array.from(values);
    graph.initializer?.push({
      name,
      dataType: DataType.FLOAT,
      dims: [1, 3, 1, 1],
      rawData: new Uint8Array(data.buffer),
    });
    return name;
  };
  const { mean, scale } = outsideNormalisation;
  const multiplied = { opType: 'Div', input: ['data', constant('scale', scale)], output: ['divided'] };
  const added = { opType: 'Add', input: ['divided', constant('mean', mean)], output: cast.output ?? [] };
  const rest = graph.node.filter(({ opType }) => opType !== 'Cast' && opType !== 'Transpose');
  graph.node = [multiplied, added, ...rest];
  if (options.batchFixed) graph.node.push(...oneRowOnly(graph));
  const last = graph.node.at(-1);
  if (last && options.operator !== undefined) last.opType = options.operator;
  const { sizePx = 150 } = options;
  if (sizePx !== 150) graph.node = [enlarged(graph, sizePx), ...readingFrom(graph.node, 'enlarged')];
  const dim = [{ dimParam: 'n' }, ...[3, sizePx, sizePx].map((dimValue) => ({ dimValue }))];
  graph.input = [{ name: 'data', type: { tensorType: { elemType: DataType.FLOAT, shape: { dim } } } }];
  return onnx.ModelProto.encode(model).finish();
}

/** Networks saved for one picture often end by bringing whatever comes into one row of fixed length. */
function oneRowOnly(graph: onnxProto.onnx.IGraphProto): onnxProto.onnx.INodeProto[] {
  const last = graph.node?.at(-1);
  if (!last) return [];
  const shape = BigInt64Array.of(1n, 128n);
  const rawData = new Uint8Array(shape.buffer);
  graph.initializer?.push({ name: 'oneRow', dataType: DataType.INT64, dims: [2], rawData });
  const { output } = last;
  last.output = ['rows'];
  return [{ opType: 'Reshape', input: ['rows', 'oneRow'], output: output ?? [] }];
}

function enlarged(graph: onnxProto.onnx.IGraphProto, sizePx: number): onnxProto.onnx.INodeProto {
  // A little more than the quotient, as the size is rounded down.
  const scales = Float32Array.of(1, 1, 150.001 / sizePx, 150.001 / sizePx);
  const rawData = new Uint8Array(scales.buffer);
  graph.initializer?.push({ name: 'scales', dataType: DataType.FLOAT, dims: [4], rawData });
  const mode = { name: 'mode', type: onnx.AttributeProto.AttributeType.STRING, s: Buffer.from('linear') };
  return { opType: 'Resize', input: ['data', '', 'scales'], output: ['enlarged'], attribute: [mode] };
}

const readingFrom = (nodes: onnxProto.onnx.INodeProto[], name: string): onnxProto.onnx.INodeProto[] =>
  nodes.map((node) => ({
    ...node,
    input: (node.input ?? []).map((each) => (each === 'data' ? name : each)),
  }));
