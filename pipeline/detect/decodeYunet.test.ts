import { describe, expect, it } from 'vitest';
import type { Tensor } from '../messages.ts';
import { decodeYunet, yunetStrides } from './decodeYunet.ts';
import { ourScore, readFaces, theirScore } from './readFaces.ts';

const input = { width: 64, height: 32 };

/** Empty outputs for a picture of 64×32, and one face in cell (column 1, row 0) of stride 16. */
function outputs(classScore: number, objectScore: number): Tensor[] {
  const tensors = [1, 1, 4, 10].flatMap((numbers) =>
    yunetStrides.map((stride) => {
      const cells = (input.width / stride) * (input.height / stride);
      return { dims: [1, cells, numbers], data: new Float32Array(cells * numbers) };
    }),
  );
  const at = (kind: number) => tensors[3 * kind + 1]?.data ?? new Float32Array();
  at(0)[1] = classScore;
  at(1)[1] = objectScore;
  // Centre half a cell from the cell's corner; one cell wide, one and a half high.
  at(2).set([0.5, 0.75, 0, Math.log(1.5)], 4);
  at(3).set([0.25, 0.5, 0.75, 0.5, 0.5, 0.75, 0.25, 1, 0.75, 1.25], 10);
  return tensors;
}

describe('decodeYunet()', () => {
  it('gives the lowest square of the box, the keypoints and the root of both scores', () => {
    const faces = decodeYunet(outputs(0.81, 1), input, input);
    expect(faces).toHaveLength(1);
    expect(faces[0]?.score).toBeCloseTo(0.9);
    // The whole box reaches from 0 to 24.
    expect(faces[0]?.box.x).toBeCloseTo(16);
    expect(faces[0]?.box.y).toBeCloseTo(8);
    expect(faces[0]?.box.width).toBeCloseTo(16);
    expect(faces[0]?.box.height).toBeCloseTo(16);
    const rounded = Object.entries(faces[0]?.keypoints ?? {}).map(([name, { x, y }]) => [
      name,
      Math.round(x),
      Math.round(y),
    ]);
    expect(rounded).toEqual([
      ['rightEye', 20, 8],
      ['leftEye', 28, 8],
      ['nose', 24, 12],
      ['mouth', 24, 18],
    ]);
  });

  it('gives pixels of the frame', () => {
    const [face] = decodeYunet(outputs(1, 1), input, { width: 640, height: 640 });
    expect(face?.box.x).toBeCloseTo(160);
    expect(face?.box.width).toBeCloseTo(160);
    expect(face?.box.height).toBeCloseTo(320);
    expect(face?.keypoints.mouth.x).toBeCloseTo(240);
    expect(face?.keypoints.mouth.y).toBeCloseTo(360);
  });

  it('leaves out what scores too low', () => {
    expect(decodeYunet(outputs(0.81, 0.1), input, input)).toEqual([]);
  });

  it('refuses the outputs of another network', () => {
    expect(() => decodeYunet(outputs(1, 1).slice(0, 4), input, input)).toThrow('another number of outputs');
  });
});

describe('readFaces()', () => {
  const networks = {
    face: { decoder: 'yunet' as const, threshold: 0.8 },
    recognition: { id: 'x', length: 1, chip: null, unitLength: false, scale: 1, batchMax: 1 },
  };

  it("counts the detector's own threshold as 0.5", () => {
    const [face] = readFaces({ networks }, outputs(0.8, 0.8), input, input, { scoreMin: 0.49 });
    expect(face?.score).toBeCloseTo(0.5, 5);
    expect(readFaces({ networks }, outputs(0.79, 0.79), input, input, { scoreMin: 0.5 })).toEqual([]);
  });

  it('refuses the outputs of another detector than the one that is said to run', () => {
    expect(() => readFaces({}, outputs(1, 1), input, input)).toThrow('another number of outputs');
  });
});

describe('ourScore()', () => {
  it('keeps the order, the ends and, at 0.5, every score', () => {
    const scores = [0, 0.1, 0.5, 0.9, 1];
    expect(scores.map((score) => ourScore(score, 0.5))).toEqual(scores);
    const shifted = scores.map((score) => ourScore(score, 0.8));
    expect(shifted).toEqual([...shifted].sort((a, b) => a - b));
    expect([shifted[0], shifted.at(-1)]).toEqual([0, 1]);
    expect(theirScore(ourScore(0.3, 0.8), 0.8)).toBeCloseTo(0.3);
  });
});
