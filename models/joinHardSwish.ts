/** Finds `(x × factor) × relu6(x + offset)`, four nodes in TensorFlow, and puts one node `HardSwish` in their place. */
import type { Graph, GraphNode } from './readGraph.ts';

/** The node's inputs are x, the offset and the factor. What only the four nodes used is left over, unused. */
export function joinHardSwish(graph: Graph): Map<string, GraphNode> {
  return new Map([...graph.nodes].map(([name, node]) => [name, asHardSwish(graph, node) ?? node]));
}

function asHardSwish({ nodes, weights }: Graph, node: GraphNode): GraphNode | null {
  if (node.op !== 'Mul') return null;
  const parents = node.inputs.map((name) => nodes.get(name));
  const scaled = parents.find((parent) => parent?.op === 'Mul');
  const clipped = parents.find((parent) => parent?.op === 'Relu6');
  const shifted = nodes.get(clipped?.inputs[0] ?? '');
  if (!scaled || !shifted || !['Add', 'AddV2'].includes(shifted.op)) return null;
  const isNumber = (name: string): boolean => weights.get(name)?.values.length === 1;
  const offset = shifted.inputs.find(isNumber);
  const factor = scaled.inputs.find(isNumber);
  const x = shifted.inputs.find((name) => !isNumber(name));
  if (offset === undefined || factor === undefined || x === undefined || !scaled.inputs.includes(x))
    return null;
  return { ...node, op: 'HardSwish', inputs: [x, offset, factor] };
}
