import { describe, expect, test } from 'vitest';
import { faceQuality } from './faceQuality.ts';
import { type FaceSeen, type Fault, judgeFace, type Pose } from './judgeFace.ts';
import { holdMs, steadyAfter } from './steadyPose.ts';

const picture = { width: 640, height: 480 };
const fine = { light: 130, sharpness: 100 };
const face = (change: Partial<FaceSeen> = {}): FaceSeen => ({
  ...{ x: 220, y: 140, width: 200, height: 200, yaw: 0, pitch: 0 },
  ...change,
});
const judged = (change: Partial<FaceSeen>, pose: Pose = 'front', level: number | null = null): Fault | null =>
  judgeFace([face(change)], picture, fine, pose, level);

describe('judgeFace()', () => {
  test('has nothing against a sharp, well lit face in the middle that looks straight', () => {
    expect(judged({})).toBeNull();
  });

  test.each<[Fault, Partial<FaceSeen>]>([
    ['tooFar', { x: 290, y: 210, width: 60, height: 60 }],
    ['tooClose', { x: 100, y: 20, width: 440, height: 440 }],
    ['offCentre', { x: 20 }],
    ['offCentre', { y: 270 }],
    ['lookStraight', { yaw: -20 }],
  ])('says %s', (fault, change) => expect(judged(change)).toBe(fault));

  test('says that nobody or more than one is there; a small face on the wall does not count', () => {
    expect(judgeFace([], picture, fine, 'front', null)).toBe('nobody');
    expect(judgeFace([face(), face({ x: 0 })], picture, fine, 'front', null)).toBe('severalPeople');
    expect(judgeFace([face({ x: 0, width: 50 }), face()], picture, fine, 'front', null)).toBeNull();
  });

  test('says what is wrong with light and sharpness', () => {
    const said = (light: number, sharpness: number) =>
      judgeFace([face()], picture, { light, sharpness }, 'front', null);
    expect([said(30, 100), said(240, 100), said(130, 5)]).toEqual(['tooDark', 'tooBright', 'blurred']);
  });

  test.each<[Pose, Partial<FaceSeen>, Fault | null]>([
    ['left', { yaw: 20 }, null],
    ['left', { yaw: 3 }, 'turnLeft'],
    ['left', { yaw: -20 }, 'turnLeft'],
    ['left', { yaw: 50 }, 'turnLess'],
    ['left', { yaw: 20, pitch: 25 }, 'nodLess'],
    ['right', { yaw: -20 }, null],
    ['right', { yaw: 20 }, 'turnRight'],
    ['up', { pitch: 12 }, null],
    ['up', { pitch: -12 }, 'lookUp'],
    ['up', { pitch: 12, yaw: 25 }, 'lookStraight'],
    ['down', { pitch: -12 }, null],
    ['down', { pitch: 0 }, 'lookDown'],
    ['down', { pitch: -40 }, 'nodLess'],
  ])('for %s, %o: %s', (pose, change, fault) => expect(judged(change, pose)).toBe(fault));

  test('measures up and down from the front picture: a camera below the eyes sees every face look up', () => {
    expect(judged({ pitch: 12 }, 'up', 12)).toBe('lookUp');
    expect(judged({ pitch: 22 }, 'up', 12)).toBeNull();
    expect(judged({ pitch: 2 }, 'down', 12)).toBeNull();
  });
});

test('faceQuality() tells light from dark and edges from a blur', () => {
  const picture = (value: (x: number, y: number) => number) => {
    const data = new Uint8ClampedArray(32 * 32 * 4);
    for (let i = 0; i < 32 * 32; i++) data.fill(value(i % 32, Math.floor(i / 32)), 4 * i, 4 * i + 3);
    return faceQuality({ data, width: 32, height: 32 });
  };
  expect(picture(() => 200)).toEqual({
    light: expect.closeTo(200, 0) as number,
    sharpness: expect.closeTo(0, 3) as number,
  });
  expect(picture((x) => x * 4).sharpness).toBeLessThan(1);
  expect(picture((x, y) => ((x + y) % 2) * 200).sharpness).toBeGreaterThan(1000);
});

test('steadyAfter() is ready once a pose was held, and begins anew when it is lost', () => {
  const begun = steadyAfter({ sinceMs: null }, true, 1000);
  expect(begun.isReady).toBe(false);
  expect(steadyAfter(begun, true, 1000 + holdMs).isReady).toBe(true);
  const lost = steadyAfter(begun, false, 1200);
  expect(steadyAfter(lost, true, 1000 + holdMs).isReady).toBe(false);
});
