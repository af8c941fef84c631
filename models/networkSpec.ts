/** How to talk to the networks that run: small, plain data, so that it can cross threads. */

export type NetworkSpec = { face: FaceSpec; recognition: RecognitionSpec };

/** How a face detector's outputs are read; `pipeline/detect` has a decoder for each. */
export type FaceDecoder = 'blazeface' | 'yunet';

export type FaceSpec = {
  decoder: FaceDecoder;
  /** The network's own score, 0–1, from which its makers call something a face. It counts as our 0.5. */
  threshold: number;
};

export type RecognitionSpec = {
  /** Kept with every stored embedding: those of another recogniser are never compared with it. */
  id: string;
  /** Numbers in an embedding. */
  length: number;
  /** What the network looks at; null: the chip that quality is judged on, as for ours. */
  chip: ChipTemplate | null;
  /** Brought to length 1 first, so that L2 distance orders pairs as the cosine does. */
  unitLength: boolean;
  /**
   * What embeddings are multiplied by, so that the network's own threshold falls on ours (`sameFaceDistance`). Every rule
   * about distances is then in one unit, whatever network runs. The store keeps the network's own numbers.
   */
  scale: number;
  /** Chips in one run, at most; 1 for a network that takes one picture only. */
  batchMax: number;
};

/** A square chip of `sizePx` and where in it parts of the face go, in its pixels. Left and right are the person's own. */
export type ChipTemplate = { sizePx: number; points: Partial<Record<ChipPoint, { x: number; y: number }>> };
export const chipPointNames = ['rightEye', 'leftEye', 'nose', 'mouth'] as const;
export type ChipPoint = (typeof chipPointNames)[number];

/**
 * Two single photos nearer than this are more likely of one person than of two: where our recogniser judges most LFW pairs
 * right (`whereabouts verify` prints it). Other networks' thresholds are brought onto it.
 */
export const sameFaceDistance = 0.61;

/** Larger batches gain nothing more per face and keep other cameras waiting. */
export const chipsPerRunMax = 8;

export const ourNetworks: NetworkSpec = {
  face: { decoder: 'blazeface', threshold: 0.5 },
  recognition: {
    // 2: two views at one length. Faces enrolled before that cannot be compared with what is seen now.
    id: 'recognition@2',
    length: 128,
    chip: null,
    // Direction says who it is; length says more about the picture, and short embeddings are near to everybody's. At one
    // length, 79 instead of 72 % of 2,320 LFW photos' same-person pairs are nearer than all but one in ten thousand others.
    unitLength: true,
    // At this length different people are as far apart as by the network's own numbers, of length 1.3 to 1.6.
    scale: 1.455,
    batchMax: chipsPerRunMax,
  },
};
