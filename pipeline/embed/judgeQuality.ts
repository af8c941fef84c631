import type { FaceDetection, FaceKeypoints, FaceQuality, FrameSize, Point, Unusable } from '../messages.ts';
import { alignFace, applySimilarity, chipSizePx } from './alignFace.ts';

/**
 * How much a face's embedding can be trusted. The limits below come from 300 LFW pairs with one side made worse; the
 * share of pairs still judged right is given with each.
 */
export function judgeQuality(chip: Uint8Array, face: FaceDetection): FaceQuality {
  const widthPx = face.box.width;
  const sharpness = sharpnessOf(chip);
  const turn = turnOf(face.keypoints);
  const quality =
    ramp(widthPx, widthUselessPx, widthIdealPx) *
    ramp(Math.log(sharpness), Math.log(sharpnessUseless), Math.log(sharpnessIdeal)) *
    ramp(-turn, -turnUseless, -turnIdeal) *
    ramp(face.score, scoreUseless, scoreIdeal);
  return { widthPx, sharpness, turn, quality };
}

/** Width of the face box: 60 px 99.0 %, 40 px 98.7 %, 30 px 94.7 %, 25 px 94.3 %, 20 px 84.0 %. */
const widthUselessPx = 20;
export const widthMinPx = 28;
const widthIdealPx = 60;
/** Median variance after a Gaussian blur: 8 98.7 %, 4.5 98.7 %, 2.1 93.3 %, 1.5 86.3 %, 1.1 58.0 %. */
const sharpnessUseless = 1.2;
export const sharpnessMin = 1.8;
const sharpnessIdeal = 12;
/** Distance to the same person's mean is flat up to 0.4, 5 % more at 0.5; beyond 0.8 one eye is hidden. */
const turnIdeal = 0.35;
export const turnMax = 0.8;
const turnUseless = 1;
/** Covered faces (a hand, a mask) and half-found ones score low. */
const scoreUseless = 0.3;
const scoreIdeal = 0.85;

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
  const grey = greyOf(chip);
  let [sum, squares, count] = [0, 0, 0];
  for (let y = 1; y < chipSizePx - 1; y += 1)
    for (let x = 1; x < chipSizePx - 1; x += 1) {
      const at = y * chipSizePx + x;
      const beside = (grey[at - 1] ?? 0) + (grey[at + 1] ?? 0);
      const aboveAndBelow = (grey[at - chipSizePx] ?? 0) + (grey[at + chipSizePx] ?? 0);
      const value = beside + aboveAndBelow - 4 * (grey[at] ?? 0);
      sum += value;
      squares += value * value;
      count += 1;
    }
  return squares / count - (sum / count) ** 2;
}

function greyOf(chip: Uint8Array): Float32Array {
  const grey = new Float32Array(chipSizePx * chipSizePx);
  for (let index = 0; index < grey.length; index += 1) {
    const at = index * 3;
    grey[index] = 0.299 * (chip[at] ?? 0) + 0.587 * (chip[at + 1] ?? 0) + 0.114 * (chip[at + 2] ?? 0);
  }
  return grey;
}

/** How far the nose tip has moved from between the eyes along their line, in eye distances, when the head is in profile. */
const noseShiftInProfile = 0.85;

/** 0: the nose tip is midway between the eyes, along the line of the eyes; 1: profile. */
export const turnOf = (keypoints: FaceKeypoints): number => Math.abs(turnToLeftOf(keypoints));

/** -1 to 1: the same with a direction, above 0 when the head is turned to the person's own left. */
export function turnToLeftOf({ rightEye, leftEye, nose }: FaceKeypoints): number {
  const axis: Point = { x: leftEye.x - rightEye.x, y: leftEye.y - rightEye.y };
  const squared = axis.x ** 2 + axis.y ** 2;
  if (squared === 0) return 1;
  const middle: Point = { x: (leftEye.x + rightEye.x) / 2, y: (leftEye.y + rightEye.y) / 2 };
  const shift = ((nose.x - middle.x) * axis.x + (nose.y - middle.y) * axis.y) / squared;
  return Math.max(-1, Math.min(1, shift / noseShiftInProfile));
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

/** 0 at `from` and below, 1 at `to` and above. */
function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
