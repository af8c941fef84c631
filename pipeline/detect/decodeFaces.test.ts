import { describe, expect, it } from 'vitest';
import type { Tensor } from '../messages.ts';
import { decodeFaces } from './decodeFaces.ts';

const input = { width: 64, height: 32 };

/** Outputs of an input of 64×32: 4×2 cells of two anchors, then 2×1 cells of six; every score near 0. */
function outputs(): {
  tensors: Tensor[];
  set: (output: number, anchor: number, logit: number, numbers: number[]) => void;
} {
  const tensors = [16, 12].flatMap((anchors) => [
    { dims: [1, anchors, 1], data: new Float32Array(anchors).fill(-9) },
    { dims: [1, anchors, 16], data: new Float32Array(anchors * 16) },
  ]);
  return {
    tensors,
    set(output, anchor, logit, numbers) {
      tensors[2 * output]?.data.set([logit], anchor);
      tensors[2 * output + 1]?.data.set(numbers, anchor * 16);
    },
  };
}

const numbers = [1, 2, 10, 12, -3, -2, 3, -2, 0, 1, 0, 4, -5, 0, 5, 0];

describe('decodeFaces()', () => {
  it('finds no face where all scores are low', () => {
    expect(decodeFaces(outputs().tensors, input, input)).toEqual([]);
  });

  it('places a face by the centre of its cell, row by row, two anchors each', () => {
    const { tensors, set } = outputs();
    set(0, 13, 2, numbers); // Cell 6 of 4 columns: column 2, row 1, centre (40, 24).
    const [face] = decodeFaces(tensors, input, input);
    expect(face?.score).toBeCloseTo(1 / (1 + Math.exp(-2)));
    expect(face?.box).toEqual({ x: 36, y: 20, width: 10, height: 12 });
    expect(face?.keypoints.rightEye).toEqual({ x: 37, y: 22 });
    expect(face?.keypoints.mouth).toEqual({ x: 40, y: 28 });
    expect(face?.keypoints.leftEar).toEqual({ x: 45, y: 24 });
  });

  it('places a face of the coarse scale by cells of 32 pixels and six anchors', () => {
    const { tensors, set } = outputs();
    set(1, 11, 2, numbers);
    expect(decodeFaces(tensors, input, input)[0]?.keypoints.nose).toEqual({ x: 48, y: 17 });
  });

  it('scales width and height to the frame each by its own factor', () => {
    const { tensors, set } = outputs();
    set(0, 13, 2, numbers);
    const [face] = decodeFaces(tensors, input, { width: 640, height: 360 });
    expect(face?.box).toEqual({ x: 360, y: 225, width: 100, height: 135 });
    expect(face?.keypoints.rightEye).toEqual({ x: 370, y: 247.5 });
  });

  it('gives one face for anchors that agree, and keeps the highest score', () => {
    const { tensors, set } = outputs();
    set(0, 12, 1, numbers);
    set(0, 13, 3, numbers);
    const faces = decodeFaces(tensors, input, input);
    expect(faces).toHaveLength(1);
    expect(faces[0]?.score).toBeCloseTo(1 / (1 + Math.exp(-3)));
  });

  it('keeps weak faces down to the score it is given', () => {
    const { tensors, set } = outputs();
    set(0, 3, -0.5, numbers); // 0.38
    expect(decodeFaces(tensors, input, input)).toHaveLength(1);
    expect(decodeFaces(tensors, input, input, { scoreMin: 0.5 })).toHaveLength(0);
  });
});
