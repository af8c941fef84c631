import { ourNetworks, type RecognitionSpec } from '../../models/networkSpec.ts';
import type { Infer } from '../messages.ts';

/** The numbers of each chip, in their order; one run of the network a face. Chips are as `chipFor` cuts them. */
export async function embedFaces(infer: Infer, chips: Uint8Array[]): Promise<Float32Array[]> {
  const { recognition } = infer.networks ?? ourNetworks;
  return (await runAll(infer, chips)).map((numbers) => inOurUnit(numbers, recognition));
}

/**
 * The mean of each chip's embedding and its mirror image's, for twice the time: on 1,800 LFW pairs 99.2 instead of 98.9 %
 * right, 96 instead of 94.5 % of same-person pairs found at one false match in a thousand. On office clips it brings a
 * track 0.02 nearer to its own person and 0.01 to others. A track embeds few faces, so it pays there too.
 */
export async function embedTwice(infer: Infer, chips: Uint8Array[]): Promise<Float32Array[]> {
  const { recognition } = infer.networks ?? ourNetworks;
  const numbers = await runAll(
    infer,
    chips.flatMap((chip) => [chip, mirror(chip)]),
  );
  return chips.map((_, index) => inOurUnit(meanOf(numbers[2 * index], numbers[2 * index + 1]), recognition));
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

/** Left and right changed. */
export function mirror(chip: Uint8Array): Uint8Array {
  const sizePx = sideOf(chip);
  const mirrored = new Uint8Array(chip.length);
  for (let at = 0; at < chip.length; at += 3) {
    const column = (at / 3) % sizePx;
    const from = at + (sizePx - 1 - 2 * column) * 3;
    for (let channel = 0; channel < 3; channel += 1) mirrored[at + channel] = chip[from + channel] ?? 0;
  }
  return mirrored;
}

function meanOf(one: Float32Array = new Float32Array(), other = one): Float32Array {
  return one.map((value, index) => (value + (other[index] ?? 0)) / 2);
}
