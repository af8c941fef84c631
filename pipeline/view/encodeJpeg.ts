import sharp from 'sharp';
import type { Box } from '../messages.ts';
import type { I420Picture, RgbPicture } from '../pictures.ts';
import { pixelate } from './pixelate.ts';

export type JpegOptions = {
  /** Wider pictures are halved first: a browser shows no more, and a phone pays for every byte. */
  widestPx?: number;
  /** Small faces stay readable; above this only the bytes grow. 1–100, where 100 is best. */
  quality?: number;
  /** Made unrecognisable, in pixels of the picture. */
  covered?: Box[];
};

// Each camera has its own thread; libvips' own threads would only compete with inference.
sharp.concurrency(1);
sharp.cache(false);

/** A JPEG of its own memory, so it can be handed to another thread. The picture was read when this first waits. */
export async function encodeJpeg(
  picture: I420Picture,
  { widestPx = 1600, quality = 72, covered = [] }: JpegOptions = {},
): Promise<Uint8Array> {
  const step = Math.max(1, Math.ceil(picture.width / widestPx));
  const rgb = toRgb(picture, step);
  for (const { x, y, width, height } of covered)
    pixelate(rgb, { x: x / step, y: y / step, width: width / step, height: height / step });
  const { width, height, data } = rgb;
  const jpeg = await sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer();
  return new Uint8Array(jpeg);
}

/** Takes every `step`th pixel. BT.601 limited range, 8-bit fixed point (ITU-R BT.601-7, rounded). */
export function toRgb(picture: I420Picture, step = 1): RgbPicture {
  const width = Math.floor(picture.width / step);
  const height = Math.floor(picture.height / step);
  const data = new Uint8ClampedArray(width * height * 3);
  const chromaWidth = (picture.width + 1) >> 1;
  const uStart = picture.width * picture.height;
  const vStart = uStart + chromaWidth * ((picture.height + 1) >> 1);
  let out = 0;
  for (let row = 0; row < height; row++) {
    const line = row * step * picture.width;
    const chroma = ((row * step) >> 1) * chromaWidth;
    for (let column = 0; column < width; column++) {
      const x = column * step;
      const luma = 298 * ((picture.data[line + x] ?? 16) - 16) + 128;
      const u = (picture.data[uStart + chroma + (x >> 1)] ?? 128) - 128;
      const v = (picture.data[vStart + chroma + (x >> 1)] ?? 128) - 128;
      data[out++] = (luma + 409 * v) >> 8;
      data[out++] = (luma - 100 * u - 208 * v) >> 8;
      data[out++] = (luma + 516 * u) >> 8;
    }
  }
  return { kind: 'rgb', width, height, data: new Uint8Array(data.buffer) };
}
