import type { FaceDetection, FrameSize, Infer, PersonDetection } from '../messages.ts';
import type { RgbPicture } from '../pictures.ts';
import type { FaceOptions } from './decodeFaces.ts';
import { decodePersons } from './decodePersons.ts';
import { readFaces } from './readFaces.ts';

export type Detections = { faces: FaceDetection[]; persons: PersonDetection[] };

/**
 * Faces and bodies of one small picture, in pixels of the full frame. Width and height of `small` are multiples of 32.
 * `small.data` is moved to inference and replaced by the same buffer when it comes back.
 */
export async function detectFrame(infer: Infer, small: RgbPicture, frame: FrameSize): Promise<Detections> {
  const { width, height } = small;
  const answer = await infer({
    networks: ['face', 'person'],
    pixels: small.data,
    count: 1,
    width,
    height,
  });
  small.data = answer.pixels;
  return {
    faces: readFaces(infer, answer.outputs.face ?? [], small, frame),
    persons: decodePersons(answer.outputs.person ?? [], small, frame),
  };
}

/** Faces alone, for photos. */
export async function detectFaces(
  infer: Infer,
  small: RgbPicture,
  frame: FrameSize,
  options?: FaceOptions,
): Promise<FaceDetection[]> {
  const { width, height } = small;
  const answer = await infer({ networks: ['face'], pixels: small.data, count: 1, width, height });
  small.data = answer.pixels;
  return readFaces(infer, answer.outputs.face ?? [], small, frame, options);
}
