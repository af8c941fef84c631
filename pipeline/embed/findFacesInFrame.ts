import sharp from 'sharp';
import { detectFaces } from '../detect/detectFrame.ts';
import type { Infer } from '../messages.ts';
import type { RgbPicture } from '../pictures.ts';
import { ourChip } from './alignFace.ts';
import { brighten } from './brighten.ts';
import { cutChip } from './cutChip.ts';
import { cutViews } from './cutViews.ts';
import { embedFaces, embedViews } from './embedFaces.ts';

/** What a camera's frame is shrunk to for detection, unless its file says otherwise. */
const detectWidthPx = 512;
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
  const small = {
    width: detectWidthPx,
    height: Math.max(32, 32 * Math.round((detectWidthPx * height) / width / 32)),
  };
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
