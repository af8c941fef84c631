import { describe, expect, test } from 'vitest';
import type { RgbPicture } from '../pictures.ts';
import { createPictureGuard, type PictureFault } from './createPictureGuard.ts';
import { pictureFault } from './pictureFault.ts';

const [width, height] = [128, 72];
const frameMs = 200;
const minute = 60_000;
const hour = 60 * minute;

describe('createPictureGuard() on a picture that shows nothing', () => {
  test('says black within 3 s, and no more soon after the light is back', () => {
    const told = look(60, (n) => (n >= 20 && n < 40 ? flat(1) : noisy(room())));
    expect(firstOf(told, 'black')).toBeLessThanOrEqual(20 + 3_000 / frameMs);
    expect(told.slice(0, 20)).not.toContain('black');
    expect(told.slice(40 + 1_000 / frameMs)).toEqual(Array(15).fill(null));
  });

  test('says black although the camera writes its name and time into it', () => {
    expect(look(30, (n) => clocked(flat(2), n)).at(-1)).toBe('black');
  });

  test('takes a dark room for no black one', () => {
    expect(look(60, () => noisy(dimmed(room(), 0.15)))).not.toContain('black');
  });

  test.each([
    ['evenly', 90, 0],
    ['in the dark', 30, 0],
    ['brightly', 250, 0],
    ['with soft shadows', 120, 60],
  ])('says covered when something covers the lens %s', (_, level, shade) => {
    const cover = (n: number) => clocked(noisy(flat(level, shade)), n);
    const told = look(150, (n) => (n >= 75 && n < 120 ? cover(n) : clocked(noisy(room()), n)));
    expect(firstOf(told, 'covered')).toBeLessThanOrEqual(75 + 3_200 / frameMs);
    expect(told.slice(0, 75)).not.toContain('covered');
    expect(told.at(-1)).toBeNull();
  });

  test('takes nobody who passes close to the lens for a cover', () => {
    const told = look(150, (n) => (n >= 75 && n < 84 ? noisy(flat(70, 20)) : noisy(room())));
    expect(told.every((fault) => fault === null)).toBe(true);
  });

  test('takes no bare corridor, nor fog that comes slowly, for a cover', () => {
    const corridor = () => noisy(withBlock(flat(150, 30), 50, 15, 15, 45, 120));
    expect(look(150, corridor).every((fault) => fault === null)).toBe(true);
    const foggy = (n: number) => noisy(mixed(room(), 150, Math.min(0.8, n / 500)));
    expect(look(450, foggy).every((fault) => fault === null)).toBe(true);
  });

  test('stays with black through one flash of light', () => {
    const told = look(60, (n) => (n === 30 ? noisy(room()) : flat(1)));
    expect(told.slice(20)).toEqual(Array(40).fill('black'));
  });

  test('is told by key frames alone, one in two seconds', () => {
    const told = look(8, (n) => (n < 3 ? noisy(room()) : flat(1)), 2_000);
    expect(told.slice(3)).toEqual([null, null, 'black', 'black', 'black']);
  });

  test('waits for no clock: an hour forward or back says nothing of the picture', () => {
    const guard = createPictureGuard();
    for (let n = 0; n < 20; n++) guard.look(noisy(room()), 1e12 + n * frameMs);
    expect(guard.look(flat(1), 1e12 + 5_000)).toBeNull();
    expect(guard.look(flat(1), 1e12 - hour)).toBeNull();
    expect(guard.look(noisy(room()), 1e12 + hour)).toBeNull();
  });
});

