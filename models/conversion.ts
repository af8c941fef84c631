/** What a converter of one operation is given, and what it gives back. */
import type { OnnxGraph } from './onnxModel.ts';
import type { GraphNode } from './readGraph.ts';
import type { Weight } from './readTfjsWeights.ts';

/** A value in the graph being built. `shape` is TensorFlow's, without the count: [rows, columns, channels] or [length]. */
export type Value = { name: string; shape: number[] };

export type Conversion = {
  graph: OnnxGraph;
  value: (name: string) => Value;
  /** Throws for a name that is no constant. */
  weight: (name: string) => Weight;
  isWeight: (name: string) => boolean;
};

export type Converter = (node: GraphNode, conversion: Conversion) => Value;

/** Rows and columns that a sliding window leaves. */
export function windowed(
  shape: number[],
  window: [number, number],
  { padding, strides }: GraphNode,
): number[] {
  return strides.map((stride, axis) => {
    const size = shape[axis] ?? 1;
    return padding === 'SAME'
      ? Math.ceil(size / stride)
      : Math.floor((size - (window[axis] ?? 1)) / stride) + 1;
  });
}
