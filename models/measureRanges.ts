/** Runs a network on pictures and keeps the least and the largest number of every value on the way. */
import onnxProto from 'onnx-proto';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const { onnx } = onnxProto;

export type Range = { least: number; largest: number };

/** `pictures` are square RGB of one size. Shapes and integers have no range. */
export async function measureRanges(
  model: Uint8Array,
  pictures: Uint8Array[],
  sizePx: number,
): Promise<Map<string, Range>> {
  const session = await InferenceSession.create(showAll(model), {
    intraOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const ranges = new Map<string, Range>();
  for (const pixels of pictures) {
    const values = await session.run({ pixels: new Tensor('uint8', pixels, [1, sizePx, sizePx, 3]) });
    for (const [name, { data }] of Object.entries(values))
      if (data instanceof Float32Array) ranges.set(name, widen(ranges.get(name), data));
  }
  await session.release();
  return ranges;
}

/** The same network with every value as an output. Types are left to ONNX Runtime. */
function showAll(model: Uint8Array): Uint8Array {
  const shown = onnx.ModelProto.decode(model);
  const { graph } = shown;
  const [node, output] = [graph?.node ?? [], graph?.output ?? []];
  const names = new Set(output.map(({ name }) => name));
  for (const name of node.flatMap((one) => one.output ?? []))
    if (!names.has(name)) output.push(onnx.ValueInfoProto.create({ name }));
  return onnx.ModelProto.encode(shown).finish();
}

function widen(range: Range = { least: 0, largest: 0 }, data: Float32Array): Range {
  let { least, largest } = range;
  for (const value of data) {
    if (value < least) least = value;
    if (value > largest) largest = value;
  }
  return { least, largest };
}
