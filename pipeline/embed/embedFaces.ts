import { ourNetworks, type RecognitionSpec } from '../../models/networkSpec.ts';
import type { Infer } from '../messages.ts';

/** The numbers of each chip, in their order; one run of the network a face. Chips are as the recogniser wants them. */
export async function embedFaces(infer: Infer, chips: Uint8Array[]): Promise<Float32Array[]> {
  const { recognition } = infer.networks ?? ourNetworks;
  return (await runAll(infer, chips)).map((numbers) => inOurUnit(numbers, recognition));
}

/** The mean over the views of each face, as `cutViews` makes them: as many runs of the network as there are views. */
export async function embedViews(infer: Infer, faces: Uint8Array[][]): Promise<Float32Array[]> {
  const { recognition } = infer.networks ?? ourNetworks;
  const numbers = (await runAll(infer, faces.flat())).values();
  return faces.map((views) =>
    inOurUnit(meanOf(views.map(() => numbers.next().value ?? new Float32Array())), recognition),
  );
}

async function runAll(infer: Infer, chips: Uint8Array[]): Promise<Float32Array[]> {
  const { batchMax, unitLength } = (infer.networks ?? ourNetworks).recognition;
  const numbers: Float32Array[] = [];
  for (let first = 0; first < chips.length; first += batchMax)
    numbers.push(...(await runRecognition(infer, chips.slice(first, first + batchMax))));
  return unitLength ? numbers.map(toUnitLength) : numbers;
}

/** Distances between embeddings are then what our rules about names expect, whatever recogniser made them. */
export function inOurUnit(
  numbers: Float32Array,
  { unitLength, scale }: Pick<RecognitionSpec, 'unitLength' | 'scale'>,
): Float32Array {
  const even = unitLength ? toUnitLength(numbers) : numbers;
  return scale === 1 ? even : even.map((value) => value * scale);
}

function toUnitLength(numbers: Float32Array): Float32Array {
  const length = Math.hypot(...numbers) || 1;
  return numbers.map((value) => value / length);
}

async function runRecognition(infer: Infer, chips: Uint8Array[]): Promise<Float32Array[]> {
  const { length } = (infer.networks ?? ourNetworks).recognition;
  const [first] = chips;
  if (!first) return [];
  const pixels = new Uint8Array(chips.length * first.length);
  chips.forEach((chip, index) => {
    pixels.set(chip, index * first.length);
  });
  const [width, height] = [sideOf(first), sideOf(first)];
  const answer = await infer({ networks: ['recognition'], pixels, count: chips.length, width, height });
  const numbers = answer.outputs.recognition?.[0]?.data;
  if (numbers?.length !== chips.length * length)
    throw new Error('Network "recognition" gave another number of outputs than it should.');
  return chips.map((_, index) => numbers.slice(index * length, (index + 1) * length));
}

/** In pixels, of a square RGB chip. */
const sideOf = (chip: Uint8Array): number => Math.round(Math.sqrt(chip.length / 3));

function meanOf([first = new Float32Array(), ...others]: Float32Array[]): Float32Array {
  return first.map(
    (value, index) =>
      others.reduce((sum, numbers) => sum + (numbers[index] ?? 0), value) / (others.length + 1),
  );
}
