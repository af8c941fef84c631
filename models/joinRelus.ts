/** Drops each Relu behind a quantised operation: where 0 is the least integer, rounding to integers cuts below it anyway. */
import type onnxProto from 'onnx-proto';

type Node = onnxProto.onnx.INodeProto;

/** `operations` are those that become integers. A Relu stays where its result is read as floats. */
export function joinRelus(nodes: Node[], operations: string[]): Node[] {
  const isQuantised = (node: Node | undefined): boolean => operations.includes(node?.opType ?? '');
  const readersOf = (name: string): Node[] => nodes.filter(({ input }) => input?.includes(name));
  const reluAfter = (node: Node): Node | null => {
    const [reader, ...others] = readersOf(node.output?.[0] ?? '');
    if (!isQuantised(node) || reader?.opType !== 'Relu' || others.length > 0) return null;
    return readersOf(reader.output?.[0] ?? '').every(isQuantised) ? reader : null;
  };
  const joined = new Map(nodes.flatMap((node) => [[node, reluAfter(node)] as const]));
  const dropped = new Set(joined.values());
  return nodes
    .filter((node) => !dropped.has(node))
    .map((node) => ({ ...node, output: joined.get(node)?.output ?? node.output ?? [] }));
}
