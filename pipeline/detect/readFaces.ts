import { type FaceSpec, ourNetworks } from '../../models/networkSpec.ts';
import type { FaceDetection, FrameSize, Infer, Tensor } from '../messages.ts';
import { decodeFaces, type FaceOptions } from './decodeFaces.ts';
import { decodeYunet } from './decodeYunet.ts';

/** From the outputs of whichever detector runs to faces in pixels of `frame`, with scores in our unit. */
export function readFaces(
  { networks = ourNetworks }: Pick<Infer, 'networks'>,
  outputs: Tensor[],
  input: FrameSize,
  frame: FrameSize,
  { scoreMin = 0.3, ...options }: FaceOptions = {},
): FaceDetection[] {
  const { decoder, threshold } = networks.face;
  const faces = decode(decoder, outputs, input, frame, {
    ...options,
    scoreMin: theirScore(scoreMin, threshold),
  });
  return faces.map((face) => ({ ...face, score: ourScore(face.score, threshold) }));
}

function decode(
  decoder: FaceSpec['decoder'],
  outputs: Tensor[],
  input: FrameSize,
  frame: FrameSize,
  options: FaceOptions,
): FaceDetection[] {
  switch (decoder) {
    case 'blazeface':
      return decodeFaces(outputs, input, frame, options);
    case 'yunet':
      return decodeYunet(outputs, input, frame, options);
    default:
      return decoder satisfies never;
  }
}

/**
 * Trackers and second looks know our detector's scores. Another's are shifted as logits, so that its own threshold falls on
 * 0.5, and 0 and 1 stay where they are.
 */
export const ourScore = (score: number, threshold: number): number => shifted(score, -logit(threshold));
export const theirScore = (score: number, threshold: number): number => shifted(score, logit(threshold));

const logit = (share: number): number => Math.log(share / (1 - share));

function shifted(score: number, by: number): number {
  if (score <= 0 || score >= 1 || by === 0) return score;
  return 1 / (1 + Math.exp(-(logit(score) + by)));
}
