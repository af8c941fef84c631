import type { FaceKeypoints, Point } from '../messages.ts';

/** Every keypoint that is there, changed; those that a detector does not find stay absent. */
export function mapKeypoints(
  keypoints: FaceKeypoints,
  change: (point: Point, name: keyof FaceKeypoints) => Point,
): FaceKeypoints {
  const { rightEye, leftEye, nose, mouth, rightEar, leftEar } = keypoints;
  return {
    rightEye: change(rightEye, 'rightEye'),
    leftEye: change(leftEye, 'leftEye'),
    nose: change(nose, 'nose'),
    mouth: change(mouth, 'mouth'),
    ...(rightEar && { rightEar: change(rightEar, 'rightEar') }),
    ...(leftEar && { leftEar: change(leftEar, 'leftEar') }),
  };
}
