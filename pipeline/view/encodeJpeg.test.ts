import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { I420Picture } from '../pictures.ts';
import { encodeJpeg, toRgb } from './encodeJpeg.ts';

const flat = (width: number, height: number, y: number, u: number, v: number): I420Picture => {
  const chroma = Math.ceil(width / 2) * Math.ceil(height / 2);
  const data = new Uint8Array(width * height + 2 * chroma);
  data.fill(y, 0, width * height);
  data.fill(u, width * height, width * height + chroma);
  data.fill(v, width * height + chroma);
  return { kind: 'i420', width, height, data };
};

test.each([
  ['black', [16, 128, 128], [0, 0, 0]],
  ['white', [235, 128, 128], [255, 255, 255]],
  ['red', [81, 90, 240], [255, 0, 0]],
  ['blue', [41, 240, 110], [0, 0, 255]],
] as const)('toRgb() gives %s for its BT.601 code', (_, [y, u, v], rgb) => {
  const { data } = toRgb(flat(5, 3, y, u, v));
  expect(data.length).toBe(5 * 3 * 3);
  for (let i = 0; i < 3; i++) expect(Math.abs((data[i] ?? -9) - (rgb[i] ?? 0))).toBeLessThanOrEqual(2);
  expect([...data.slice(-3)]).toEqual([...data.slice(0, 3)]);
});

test('encodeJpeg() keeps the size of a usual picture and halves a very wide one', async () => {
  const small = await sharp(await encodeJpeg(flat(640, 360, 100, 128, 128))).metadata();
  expect([small.width, small.height]).toEqual([640, 360]);
  const wide = await sharp(await encodeJpeg(flat(1920, 1080, 100, 128, 128))).metadata();
  expect([wide.width, wide.height]).toEqual([960, 540]);
});
