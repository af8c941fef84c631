import type { Infer } from '../messages.ts';
import { chipSizePx } from './alignFace.ts';

/** Chips in one run: larger batches gain nothing more per face and keep other cameras waiting. */
const batchMax = 8;
const embeddingLength = 128;
const chipBytes = chipSizePx * chipSizePx * 3;

/** 128 numbers for each 150×150 RGB chip, in their order; one run of the network a face. */
export async function embedFaces(infer: Infer, chips: Uint8Array[]): Promise<Float32Array[]> {
  const numbers: Float32Array[] = [];
  for (let first = 0; first < chips.length; first += batchMax)
    numbers.push(...(await runRecognition(infer, chips.slice(first, first + batchMax))));
  return numbers;
}

/**
 * The mean of each chip's embedding and its mirror image's, for twice the time: on 1,800 LFW pairs 99.2 instead of 98.9 %
 * right, 96 instead of 94.5 % of same-person pairs found at one false match in a thousand. On office clips it brings a
 * track 0.02 nearer to its own person and 0.01 to others. A track embeds few faces, so it pays there too.
 */
export async function embedTwice(infer: Infer, chips: Uint8Array[]): Promise<Float32Array[]> {
  const numbers = await embedFaces(
    infer,
    chips.flatMap((chip) => [chip, mirror(chip)]),
  );
  return chips.map((_, index) => meanOf(numbers[2 * index], numbers[2 * index + 1]));
}

async function runRecognition(infer: Infer, chips: Uint8Array[]): Promise<Float32Array[]> {
  const pixels = new Uint8Array(chips.length * chipBytes);
  chips.forEach((chip, index) => {
    pixels.set(chip, index * chipBytes);
  });
  const answer = await infer({
    networks: ['recognition'],
    pixels,
    count: chips.length,
    width: chipSizePx,
    height: chipSizePx,
  });
  const numbers = answer.outputs.recognition?.[0]?.data;
  if (numbers?.length !== chips.length * embeddingLength)
    throw new Error('Network "recognition" gave another number of outputs than it should.');
  return chips.map((_, index) => numbers.slice(index * embeddingLength, (index + 1) * embeddingLength));
}

/** Left and right changed. */
export function mirror(chip: Uint8Array): Uint8Array {
  const mirrored = new Uint8Array(chip.length);
  for (let at = 0; at < chip.length; at += 3) {
    const column = (at / 3) % chipSizePx;
    const from = at + (chipSizePx - 1 - 2 * column) * 3;
    for (let channel = 0; channel < 3; channel += 1) mirrored[at + channel] = chip[from + channel] ?? 0;
  }
  return mirrored;
}

function meanOf(one: Float32Array = new Float32Array(embeddingLength), other = one): Float32Array {
  return one.map((value, index) => (value + (other[index] ?? 0)) / 2);
}
