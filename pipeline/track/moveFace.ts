import { mapKeypoints } from '../detect/mapKeypoints.ts';
import type { FaceDetection, Point } from '../messages.ts';

/** The last face, carried along with the head, for pictures between two analyses. */
export function moveFace(face: FaceDetection, by: Point): FaceDetection {
  const move = (point: Point): Point => ({ x: point.x + by.x, y: point.y + by.y });
  return { ...face, box: { ...face.box, ...move(face.box) }, keypoints: mapKeypoints(face.keypoints, move) };
}
