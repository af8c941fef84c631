import sharp from 'sharp';
import { smallSizeOf, usualSmallestFacePx } from '../decode/smallSize.ts';
import { detectFaces } from '../detect/detectFrame.ts';
import type { Infer } from '../messages.ts';
import type { RgbPicture } from '../pictures.ts';
import { ourChip } from './alignFace.ts';
import { brighten } from './brighten.ts';
import { cutChip } from './cutChip.ts';
import { cutViews } from './cutViews.ts';
import { embedFaces, embedViews } from './embedFaces.ts';

/** New tracks start from detections this good. */
const scoreMin = 0.5;

/**
 * The embedding of every face of one frame, found as a live camera's is: one pass on the small picture, chips from the
 * full one. `twice`: from the two views a live track's faces get.
 */
export async function findFacesInFrame(
  picture: RgbPicture,
  infer: Infer,
  twice: boolean,
): Promise<Float32Array[]> {
  const { width, height, data } = picture;
  const small = smallSizeOf(picture, { smallestFacePx: usualSmallestFacePx });
  const pixels = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(small.width, small.height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  const faces = await detectFaces(infer, { kind: 'rgb', ...small, data: new Uint8Array(pixels) }, picture, {
    scoreMin,
  });
  return twice
    ? embedViews(
        infer,
        faces.map(({ keypoints }) => cutViews(infer, picture, keypoints)),
      )
    : embedFaces(
        infer,
        faces.map(({ keypoints }) =>
          brighten(cutChip(picture, keypoints, infer.networks?.recognition.chip ?? ourChip)),
        ),
      );
}
