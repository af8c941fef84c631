import type { FaceDetection, Point } from '../messages.ts';

/** The last face, carried along with the head, for pictures between two analyses. */
export function moveFace(face: FaceDetection, by: Point): FaceDetection {
  const move = (point: Point): Point => ({ x: point.x + by.x, y: point.y + by.y });
  const { rightEye, leftEye, nose, mouth, rightEar, leftEar } = face.keypoints;
  return {
    ...face,
    box: { ...face.box, ...move(face.box) },
    keypoints: {
      ...{ rightEye: move(rightEye), leftEye: move(leftEye), nose: move(nose) },
      ...{ mouth: move(mouth), rightEar: move(rightEar), leftEar: move(leftEar) },
    },
  };
}
