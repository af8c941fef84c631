/** The door for photos: what one picture file says about one person's face. */
import sharp from 'sharp';
import { findFaces, mainFace, type FoundFace } from './embed/findFaces.ts';
import { turnToLeftOf } from './embed/judgeQuality.ts';
import type { Box, FaceQuality, FrameSize, Infer, Unusable } from './messages.ts';
import type { RgbPicture } from './pictures.ts';

export { findFaces, mainFace, type FoundFace } from './embed/findFaces.ts';
export { findFacesInFrame } from './embed/findFacesInFrame.ts';

export type PhotoReading =
  /** Not a picture, or too damaged to decode. */
  | { kind: 'unreadable' }
  | { kind: 'faceless' }
  /** Several people; `count` of them are large enough to be meant. */
  | { kind: 'crowded'; count: number }
  /** One face, unfit for recognition. */
  | { kind: 'poor'; problem: Unusable }
  | {
      kind: 'face';
      embedding: Float32Array;
      quality: FaceQuality;
      /** -1 to 1: above 0 the head is turned to the person's own left, 0 is frontal. */
      turnToLeft: number;
      box: Box;
      score: number;
    };

/** Reads an enrolment photo. Boxes are in pixels of the upright picture as `decodePhoto` gives it. */
export async function readPhoto(file: Buffer | string, infer: Infer): Promise<PhotoReading> {
  const picture = await decodePhoto(file);
  if (!picture) return { kind: 'unreadable' };
  return judgePhoto(await findFaces(picture, infer), picture);
}

/** A passer-by is smaller than half the person the photo is of. */
const crowdWidthShare = 0.5;

export function judgePhoto(faces: FoundFace[], frame: FrameSize): PhotoReading {
  const main = mainFace(faces, frame);
  if (!main) return { kind: 'faceless' };
  const rivals = faces.filter(
    (face) => face !== main && !face.unusable && face.box.width >= main.box.width * crowdWidthShare,
  );
  if (rivals.length > 0) return { kind: 'crowded', count: rivals.length + 1 };
  if (main.unusable) return { kind: 'poor', problem: main.unusable };
  const { embedding, quality, box, score, keypoints } = main;
  return { kind: 'face', embedding, quality, turnToLeft: turnToLeftOf(keypoints), box, score };
}

/** A 100-megapixel picture takes 300 MB to decode; more is an attack or a mistake. */
const pixelsMax = 100_000_000;
/** More than detection and recognition can use. */
const longSideMaxPx = 3_000;

/** The upright picture on a grey ground, at most 3,000 px long; null when it cannot be decoded. A damaged end is tolerated. */
export async function decodePhoto(file: Buffer | string): Promise<RgbPicture | null> {
  try {
    const { data, info } = await sharp(file, { failOn: 'none', limitInputPixels: pixelsMax })
      .rotate()
      .resize(longSideMaxPx, longSideMaxPx, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: { r: 127, g: 127, b: 127 } })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) return null;
    return { kind: 'rgb', width: info.width, height: info.height, data };
  } catch {
    return null;
  }
}