describe('createPictureGuard() on a picture that repeats', () => {
  test('says frozen after two minutes to the last bit, and no more when it changes', () => {
    const still = noisy(room());
    const told = look(700, (n) => (n < 650 ? still : noisy(room())));
    expect(firstOf(told, 'frozen') * frameMs).toBeGreaterThanOrEqual(2 * minute);
    expect(firstOf(told, 'frozen') * frameMs).toBeLessThan(2 * minute + 1_000);
    expect(told.at(-1)).toBeNull();
  });

  test('says frozen of one picture that is encoded anew every two seconds', () => {
    const coarse = noisy(room());
    const finer = [1, 2, 3].map((n) => changed(copied(coarse), (level) => level + (level % 7 < n ? 1 : 0)));
    const told = look(700, (n) => (n % 10 === 0 ? coarse : (finer[Math.min(2, (n % 10) - 1)] ?? coarse)));
    expect(firstOf(told, 'frozen') * frameMs).toBeLessThan(2 * minute + 5_000);
  });

  test('takes a recording of two seconds that is played for ever for no frozen one', () => {
    const walk = [0, 1, 2, 3, 4].map((n) => withBlock(room(), 20 + n * 10, 30, 8, 20, 200));
    expect(look(700, (n) => walk[(n >> 1) % 5] ?? room())).not.toContain('frozen');
  });

  test('is told by key frames alone, one in ten seconds', () => {
    const still = room();
    expect(look(20, () => still, 10_000).slice(13)).toEqual(Array(7).fill('frozen'));
  });

  test('never takes a quiet scene whose codec repeats it for eighty seconds for frozen', () => {
    let shown = noisy(room());
    const told = look(3_000, (n) => (n % 400 === 0 ? (shown = noisy(room())) : shown));
    expect(told.every((fault) => fault === null)).toBe(true);
  });

  test('says so within 5 s of a camera that for a day never stood still for a second', () => {
    const guard = createPictureGuard();
    const pictures = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(() => noisy(room()));
    // Key frames of an idle camera, or a second's clock: never the same twice running.
    for (let atMs = 0; atMs <= 24 * hour; atMs += 10_000)
      expect(guard.look(pictures[(atMs / 10_000) % 10] ?? room(), atMs)).toBeNull();
    const frozen = [...Array(30).keys()].map((n) =>
      guard.look(pictures[0] ?? room(), 24 * hour + 5_000 + n * frameMs),
    );
    expect(firstOf(frozen, 'frozen') * frameMs).toBeLessThanOrEqual(4_800);
  });

  test('learns from a stillness that ended by itself to wait longer', () => {
    const guard = createPictureGuard();
    const pictures = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(() => noisy(room()));
    for (let n = 0; n <= (24 * hour) / 10_000; n++) guard.look(pictures[(n >> 2) % 10] ?? room(), n * 10_000);
    const still = noisy(room());
    const frozen = [...Array(300).keys()].map((n) => guard.look(still, 24 * hour + 5_000 + n * frameMs));
    expect(frozen).not.toContain('frozen');
  });
});

test('pictureFault() says what is seen and what to do', () => {
  expect(pictureFault('black', { name: 'hall', pace: 'live' }).detail).toBe(
    'Cannot see through camera "hall": its picture is black. Check the light, the cap of its lens and its night setting.',
  );
});

type Told = (PictureFault | null)[];

function look(frames: number, picture: (n: number) => RgbPicture, everyMs = frameMs): Told {
  const guard = createPictureGuard();
  return Array.from({ length: frames }, (_, n) => guard.look(picture(n), n * everyMs));
}

function firstOf(told: Told, fault: PictureFault): number {
  const at = told.indexOf(fault);
  return at < 0 ? Infinity : at;
}

/** One even surface, brighter to the right by `shade` levels. */
function flat(level: number, shade = 0): RgbPicture {
  const data = Uint8Array.from(
    { length: width * height * 3 },
    (_, i) => level + (shade * (Math.floor(i / 3) % width)) / width,
  );
  return { kind: 'rgb', width, height, data };
}

/** A wall, a darker floor, a window, a shelf with books. */
function room(): RgbPicture {
  const picture = flat(120);
  picture.data.fill(80, width * 50 * 3);
  withBlock(picture, 95, 12, 20, 15, 210);
  for (let book = 0; book < 24; book++) withBlock(picture, 5 + book * 4, 20, 3, 20, 60 + ((book * 37) % 120));
  return picture;
}

function withBlock(
  picture: RgbPicture,
  left: number,
  top: number,
  across: number,
  down: number,
  level: number,
) {
  for (let y = top; y < top + down; y++) {
    const from = (y * width + left) * 3;
    picture.data.fill(level, from, from + across * 3);
  }
  return picture;
}

const copied = (picture: RgbPicture): RgbPicture => ({ ...picture, data: picture.data.slice() });

/** As a camera writes: digits in the top left corner, another one each second. */
function clocked(picture: RgbPicture, n: number): RgbPicture {
  for (let digit = 0; digit < 12; digit++) withBlock(picture, 2 + digit * 3, 2, 2, 4, 255);
  return withBlock(picture, 2 + (Math.floor(n / 5) % 12) * 3, 2, 1, 4, 0);
}

const changed = (picture: RgbPicture, change: (level: number) => number): RgbPicture => {
  picture.data.forEach(
    (level, i) => (picture.data[i] = Math.max(0, Math.min(255, Math.round(change(level))))),
  );
  return picture;
};
const dimmed = (picture: RgbPicture, share: number) => changed(picture, (level) => level * share);
const mixed = (picture: RgbPicture, fog: number, share: number) =>
  changed(picture, (level) => level + (fog - level) * share);

let seed = 1;
const noisy = (picture: RgbPicture) =>
  changed(picture, (level) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return level + (seed / 2 ** 32 - 0.5) * 4;
  });
