import type { Infer } from '../messages.ts';
import { chipSizePx } from './alignFace.ts';

/** Larger batches gain nothing more per face and keep other cameras waiting. */
const batchMax = 8;
const embeddingLength = 128;
const chipBytes = chipSizePx * chipSizePx * 3;

/** 128 numbers for each 150×150 RGB chip, in their order; the faces of one frame go in one run. */
export async function embedFaces(infer: Infer, chips: Uint8Array[]): Promise<Float32Array[]> {
  const embeddings: Float32Array[] = [];
  for (let first = 0; first < chips.length; first += batchMax)
    embeddings.push(...(await embedBatch(infer, chips.slice(first, first + batchMax))));
  return embeddings;
}

async function embedBatch(infer: Infer, chips: Uint8Array[]): Promise<Float32Array[]> {
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
