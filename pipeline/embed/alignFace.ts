import { type ChipTemplate, chipPointNames } from '../../models/networkSpec.ts';
import type { FaceKeypoints, Point } from '../messages.ts';

/**
 * picture = (a·x − b·y + dx, b·x + a·y + dy) for a point (x, y) of the chip: rotation, one scale and a shift.
 */
export type Similarity = { a: number; b: number; dx: number; dy: number };

export const chipSizePx = 150;

/**
 * Where the recognition network wants eyes and mouth: the places that judged most LFW pairs right (fold 1: 99.3 %).
 * The person's right eye is on the picture's left.
 */
export const ourChip: ChipTemplate = {
  sizePx: chipSizePx,
  points: { rightEye: { x: 47.7, y: 47.1 }, leftEye: { x: 100.3, y: 47.1 }, mouth: { x: 74, y: 112 } },
};

/** How the chip lies in the picture. */
export function alignFace(keypoints: FaceKeypoints, { points }: ChipTemplate = ourChip): Similarity {
  const pairs = chipPointNames.flatMap((name) =>
    points[name] ? [{ from: keypoints[name], to: points[name] }] : [],
  );
  return invert(
    fitSimilarity(
      pairs.map(({ from }) => from),
      pairs.map(({ to }) => to),
    ),
  );
}

/** Least squares over point pairs (Umeyama 1991; in the plane it is one division of complex numbers). */
export function fitSimilarity(from: Point[], to: Point[]): Similarity {
  const fromMean = meanOf(from);
  const toMean = meanOf(to);
  let [a, b, spread] = [0, 0, 0];
  from.forEach((point, index) => {
    const target = to[index] ?? toMean;
    const [px, py] = [point.x - fromMean.x, point.y - fromMean.y];
    const [qx, qy] = [target.x - toMean.x, target.y - toMean.y];
    a += px * qx + py * qy;
    b += px * qy - py * qx;
    spread += px * px + py * py;
  });
  a /= spread || 1;
  b /= spread || 1;
  return {
    a,
    b,
    dx: toMean.x - (a * fromMean.x - b * fromMean.y),
    dy: toMean.y - (b * fromMean.x + a * fromMean.y),
  };
}

export function applySimilarity({ a, b, dx, dy }: Similarity, { x, y }: Point): Point {
  return { x: a * x - b * y + dx, y: b * x + a * y + dy };
}

export function invert({ a, b, dx, dy }: Similarity): Similarity {
  const size = a * a + b * b || 1;
  const [c, s] = [a / size, -b / size];
  return { a: c, b: s, dx: -(c * dx - s * dy), dy: -(s * dx + c * dy) };
}

function meanOf(points: Point[]): Point {
  const sum = points.reduce((total, point) => ({ x: total.x + point.x, y: total.y + point.y }), {
    x: 0,
    y: 0,
  });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
