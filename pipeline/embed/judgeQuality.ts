import type { FaceDetection, FaceKeypoints, FaceQuality, FrameSize, Point, Unusable } from '../messages.ts';
import { alignFace, applySimilarity, chipSizePx } from './alignFace.ts';

/** How much a face's embedding can be trusted. */
export function judgeQuality(chip: Uint8Array, face: FaceDetection): FaceQuality {
  const widthPx = face.box.width;
  const sharpness = sharpnessOf(chip);
  const turn = turnOf(face.keypoints);
  const quality =
    ramp(widthPx, widthUselessPx, widthIdealPx) *
    ramp(Math.log(sharpness), Math.log(sharpnessUseless), Math.log(sharpnessIdeal)) *
    (1 - ramp(turn, turnIdeal, turnUseless)) *
    ramp(face.score, 0.3, 0.9);
  return { widthPx, sharpness, turn, quality };
}

const widthUselessPx = 16;
const widthIdealPx = 90;
const sharpnessUseless = 4;
const sharpnessIdeal = 150;
const turnIdeal = 0.2;
const turnUseless = 1;
const widthMinPx = 30;
const sharpnessMin = 12;
const turnMax = 0.75;

/** Why this face should not be recognised, or null. */
export function unusableReason(quality: FaceQuality, face: FaceDetection, frame: FrameSize): Unusable | null {
  if (quality.widthPx < widthMinPx) return 'tooSmall';
  if (!isInside(face.keypoints, frame)) return 'cutOff';
  if (quality.turn > turnMax) return 'turnedAway';
  if (quality.sharpness < sharpnessMin) return 'blurred';
  return null;
}

/** Variance of the Laplacian of the grey chip (Pech-Pacheco et al. 2000): the less detail, the lower. */
export function sharpnessOf(chip: Uint8Array): number {
  const grey = new Float32Array(chipSizePx * chipSizePx);
  for (let index = 0; index < grey.length; index += 1)
    grey[index] =
      0.299 * (chip[index * 3] ?? 0) + 0.587 * (chip[index * 3 + 1] ?? 0) + 0.114 * (chip[index * 3 + 2] ?? 0);
  let [sum, squares, count] = [0, 0, 0];
  for (let y = 1; y < chipSizePx - 1; y += 1)
    for (let x = 1; x < chipSizePx - 1; x += 1) {
      const at = y * chipSizePx + x;
      const around =
        (grey[at - 1] ?? 0) + (grey[at + 1] ?? 0) + (grey[at - chipSizePx] ?? 0) + (grey[at + chipSizePx] ?? 0);
      const value = around - 4 * (grey[at] ?? 0);
      sum += value;
      squares += value * value;
      count += 1;
    }
  return squares / count - (sum / count) ** 2;
}

/** 0: the nose is midway between the ears, as seen along the line of the eyes; 1: it has reached one of them. */
export function turnOf({ rightEye, leftEye, nose, rightEar, leftEar }: FaceKeypoints): number {
  const axis = { x: leftEye.x - rightEye.x, y: leftEye.y - rightEye.y };
  const length = Math.hypot(axis.x, axis.y) || 1;
  const along = (from: Point, to: Point): number =>
    Math.max(0, ((to.x - from.x) * axis.x + (to.y - from.y) * axis.y) / length);
  const right = along(rightEar, nose);
  const left = along(nose, leftEar);
  return right + left === 0 ? 1 : Math.abs(right - left) / (right + left);
}

/** The part of the chip that holds eyes, nose and mouth. */
const innerFace = { left: 30, right: chipSizePx - 30, top: 30, bottom: 128 };

function isInside(keypoints: FaceKeypoints, frame: FrameSize): boolean {
  const similarity = alignFace(keypoints);
  const corners = [innerFace.left, innerFace.right].flatMap((x) =>
    [innerFace.top, innerFace.bottom].map((y) => applySimilarity(similarity, { x, y })),
  );
  return corners.every(({ x, y }) => x >= 0 && y >= 0 && x <= frame.width && y <= frame.height);
}

/** 0 at `from` and before, 1 at `to` and beyond. */
function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
