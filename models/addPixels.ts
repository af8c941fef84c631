/** What every network starts with: the camera's bytes become floats, channels first, less their mean. */
import type { OnnxGraph } from './onnxModel.ts';

export function addPixels(graph: OnnxGraph, mean: number): string {
  // Turned first: a float is four times the size of a byte.
  const channelsFirst = graph.add('Transpose', ['pixels'], { perm: [0, 3, 1, 2] });
  const floats = graph.add('Cast', [channelsFirst], { to: float });
  return mean === 0 ? floats : graph.add('Sub', [floats, graph.floats([mean], [])]);
}

/** ONNX's number for 32-bit floats. */
const float = 1;
