/** Pictures with transparency in the colours of video (I420), drawn at any size onto a frame. */
import type { I420Picture } from '../../pipeline/pictures.ts';
import type { RgbaPicture } from './faces.ts';

/**
 * Even width and height. Everything is already multiplied by its transparency: luma, and colour as distance from grey,
 * so that mixing two neighbours never brings in the colour of something invisible.
 */
export type Sprite = {
  width: number;
  height: number;
  luma: Uint8Array;
  alpha: Uint8Array;
  u: Int8Array;
  v: Int8Array;
};

/** Cameras of the kind that hangs in offices show less colour than a photo. */
const saturation = 0.82;

/** BT.601 limited range, as ffmpeg's yuv420p. */
export function spriteOf({ data, width, height }: RgbaPicture): Sprite {
  const even = { width: width & ~1, height: height & ~1 };
  const size = even.width * even.height;
  const sprite: Sprite = {
    ...even,
    luma: new Uint8Array(size),
    alpha: new Uint8Array(size),
    u: new Int8Array(size / 4),
    v: new Int8Array(size / 4),
  };
  const sums = { u: new Float32Array(size / 4), v: new Float32Array(size / 4) };
  for (let y = 0; y < even.height; y++)
    for (let x = 0; x < even.width; x++) {
      const at = (y * width + x) * 4;
      const [r = 0, g = 0, b = 0, a = 0] = data.subarray(at, at + 4);
      const to = y * even.width + x;
      const half = (y >> 1) * (even.width >> 1) + (x >> 1);
      sprite.alpha[to] = a;
      sprite.luma[to] = ((16 + 0.257 * r + 0.504 * g + 0.098 * b) * a) / 255;
      sums.u[half] = (sums.u[half] ?? 0) + (-0.148 * r - 0.291 * g + 0.439 * b) * a;
      sums.v[half] = (sums.v[half] ?? 0) + (0.439 * r - 0.368 * g - 0.071 * b) * a;
    }
  const scale = saturation / (255 * 4);
  for (let i = 0; i < size / 4; i++) {
    sprite.u[i] = Math.round((sums.u[i] ?? 0) * scale);
    sprite.v[i] = Math.round((sums.v[i] ?? 0) * scale);
  }
  return sprite;
}

export type Placing = { left: number; top: number; width: number; height: number; opacity: number };

/** Draws the sprite into the rectangle, mixing neighbours in brightness (faces stay sharp) and taking the nearest colour. */
export function drawSprite(frame: I420Picture, sprite: Sprite, placing: Placing): void {
  drawLuma(frame, sprite, placing);
  drawColour(frame, sprite, placing);
}

type Range = { from: number; to: number };
const within = (from: number, length: number, end: number): Range => ({
  from: Math.max(0, Math.ceil(from)),
  to: Math.min(end, Math.floor(from + length)),
});

/**
 * Bilinear, in steps of 1/256 pixel. The mixing is written out: this loop draws some hundred million pixels per rendering,
 * and typed arrays are read unchecked because every index lies in range by construction.
 */
function drawLuma(frame: I420Picture, sprite: Sprite, { left, top, width, height, opacity }: Placing): void {
  const columns = within(left, width, frame.width);
  const rows = within(top, height, frame.height);
  const { luma, alpha, width: stride } = sprite;
  const step = (stride / width) * 256;
  const lastX = (stride - 2) << 8;
  const data = frame.data;
  for (let y = rows.from; y < rows.to; y++) {
    const sy = Math.min(((y - top) / height) * sprite.height, sprite.height - 1.01);
    const down = Math.round((sy % 1) * 256);
    const line = Math.floor(sy) * stride;
    for (let x = columns.from; x < columns.to; x++) {
      const sx = Math.min(((x - left) * step) | 0, lastX);
      const at = line + (sx >> 8);
      const below = at + stride;
      if (((alpha[at] as number) | (alpha[below + 1] as number)) === 0) continue;
      const right = sx & 255;
      const w4 = right * down;
      const w3 = (down << 8) - w4;
      const w2 = (right << 8) - w4;
      const w1 = 65536 - w2 - w3 - w4;
      const a = (alpha[at] as number) * w1 + (alpha[at + 1] as number) * w2 + (alpha[below] as number) * w3 + (alpha[below + 1] as number) * w4;
      const over = (luma[at] as number) * w1 + (luma[at + 1] as number) * w2 + (luma[below] as number) * w3 + (luma[below + 1] as number) * w4;
      const to = y * frame.width + x;
      const under = data[to] as number;
      data[to] = under + (over - (under * a) / 255) * opacity * 0.0000152587890625;
    }
  }
}

function drawColour(frame: I420Picture, sprite: Sprite, { left, top, width, height, opacity }: Placing): void {
  const half = frame.width >> 1;
  const columns = within(left / 2, width / 2, half);
  const rows = within(top / 2, height / 2, frame.height >> 1);
  const uAt = frame.width * frame.height;
  const vAt = uAt + uAt / 4;
  const stride = sprite.width >> 1;
  const data = frame.data;
  for (let y = rows.from; y < rows.to; y++) {
    const sy = Math.min((sprite.height >> 1) - 1, Math.floor(((y * 2 - top) / height) * (sprite.height >> 1)));
    for (let x = columns.from; x < columns.to; x++) {
      const sx = Math.min(stride - 1, Math.floor(((x * 2 - left) / width) * stride));
      const a = (sprite.alpha[sy * 2 * sprite.width + sx * 2] as number) * opacity;
      if (a === 0) continue;
      const from = sy * stride + sx;
      const to = y * half + x;
      const keep = 1 - a / 255;
      data[uAt + to] = 128.5 + ((data[uAt + to] as number) - 128) * keep + (sprite.u[from] as number) * opacity;
      data[vAt + to] = 128.5 + ((data[vAt + to] as number) - 128) * keep + (sprite.v[from] as number) * opacity;
    }
  }
}
