/** Two face detectors on the labelled photos of the test media. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { detectAtSizes } from '../../pipeline/detect/detectAtSizes.ts';
import { overlapOf } from '../../pipeline/detect/suppressOverlaps.ts';
import type { Box, FaceDetection, FaceKeypoints, Infer, Point } from '../../pipeline/messages.ts';
import { decodePhoto } from '../../pipeline/readPhoto.ts';
import { media } from './media.ts';

export type Comparison = { labelled: number; found: { theirs: number; ours: number }; pairs: FacePair[] };
/** One face as both found it. `apart` in widths of the face. */
export type FacePair = {
  overlap: number;
  widthRatio: number;
  apart: Record<'rightEye' | 'leftEye' | 'nose' | 'mouth', number>;
};

export async function compareDetectors(theirs: Infer, ours: Infer): Promise<Comparison> {
  const result: Comparison = { labelled: 0, found: { theirs: 0, ours: 0 }, pairs: [] };
  for (const { file, labels } of [...comprefacePhotos(), ...dlibPhotos()]) {
    const picture = await decodePhoto(file);
    if (!picture) throw new Error(`cannot decode ${file}`);
    const { width = picture.width } = await sharp(file).metadata();
    const scale = picture.width / width;
    // One face is found by the first look or two; several may be of any size.
    const options = { thorough: labels.length > 1 };
    const [a, b] = [
      await detectAtSizes(theirs, picture, options),
      await detectAtSizes(ours, picture, options),
    ];
    const count = (faces: FaceDetection[]): number =>
      labels.filter((isLabelled) => faces.some((face) => isLabelled(shrunk(face.box, 1 / scale)))).length;
    result.labelled += labels.length;
    result.found.theirs += count(a);
    result.found.ours += count(b);
    result.pairs.push(...pairsOf(a, b));
  }
  return result;
}

function pairsOf(theirs: FaceDetection[], ours: FaceDetection[]): FacePair[] {
  return theirs.flatMap((a) => {
    const b = ours.find((other) => overlapOf(a.box, other.box) > 0.3);
    if (!b) return [];
    const apart = (name: keyof FaceKeypoints): number => {
      const [p, q] = [a.keypoints[name], b.keypoints[name]];
      return p && q ? Math.hypot(p.x - q.x, p.y - q.y) / b.box.width : NaN;
    };
    return [
      {
        overlap: overlapOf(a.box, b.box),
        widthRatio: a.box.width / b.box.width,
        apart: {
          rightEye: apart('rightEye'),
          leftEye: apart('leftEye'),
          nose: apart('nose'),
          mouth: apart('mouth'),
        },
      },
    ];
  });
}

/** `labels`: whether a box is the face that one label means. */
type Labelled = { file: string; labels: ((box: Box) => boolean)[] };

function comprefacePhotos(): Labelled[] {
  const text = readFileSync(media('photos/compreface/annotations.json'), 'utf8');
  const { nose_points: noses } = JSON.parse(text) as { nose_points: Record<string, [number, number][]> };
  return Object.entries(noses).map(([name, points]) => ({
    file: media(`photos/compreface/${name}`),
    labels: points.map(
      ([x, y]) =>
        (box: Box) =>
          holds(box, { x, y }),
    ),
  }));
}

function dlibPhotos(): Labelled[] {
  return ['training.xml', 'testing.xml'].flatMap((list) =>
    readFileSync(media(`photos/dlib-faces/${list}`), 'utf8')
      .split('<image ')
      .slice(1)
      .map((image) => ({
        file: media(`photos/dlib-faces/${/file='([^']+)'/.exec(image)?.[1] ?? ''}`),
        labels: [...image.matchAll(/<box top='(-?\d+)' left='(-?\d+)' width='(\d+)' height='(\d+)'/g)]
          .map(([, ...numbers]) => numbers.map(Number))
          .map(
            ([y = 0, x = 0, width = 0, height = 0]) =>
              (box: Box) =>
                overlapOf(box, { x, y, width, height }) > 0.3,
          ),
      })),
  );
}

const shrunk = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x * by,
  y: y * by,
  width: width * by,
  height: height * by,
});

const holds = (box: Box, { x, y }: Point): boolean =>
  x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
