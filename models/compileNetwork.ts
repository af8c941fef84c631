/** One network from the files in its npm package to the bytes of an ONNX model. */
import { catalogue, type NetworkName } from './catalogue.ts';
import { convertGraph } from './convertGraph.ts';
import { readGraph } from './readGraph.ts';
import { readTfjsWeights, type WeightSpec } from './readTfjsWeights.ts';
import { buildRecognition } from './recognition.ts';

/** `sources` are the files' contents, as `checkSources()` gives them. */
export function compileNetwork(name: NetworkName, sources: Buffer[]): Uint8Array {
  const entry = catalogue[name];
  const [description, ...parts] = sources;
  const json = String(description);
  const bytes = Buffer.concat(parts);
  const { compile } = entry;
  switch (compile.kind) {
    case 'graph':
      return convertGraph(name, readGraph(json, bytes), compile, entry);
    case 'recognition': {
      const groups = JSON.parse(json) as { weights: WeightSpec[] }[];
      return buildRecognition(
        name,
        readTfjsWeights(
          groups.flatMap((group) => group.weights),
          bytes,
        ),
      );
    }
    default:
      return compile satisfies never;
  }
}
