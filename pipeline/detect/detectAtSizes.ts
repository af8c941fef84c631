import sharp from 'sharp';
import type { FaceDetection, Infer } from '../messages.ts';
import type { RgbPicture } from '../pictures.ts';
import { scaleFace } from './decodeFaces.ts';
import { detectFaces } from './detectFrame.ts';
import { confirmedScoreMin, lookAgain, lookTwice } from './lookAgain.ts';
import { groupOverlaps } from './suppressOverlaps.ts';

export type SizesOptions = {
  /** Every size is tried, for pictures of many people; otherwise the search ends when a face was found. */
  thorough?: boolean;
};

/**
 * Faces of a still picture, in its pixels. The network knows faces of about 15 to 150 px: a face that fills the picture is
 * found by making the picture smaller and putting grey around it, a far one by looking at more pixels. Each is confirmed
 * by a second look, of several views of one face the one with the better second look counts, and two more looks find its
 * keypoints.
 */
export async function detectAtSizes(
  infer: Infer,
  picture: RgbPicture,
  { thorough = false }: SizesOptions = {},
): Promise<FaceDetection[]> {
  let faces: FaceDetection[] = [];
  const doubtful: FaceDetection[] = [];
  for (const views of viewsOf(picture)) {
    const confirmed: FaceDetection[] = [];
    for (const view of views)
      for (const face of await detectView(infer, picture, view)) {
        const again = await lookAgain(infer, picture, face, doubtfulScoreMin);
        if (again && again.score >= confirmedScoreMin) confirmed.push(again);
        else if (again && face.score >= clearScore) doubtful.push(again);
      }
    faces = dropParts(keepBest([...faces, ...confirmed]));
    if (!thorough && faces.length > 0) break;
  }
  const found = faces.length > 0 ? faces : keepBest(doubtful).slice(0, 1);
  return Promise.all(found.map((face) => lookTwice(infer, picture, face)));
}

/** A half-turned face cut at the edge: clear at first, doubtful again. Only a picture that shows no better one has it. */
const clearScore = 0.8;
const doubtfulScoreMin = 0.6;
/** Low: the second look decides. */
const scoreMin = 0.5;
const keepBest = (faces: FaceDetection[]): FaceDetection[] =>
  groupOverlaps(faces, 0.3).flatMap((group) => group.slice(0, 1));

/** The picture's longer side in the network's input, and the least grey around it as a share of that side. */
type View = { longSidePx: number; margin: number };

/**
 * Near and middling faces first, both views always: one alone takes a part of a large face for a whole one.
 * Then pictures that a face fills, then far faces.
 */
const rounds: View[][] = [
  [
    { longSidePx: 512, margin: 0 },
    { longSidePx: 160, margin: 0.3 },
  ],
  [{ longSidePx: 96, margin: 0.5 }],
  [{ longSidePx: 1024, margin: 0 }],
  [{ longSidePx: 1600, margin: 0 }],
];
/** A view that would be the same as an earlier one, because the picture is small, is left out. */
function viewsOf({ width, height }: RgbPicture): View[][] {
  // Enlarging a picture shows the network nothing new.
  const sizeMax = Math.max(width, height);
  const seen: View[] = [];
  return rounds.map((views) =>
    views
      .map((view) => (view.margin > 0 ? view : { ...view, longSidePx: Math.min(view.longSidePx, sizeMax) }))
      .filter((view) => !seen.some((other) => isSame(view, other)) && seen.push(view)),
  );
}

const isSame = (a: View, b: View): boolean => a.longSidePx === b.longSidePx && a.margin === b.margin;

async function detectView(
  infer: Infer,
  picture: RgbPicture,
  { longSidePx, margin }: View,
): Promise<FaceDetection[]> {
  const scale = longSidePx / Math.max(picture.width, picture.height);
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const canvas = {
    width: upTo32(width + 2 * margin * longSidePx),
    height: upTo32(height + 2 * margin * longSidePx),
  };
  const left = Math.floor((canvas.width - width) / 2);
  const top = Math.floor((canvas.height - height) / 2);
  const data = await sharp(picture.data, {
    raw: { width: picture.width, height: picture.height, channels: 3 },
  })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .extend({
      left,
      top,
      right: canvas.width - width - left,
      bottom: canvas.height - height - top,
      background: { r: 127, g: 127, b: 127 },
    })
    .raw()
    .toBuffer();

  const faces = await detectFaces(infer, { kind: 'rgb', ...canvas, data }, canvas, { scoreMin });
  const [x, y] = [picture.width / width, picture.height / height];
  return faces.map((face) => scaleFace(face, x, y, { x: -left * x, y: -top * y }));
}

const upTo32 = (px: number): number => Math.ceil(px / 32) * 32;

/** At a large size an eye or a pattern on a face can look like a small face of its own. */
function dropParts(faces: FaceDetection[]): FaceDetection[] {
  return faces.filter(
    (face) =>
      !faces.some(
        (other) =>
          other.box.width > face.box.width * 1.5 && other.score >= face.score && holdsMiddle(other, face),
      ),
  );
}

function holdsMiddle({ box }: FaceDetection, inner: FaceDetection): boolean {
  const x = inner.box.x + inner.box.width / 2;
  const y = inner.box.y + inner.box.height / 2;
  return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
}
