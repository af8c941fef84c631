import { describe, expect, it } from 'vitest';
import type { FaceDetection, FaceKeypoints } from '../messages.ts';
import { judgeQuality, sharpnessOf, turnOf, unusableReason, widthMinPx } from './judgeQuality.ts';

const frame = { width: 640, height: 480 };

function faceAt(x: number, y: number, width: number, noseShift = 0): FaceDetection {
  const eyes = width * 0.45;
  const keypoints: FaceKeypoints = {
    rightEye: { x: x + width / 2 - eyes / 2, y: y + width * 0.3 },
    leftEye: { x: x + width / 2 + eyes / 2, y: y + width * 0.3 },
    nose: { x: x + width / 2 + noseShift * eyes, y: y + width * 0.55 },
    mouth: { x: x + width / 2, y: y + width * 0.8 },
    rightEar: { x, y: y + width * 0.4 },
    leftEar: { x: x + width, y: y + width * 0.4 },
  };
  return { kind: 'face', score: 0.9, box: { x, y, width, height: width }, keypoints };
}

/** Stripes of `period` pixels: the wider, the less sharp. */
function stripes(period: number): Uint8Array {
  const chip = new Uint8Array(150 * 150 * 3);
  for (let at = 0; at < chip.length; at += 1) {
    const column = Math.floor(at / 3) % 150;
    chip[at] = 128 + 60 * Math.sin((2 * Math.PI * column) / period);
  }
  return chip;
}

describe('sharpnessOf()', () => {
  it('falls as detail goes', () => {
    const [fine = 0, middling = 0, coarse = 0] = [4, 10, 40].map((period) => sharpnessOf(stripes(period)));
    expect(fine).toBeGreaterThan(middling);
    expect(middling).toBeGreaterThan(coarse);
  });
});

describe('turnOf()', () => {
  it('is 0 for a face that looks at the camera and grows to 1 in profile, to either side', () => {
    const turns = [0, 0.2, 0.5, 1].map((shift) => turnOf(faceAt(0, 0, 100, shift).keypoints));
    expect(turns).toEqual([...turns].sort((a, b) => a - b));
    expect(turns[0]).toBeCloseTo(0);
    expect(turns.at(-1)).toBe(1);
    expect(turnOf(faceAt(0, 0, 100, -0.2).keypoints)).toBeCloseTo(turns[1] ?? NaN);
  });

  it('does not mind a tilted head', () => {
    const { keypoints } = faceAt(0, 0, 100, 0.3);
    const tilted = Object.fromEntries(
      Object.entries(keypoints).map(([name, { x, y }]) => [
        name,
        { x: x * 0.8 - y * 0.6, y: x * 0.6 + y * 0.8 },
      ]),
    ) as FaceKeypoints;
    expect(turnOf(tilted)).toBeCloseTo(turnOf(keypoints));
  });
});

describe('judgeQuality()', () => {
  const best = judgeQuality(stripes(6), faceAt(200, 100, 120));

  it('is best for a large sharp face that looks at the camera', () => {
    expect(best.quality).toBeCloseTo(1);
  });

  it.each([
    ['smaller', stripes(6), faceAt(200, 100, 35)],
    ['blurred', stripes(40), faceAt(200, 100, 120)],
    ['turned', stripes(6), faceAt(200, 100, 120, 0.5)],
    ['less certain', stripes(6), { ...faceAt(200, 100, 120), score: 0.5 }],
  ])('is lower for a %s face', (_, chip, face) => {
    const { quality } = judgeQuality(chip, face);
    expect(quality).toBeLessThan(best.quality);
    expect(quality).toBeGreaterThanOrEqual(0);
  });

  it('is 0, not NaN, for a chip of one colour', () => {
    expect(judgeQuality(new Uint8Array(150 * 150 * 3), faceAt(200, 100, 120)).quality).toBe(0);
  });
});

describe('unusableReason()', () => {
  const reasonOf = (face: FaceDetection, chip = stripes(6)) =>
    unusableReason(judgeQuality(chip, face), face, frame);

  it('accepts a good face, also one that touches the edge with its hair', () => {
    expect(reasonOf(faceAt(200, 100, 100))).toBeNull();
    expect(reasonOf(faceAt(200, -2, 100))).toBeNull();
  });

  it('names what is wrong', () => {
    expect(reasonOf(faceAt(200, 100, widthMinPx - 1))).toBe('tooSmall');
    expect(reasonOf(faceAt(-40, 100, 100))).toBe('cutOff');
    expect(reasonOf(faceAt(200, 420, 100))).toBe('cutOff');
    expect(reasonOf(faceAt(200, 100, 100, 0.8))).toBe('turnedAway');
    expect(reasonOf(faceAt(200, 100, 100), new Uint8Array(150 * 150 * 3))).toBe('blurred');
  });
});
