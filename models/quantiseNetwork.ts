/** The 8-bit sister of a network, from the float one and pictures to measure it on. */
import { catalogue, type NetworkName } from './catalogue.ts';
import { calibrationFaces } from './calibrationFaces.ts';
import { measureRanges } from './measureRanges.ts';
import { quantiseGraph } from './quantiseGraph.ts';

/**
 * Networks that 8-bit integers make faster. Those that detect are left out: most of their work is depthwise, slower in
 * integers than in floats (decisions/integer-recognition.md).
 */
export const quantised: readonly NetworkName[] = ['recognition'];

export type IntegerName = `${NetworkName}.int8`;
export const integerName = (name: NetworkName): IntegerName => `${name}.int8`;

export async function quantiseNetwork(name: NetworkName, model: Uint8Array): Promise<Uint8Array> {
  const sizePx = catalogue[name].input.width ?? 0;
  return quantiseGraph(model, await measureRanges(model, await calibrationFaces(sizePx), sizePx));
}
