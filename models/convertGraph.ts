/** Turns a TF.js graph model into an ONNX graph that takes the camera's bytes as they are. */
import { addPixels } from './addPixels.ts';
import type { CatalogueEntry, GraphRecipe } from './catalogue.ts';
import type { Conversion, Value } from './conversion.ts';
import { createOnnxGraph, type OnnxGraph } from './onnxModel.ts';
import { joinHardSwish } from './joinHardSwish.ts';
import { operators } from './operators.ts';
import type { Graph, GraphNode } from './readGraph.ts';
import type { Weight } from './readTfjsWeights.ts';

export function convertGraph(
  name: string,
  source: Graph,
  recipe: GraphRecipe,
  { input, outputs }: Pick<CatalogueEntry, 'input' | 'outputs'>,
): Uint8Array {
  const placeholder = only(source, 'input', (node) => node.op === 'Placeholder');
  const weights = new Map(source.weights);
  scalePixels(source, weights, placeholder, recipe.pixel.scale);
  if (recipe.keepChannels) keepFirstChannels(source, weights, recipe.keepChannels);

  const graph = createOnnxGraph(name, ['count', input.height ?? 'height', input.width ?? 'width', 3]);
  const nodes = joinHardSwish({ nodes: source.nodes, weights });
  const pixels = { name: addPixels(graph, recipe.pixel.mean), shape: placeholder.shape };
  const value = converter({ nodes, weights }, graph, new Map([[placeholder.name, pixels]]));
  recipe.nodes.forEach((node, index) => graph.output(value(node).name, outputs[index]?.name ?? node));
  return graph.encode();
}

/** Converts what the asked value needs, each node once. */
function converter(source: Graph, graph: OnnxGraph, done: Map<string, Value>): (name: string) => Value {
  const weight = (name: string): Weight => {
    const found = source.weights.get(name);
    if (!found) throw new Error(`Cannot convert the graph: "${name}" should be a constant.`);
    return found;
  };
  const value = (name: string): Value => {
    const before = done.get(name);
    if (before) return before;
    const node = findNode(source, name);
    const convert = operators[node.op];
    if (!convert) throw new Error(`Cannot convert "${name}": there is no converter for ${node.op}.`);
    const made = convert(node, conversion);
    done.set(name, made);
    return made;
  };
  const conversion: Conversion = { graph, value, weight, isWeight: (name) => source.weights.has(name) };
  return value;
}

/**
 * Puts the pixel scale into the first convolution. The mean stays outside: padding zeros are added after it is
 * subtracted, so it cannot move into the bias without changing the picture's edge.
 */
function scalePixels(source: Graph, weights: Map<string, Weight>, { name }: GraphNode, scale: number): void {
  const first = only(source, 'node after the input', (node) => node.inputs.includes(name));
  changeWeight(weights, first.inputs[1], ({ shape, values }) => ({
    shape,
    values: Float32Array.from(values, (weight) => weight * scale),
  }));
}

function keepFirstChannels(
  source: Graph,
  weights: Map<string, Weight>,
  { node, channels }: { node: string; channels: number },
): void {
  const [, kernel, bias] = findNode(source, node).inputs;
  for (const name of [kernel, bias])
    changeWeight(weights, name, ({ shape, values }) => {
      const all = shape.at(-1) ?? 1;
      return {
        shape: [...shape.slice(0, -1), channels],
        values: Float32Array.from(values).filter((_, index) => index % all < channels),
      };
    });
}

function changeWeight(weights: Map<string, Weight>, name = '', change: (weight: Weight) => Weight): void {
  const weight = weights.get(name);
  if (!weight) throw new Error(`Cannot convert the graph: it has no weight "${name}".`);
  weights.set(name, change(weight));
}

function findNode(source: Graph, name: string): GraphNode {
  const node = source.nodes.get(name);
  if (!node) throw new Error(`Cannot convert the graph: it has no node "${name}".`);
  return node;
}

function only(source: Graph, what: string, matches: (node: GraphNode) => boolean): GraphNode {
  const [found, ...others] = [...source.nodes.values()].filter(matches);
  if (!found) throw new Error(`Cannot convert the graph: it has no ${what}.`);
  if (others.length > 0) throw new Error(`Cannot convert the graph: it has more than one ${what}.`);
  return found;
}
