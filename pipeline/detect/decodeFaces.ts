import type { FaceDetection, FrameSize, Point, Tensor } from '../messages.ts';
import { mapKeypoints } from './mapKeypoints.ts';
import { suppressOverlaps } from './suppressOverlaps.ts';

export type FaceOptions = {
  /** 0–1. Low by default: the tracker uses weak detections to continue tracks it already has. */
  scoreMin?: number;
  /** Candidates that overlap more are one face. */
  overlapMax?: number;
};

/** BlazeFace's two scales, in the order of its outputs: every cell of `stride` pixels has so many anchors. */
const scales = [
  { stride: 16, anchorsPerCell: 2 },
  { stride: 32, anchorsPerCell: 6 },
] as const;
/** dx, dy, width, height and six keypoints, in input pixels from the anchor. */
const numbersPerAnchor = 16;

/** From the outputs of network `face` on a picture of size `input` to faces in pixels of `frame`. */
export function decodeFaces(
  outputs: Tensor[],
  input: FrameSize,
  frame: FrameSize,
  options: FaceOptions = {},
): FaceDetection[] {
  const { scoreMin = 0.3, overlapMax = 0.3 } = options;
  if (outputs.length !== 2 * scales.length)
    throw new Error('Network "face" gave another number of outputs than BlazeFace does.');
  const candidates = scales.flatMap((scale, index) => {
    const [logits, regressors] = outputs.slice(2 * index, 2 * index + 2);
    if (!logits || !regressors) return [];
    return decodeScale(scale, logits.data, regressors.data, input, scoreMin);
  });
  const faces = suppressOverlaps(candidates, overlapMax);
  return faces.map((face) => scaleFace(face, frame.width / input.width, frame.height / input.height));
}

function decodeScale(
  { stride, anchorsPerCell }: (typeof scales)[number],
  logits: Float32Array,
  regressors: Float32Array,
  input: FrameSize,
  scoreMin: number,
): FaceDetection[] {
  const columns = Math.ceil(input.width / stride);
  const rows = Math.ceil(input.height / stride);
  const logitMin = Math.log(scoreMin / (1 - scoreMin));
  const faces: FaceDetection[] = [];

  for (let anchor = 0; anchor < rows * columns * anchorsPerCell; anchor += 1) {
    const logit = logits[anchor] ?? -Infinity;
    if (logit < logitMin) continue;
    const cell = Math.floor(anchor / anchorsPerCell);
    const centre = {
      x: ((cell % columns) + 0.5) * stride,
      y: (Math.floor(cell / columns) + 0.5) * stride,
    };
    const numbers = regressors.subarray(anchor * numbersPerAnchor, (anchor + 1) * numbersPerAnchor);
    faces.push(decodeFace(numbers, centre, 1 / (1 + Math.exp(-logit))));
  }
  return faces;
}

function decodeFace(numbers: Float32Array, centre: Point, score: number): FaceDetection {
  const at = (index: number): number => numbers[index] ?? 0;
  const point = (index: number): Point => ({ x: centre.x + at(index), y: centre.y + at(index + 1) });
  const middle = point(0);
  const [width, height] = [at(2), at(3)];
  return {
    kind: 'face',
    score,
    box: { x: middle.x - width / 2, y: middle.y - height / 2, width, height },
    keypoints: {
      rightEye: point(4),
      leftEye: point(6),
      nose: point(8),
      mouth: point(10),
      rightEar: point(12),
      leftEar: point(14),
    },
  };
}

/** Both factors matter: a small picture's height is rounded to a multiple of 32. */
export function scaleFace(face: FaceDetection, x: number, y: number, offset = { x: 0, y: 0 }): FaceDetection {
  const point = (from: Point): Point => ({ x: from.x * x + offset.x, y: from.y * y + offset.y });
  return {
    ...face,
    box: { ...point(face.box), width: face.box.width * x, height: face.box.height * y },
    keypoints: mapKeypoints(face.keypoints, point),
  };
}
