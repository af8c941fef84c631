import { detectAtSizes, type SizesOptions } from '../detect/detectAtSizes.ts';
import type { FaceDetection, FaceQuality, FrameSize, Infer, Unusable } from '../messages.ts';
import type { RgbPicture } from '../pictures.ts';
import { brighten } from './brighten.ts';
import { cutChip } from './cutChip.ts';
import { cutViews } from './cutViews.ts';
import { embedViews } from './embedFaces.ts';
import { judgeQuality, unusableReason } from './judgeQuality.ts';

export type FoundFace = FaceDetection & {
  chip: Uint8Array;
  quality: FaceQuality;
  unusable: Unusable | null;
  /** Given for unusable faces too: the caller decides. */
  embedding: Float32Array;
};

/** Every face of a still picture with all that recognition needs; the largest first. */
export async function findFaces(
  picture: RgbPicture,
  infer: Infer,
  options: SizesOptions = {},
): Promise<FoundFace[]> {
  const faces = await detectAtSizes(infer, picture, options);
  const chips = faces.map((face) => brighten(cutChip(picture, face.keypoints)));
  const views = faces.map((face) => cutViews(infer, picture, face.keypoints));
  const embeddings = await embedViews(infer, views);
  return faces
    .flatMap((face, index) => {
      const [chip, embedding] = [chips[index], embeddings[index]];
      if (!chip || !embedding) return [];
      const quality = judgeQuality(chip, face);
      return [{ ...face, chip, embedding, quality, unusable: unusableReason(quality, face, picture) }];
    })
    .sort((a, b) => b.box.width - a.box.width);
}

/** The face a portrait is of: large and central. Being off-centre costs a third of the distance. */
export function mainFace<Face extends FaceDetection>(faces: Face[], frame: FrameSize): Face | undefined {
  const weight = ({ box }: Face): number =>
    box.width -
    Math.hypot(box.x + (box.width - frame.width) / 2, box.y + (box.height - frame.height) / 2) / 3;
  return [...faces].sort((a, b) => weight(b) - weight(a))[0];
}
