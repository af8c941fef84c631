/** A TF.js graph model as plain data: nodes by name, the weights beside them. */
import { readTfjsWeights, type Weight, type WeightSpec } from './readTfjsWeights.ts';

export type Graph = { nodes: Map<string, GraphNode>; weights: Map<string, Weight> };

export type GraphNode = {
  name: string;
  op: string;
  inputs: string[];
  /** 'SAME' or 'VALID' where the operation has windows. */
  padding: string;
  /** Row and column step. */
  strides: [number, number];
  /** Rows and columns of a pooling window. */
  window: [number, number];
  /** Operations done on the result in the same step, in order: BiasAdd, Relu, Prelu. */
  fused: string[];
  /** Only of the input: rows, columns and channels it was exported for. */
  shape: number[];
  /** Yes-or-no attributes that are set. */
  flags: string[];
};

type NodeFile = { name: string; op: string; input?: string[]; attr?: Record<string, AttributeFile> };
type AttributeFile = {
  s?: string;
  b?: boolean;
  list?: { i?: string[]; s?: string[] };
  shape?: { dim?: { size: string }[] };
};
type GraphFile = { modelTopology: { node: NodeFile[] }; weightsManifest: { weights: WeightSpec[] }[] };

export function readGraph(json: string, bytes: Uint8Array): Graph {
  const file = JSON.parse(json) as GraphFile;
  const specs = file.weightsManifest.flatMap((group) => group.weights);
  const nodes = file.modelTopology.node.map(readNode);
  return { nodes: new Map(nodes.map((node) => [node.name, node])), weights: readTfjsWeights(specs, bytes) };
}

function readNode({ name, op, input = [], attr = {} }: NodeFile): GraphNode {
  return {
    name,
    op,
    // `name:0` is the first output, and none of the operations we convert has a second.
    inputs: input.map((source) => source.replace(/:0$/, '')),
    padding: text(attr['padding']?.s),
    strides: rowsAndColumns(attr['strides']),
    window: rowsAndColumns(attr['ksize']),
    fused: (attr['fused_ops']?.list?.s ?? []).map(text),
    shape: (attr['shape']?.shape?.dim ?? []).slice(1).map((dim) => Number(dim.size)),
    flags: Object.keys(attr).filter((key) => attr[key]?.b === true),
  };
}

/** Strings are base64 in the file. */
const text = (base64 = ''): string => Buffer.from(base64, 'base64').toString();

/** Lists are [count, rows, columns, channels]; absent means one. */
function rowsAndColumns(attribute: AttributeFile | undefined): [number, number] {
  const [, rows = 1, columns = 1] = (attribute?.list?.i ?? []).map(Number);
  return [rows, columns];
}
