import type { Box, FaceDetection, FaceKeypoints, Point } from '../messages.ts';
import { mapKeypoints } from './mapKeypoints.ts';

/** The share of two boxes' union that both cover. */
export function overlapOf(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const both = width * height;
  return both / (a.width * a.height + b.width * b.height - both);
}

/** Faces that overlap a better one more than `overlapMax` go into its group; the best is first. */
export function groupOverlaps(faces: FaceDetection[], overlapMax: number): FaceDetection[][] {
  const groups: FaceDetection[][] = [];
  for (const face of [...faces].sort((a, b) => b.score - a.score)) {
    const group = groups.find(([best]) => best && overlapOf(best.box, face.box) > overlapMax);
    if (group) group.push(face);
    else groups.push([face]);
  }
  return groups;
}

/**
 * One face per person: the overlapping candidates' boxes and keypoints are averaged by score, which shakes less between
 * frames than the best candidate alone (BlazeFace, arXiv:1907.05047, section 3.4). The score is the best one's.
 */
export function suppressOverlaps(faces: FaceDetection[], overlapMax = 0.3): FaceDetection[] {
  return groupOverlaps(faces, overlapMax).flatMap(averageFaces);
}

function averageFaces(faces: FaceDetection[]): FaceDetection[] {
  const [best] = faces;
  if (!best) return [];
  const total = faces.reduce((sum, face) => sum + face.score, 0);
  const mean = (value: (face: FaceDetection) => number): number =>
    faces.reduce((sum, face) => sum + face.score * value(face), 0) / total;
  // One detector finds the same keypoints in all of them.
  const point = (own: Point, name: keyof FaceKeypoints): Point => ({
    x: mean((face) => (face.keypoints[name] ?? own).x),
    y: mean((face) => (face.keypoints[name] ?? own).y),
  });
  const averaged: FaceDetection = {
    kind: 'face',
    score: best.score,
    box: {
      x: mean((face) => face.box.x),
      y: mean((face) => face.box.y),
      width: mean((face) => face.box.width),
      height: mean((face) => face.box.height),
    },
    keypoints: mapKeypoints(best.keypoints, point),
  };
  return [averaged];
}
