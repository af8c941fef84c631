/** Whether a user's own networks do what their entries say, tried on made-up pictures before any camera is. */
import type { NetworkName } from '../../models/catalogue.ts';
import type { FaceSpec, NetworkSpec, RecognitionSpec } from '../../models/networkSpec.ts';
import { yunetStrides } from '../detect/decodeYunet.ts';
import { chipSizePx } from '../embed/alignFace.ts';
import type { FrameSize, Infer, InferenceRequest, Tensor } from '../messages.ts';

/** A network that loads, but not what its entry says it is. `problem` ends the sentence "… does not fit: ". */
export class NetworkUnfit extends Error {
  readonly network: NetworkName;
  readonly problem: string;

  constructor(network: NetworkName, problem: string) {
    super(`Network "${network}" does not fit: ${problem}.`);
    this.name = 'NetworkUnfit';
    this.network = network;
    this.problem = problem;
  }
}

/** The networks `replaced` are tried. Gives the spec as it turned out; rejects with NetworkUnfit. */
export async function probeNetworks(
  infer: Infer,
  spec: NetworkSpec,
  replaced: NetworkName[],
): Promise<NetworkSpec> {
  if (replaced.includes('face')) await probeFace(infer, spec.face);
  if (!replaced.includes('recognition')) return spec;
  return { ...spec, recognition: await probeRecognition(infer, spec.recognition) };
}

/** Two sizes, one of them a camera's: a network that knows one size only fails at the other. */
const pictureSizes: FrameSize[] = [
  { width: 512, height: 288 },
  { width: 96, height: 160 },
];

async function probeFace(infer: Infer, { decoder }: FaceSpec): Promise<void> {
  for (const size of pictureSizes) {
    const outputs = await run(infer, 'face', { ...size, count: 1 });
    const expected = outputLengths(decoder, size);
    const found = outputs.map(({ data }) => data.length);
    if (found.join() !== expected.join())
      throw new NetworkUnfit(
        'face',
        `on a picture of ${size.width}×${size.height} a ${decoder} network gives ${expected.join(', ')} numbers, this one ${found.join(', ')}`,
      );
  }
}

/** How many numbers each output of a detector holds. */
function outputLengths(decoder: FaceSpec['decoder'], { width, height }: FrameSize): number[] {
  const cells = (stride: number): number => (width / stride) * (height / stride);
  switch (decoder) {
    case 'blazeface':
      return [2 * cells(16), 32 * cells(16), 6 * cells(32), 96 * cells(32)];
    case 'yunet':
      return [1, 1, 4, 10].flatMap((numbers) => yunetStrides.map((stride) => numbers * cells(stride)));
    default:
      return decoder satisfies never;
  }
}

async function probeRecognition(infer: Infer, spec: RecognitionSpec): Promise<RecognitionSpec> {
  const sizePx = spec.chip?.sizePx ?? chipSizePx;
  const size = { width: sizePx, height: sizePx };
  const [one] = await run(infer, 'recognition', { ...size, count: 1 });
  if (one?.data.length !== spec.length)
    throw new NetworkUnfit(
      'recognition',
      `"output.length" says ${spec.length} numbers a face, the network gives ${one?.data.length ?? 0}`,
    );
  const several = await run(infer, 'recognition', { ...size, count: 2 }).catch(() => []);
  return { ...spec, batchMax: agrees(one, several[0]) ? spec.batchMax : 1 };
}

/** The first of a batch is what it is alone. Some networks are made for one picture and mix, or refuse, several. */
function agrees(one: Tensor, several: Tensor | undefined): boolean {
  if (several?.data.length !== 2 * one.data.length) return false;
  const largest = Math.max(...one.data.map(Math.abs));
  return one.data.every((value, index) => Math.abs(value - (several.data[index] ?? NaN)) <= 1e-3 * largest);
}

async function run(
  infer: Infer,
  network: NetworkName,
  { count, width, height }: Pick<InferenceRequest, 'count' | 'width' | 'height'>,
): Promise<Tensor[]> {
  const pixels = Uint8Array.from({ length: count * width * height * 3 }, (_, at) => (at * at * 7 + at) % 256);
  const answer = await infer({ networks: [network], pixels, count, width, height }).catch(
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new NetworkUnfit(network, `on a picture of ${width}×${height} ONNX Runtime says "${reason}"`);
    },
  );
  const outputs = answer.outputs[network] ?? [];
  if (outputs.some(({ data }) => !data.every(Number.isFinite)))
    throw new NetworkUnfit(
      network,
      `on a picture of ${width}×${height} it gives numbers that are none (NaN or infinite)`,
    );
  return outputs;
}
