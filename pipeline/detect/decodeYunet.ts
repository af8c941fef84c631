import type { FaceDetection, FrameSize, Point, Tensor } from '../messages.ts';
import { type FaceOptions, scaleFace } from './decodeFaces.ts';
import { suppressOverlaps } from './suppressOverlaps.ts';

/** YuNet's three scales: every cell of `stride` pixels proposes one face. */
export const yunetStrides = [8, 16, 32] as const;

/**
 * From the outputs of YuNet (Wu, Peng, Yu 2023; decoded as OpenCV's FaceDetectorYN does) on a picture of size `input` to faces
 * in pixels of `frame`. `outputs`: for each of class, object, box and keypoints one tensor a stride. Score: √(class × object).
 * Its five keypoints are the eyes, the nose tip and the corners of the mouth; it knows no ears.
 */
export function decodeYunet(
  outputs: Tensor[],
  input: FrameSize,
  frame: FrameSize,
  { scoreMin = 0.3, overlapMax = 0.3 }: FaceOptions = {},
): FaceDetection[] {
  if (outputs.length !== 4 * yunetStrides.length)
    throw new Error('Network "face" gave another number of outputs than YuNet does.');
  const candidates = yunetStrides.flatMap((stride, index) => {
    const [classes, objects, boxes, keypoints] = [0, 1, 2, 3].map((kind) =>
      dataOf(outputs, 3 * kind + index),
    );
    const columns = Math.floor(input.width / stride);
    const rows = Math.floor(input.height / stride);
    const faces: FaceDetection[] = [];
    for (let cell = 0; cell < rows * columns; cell += 1) {
      const score = Math.sqrt(share(classes?.[cell]) * share(objects?.[cell]));
      if (score < scoreMin || !boxes || !keypoints) continue;
      const corner = { x: cell % columns, y: Math.floor(cell / columns) };
      const numbers = [
        ...boxes.subarray(4 * cell, 4 * cell + 4),
        ...keypoints.subarray(10 * cell, 10 * cell + 10),
      ];
      faces.push(decodeFace(numbers, corner, stride, score));
    }
    return faces;
  });
  const faces = suppressOverlaps(candidates, overlapMax);
  return faces.map((face) => scaleFace(face, frame.width / input.width, frame.height / input.height));
}

const dataOf = (outputs: Tensor[], index: number): Float32Array => outputs[index]?.data ?? new Float32Array();

const share = (value = 0): number => Math.min(1, Math.max(0, value));

/** Centre and keypoints in cells from the cell's corner, width and height as logarithms of cells. */
function decodeFace(numbers: number[], corner: Point, stride: number, score: number): FaceDetection {
  const at = (index: number): number => numbers[index] ?? 0;
  const point = (index: number): Point => ({
    x: (corner.x + at(index)) * stride,
    y: (corner.y + at(index + 1)) * stride,
  });
  const middle = point(0);
  const [width, height] = [Math.exp(at(2)) * stride, Math.exp(at(3)) * stride];
  // YuNet's boxes begin at the hairline, ours at the brow: on the same faces the lowest square of its box is BlazeFace's.
  const bottom = middle.y + height / 2;
  const [rightCorner, leftCorner] = [point(10), point(12)];
  return {
    kind: 'face',
    score,
    box: { x: middle.x - width / 2, y: bottom - width, width, height: width },
    keypoints: {
      rightEye: point(4),
      leftEye: point(6),
      nose: point(8),
      mouth: { x: (rightCorner.x + leftCorner.x) / 2, y: (rightCorner.y + leftCorner.y) / 2 },
    },
  };
}
