import { describe, expect, test } from 'vitest';
import type { RgbPicture } from '../pictures.ts';
import { createMotionGate } from './createMotionGate.ts';

const [width, height] = [256, 144];
const frameMs = 200;

describe('createMotionGate()', () => {
  test('takes the first frame for moving, so that a new camera is looked at', () => {
    expect(createMotionGate().look(room(), 0)).toEqual({ moving: true, share: 1 });
  });

  test('falls idle two seconds after the start when only the sensor is noisy', () => {
    const moving = movingPerFrame(60, () => noisy(room(), 12));
    expect(moving.slice(0, 10)).not.toContain(false);
    expect(moving.slice(11)).not.toContain(true);
  });

  test('sees a small person walk through a noisy room', () => {
    const walk = (n: number) => noisy(n < 30 ? room() : withBlock(room(), n * 3, 60, 6, 17, 60), 8);
    const moving = movingPerFrame(60, walk);
    expect(moving.slice(15, 30)).not.toContain(true);
    expect(moving.slice(31)).not.toContain(false);
  });

  test('stays moving for about two seconds after the last motion', () => {
    const stop = (n: number) => (n >= 30 && n < 35 ? withBlock(room(), n * 5, 50, 20, 45, 30) : room());
    const moving = movingPerFrame(70, stop);
    expect(moving[35 + 8]).toBe(true);
    expect(moving.slice(65)).not.toContain(true);
  });

  test.each([
    ['evenly', (x: number) => x * 0 + 60],
    ['from one side', (x: number) => 90 * (1 - x / width)],
  ])('takes a lamp that is switched on %s for motion for a few seconds at most', (_, light) => {
    const moving = movingPerFrame(100, (n) => (n < 30 ? room() : lit(room(), light)));
    expect(moving.slice(30 + 40)).not.toContain(true);
  });

  test('sees no motion when dusk falls slowly', () => {
    const moving = movingPerFrame(100, (n) =>
      noisy(
        lit(room(), () => -n * 0.5),
        6,
      ),
    );
    expect(moving.slice(15)).not.toContain(true);
  });

  test('sees someone walk while the exposure jumps', () => {
    const jumpy = (n: number) =>
      lit(n < 30 ? room() : withBlock(room(), n * 3, 45, 15, 40, 40), () => (n % 2) * 25);
    const moving = movingPerFrame(60, jumpy);
    expect(moving.slice(15, 30)).not.toContain(true);
    expect(moving.slice(31)).not.toContain(false);
  });

  test('starts anew when the picture changes its size', () => {
    const gate = createMotionGate();
    gate.look(room(), 0);
    gate.look(room(), 5_000);
    expect(gate.look({ ...room(), height: 96 }, 5_200).moving).toBe(true);
  });

  test('goes on seeing motion when the clock was set back', () => {
    const gate = createMotionGate();
    for (let n = 0; n < 30; n++) gate.look(room(), 1e12 + n * frameMs);
    gate.look(withBlock(room(), 50, 50, 20, 45, 30), 1e12 - 3_600_000);
    expect(gate.look(withBlock(room(), 65, 50, 20, 45, 30), 1e12 - 3_599_800).moving).toBe(true);
  });
});

function movingPerFrame(frames: number, picture: (n: number) => RgbPicture): boolean[] {
  const gate = createMotionGate();
  return Array.from({ length: frames }, (_, n) => gate.look(picture(n), n * frameMs).moving);
}

/** A wall, a darker floor and a bright window. */
function room(): RgbPicture {
  const data = new Uint8Array(width * height * 3).fill(120);
  data.fill(80, width * 100 * 3);
  return withBlock({ kind: 'rgb', width, height, data }, 190, 15, 40, 30, 210);
}

function withBlock(
  picture: RgbPicture,
  left: number,
  top: number,
  across: number,
  down: number,
  level: number,
) {
  for (let y = top; y < Math.min(height, top + down); y++) {
    const from = (y * width + (left % width)) * 3;
    picture.data.fill(level, from, from + Math.min(across, width - (left % width)) * 3);
  }
  return picture;
}

function lit(picture: RgbPicture, light: (x: number) => number): RgbPicture {
  picture.data.forEach((level, i) => (picture.data[i] = clamp(level + light(Math.floor(i / 3) % width))));
  return picture;
}

/** Longer than a row by a bit that no size divides: no two frames get the same noise in the same place. */
const noise = seededNoise(100_003);
let noiseAt = 0;
function noisy(picture: RgbPicture, levels: number): RgbPicture {
  const { data } = picture;
  for (let i = 0; i < data.length; i++) {
    noiseAt = noiseAt + 1 < noise.length ? noiseAt + 1 : 0;
    data[i] = clamp((data[i] ?? 0) + (noise[noiseAt] ?? 0) * levels);
  }
  return picture;
}

function seededNoise(length: number): Float32Array {
  let seed = 1;
  return Float32Array.from({ length }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed / 2 ** 32) * 2 - 1;
  });
}

function clamp(level: number): number {
  return level < 0 ? 0 : level > 255 ? 255 : Math.round(level);
}
