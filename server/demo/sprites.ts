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
  /** First and past-the-last visible column of each row. */
  spans: Uint16Array;
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
    spans: new Uint16Array(even.height * 2),
  };
  const sums = { u: new Float32Array(size / 4), v: new Float32Array(size / 4) };
  for (let y = 0; y < even.height; y++)
    for (let x = 0; x < even.width; x++) {
      const at = (y * width + x) * 4;
      const r = data[at] as number;
      const g = data[at + 1] as number;
      const b = data[at + 2] as number;
      const a = data[at + 3] as number;
      const to = y * even.width + x;
      const half = (y >> 1) * (even.width >> 1) + (x >> 1);
      sprite.alpha[to] = a;
      sprite.luma[to] = ((16 + 0.257 * r + 0.504 * g + 0.098 * b) * a) / 255;
      sums.u[half] = (sums.u[half] as number) + (-0.148 * r - 0.291 * g + 0.439 * b) * a;
      sums.v[half] = (sums.v[half] as number) + (0.439 * r - 0.368 * g - 0.071 * b) * a;
    }
  markSpans(sprite);
  const scale = saturation / (255 * 4);
  for (let i = 0; i < size / 4; i++) {
    sprite.u[i] = Math.round((sums.u[i] ?? 0) * scale);
    sprite.v[i] = Math.round((sums.v[i] ?? 0) * scale);
  }
  return sprite;
}

function markSpans({ alpha, spans, width, height }: Sprite): void {
  for (let y = 0; y < height; y++) {
    const row = alpha.subarray(y * width, (y + 1) * width);
    const first = row.findIndex((a) => a > 0);
    spans[y * 2] = first < 0 ? width : first;
    spans[y * 2 + 1] = row.findLastIndex((a) => a > 0) + 1;
  }
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
 * Bilinear, in steps of 1/256 pixel. The mixing is written out in whole numbers: this loop draws some hundred million
 * pixels per rendering. Typed arrays are read unchecked because every index lies in range by construction.
 */
function drawLuma(frame: I420Picture, sprite: Sprite, { left, top, width, height, opacity }: Placing): void {
  const rows = within(top, height, frame.height);
  const { luma, alpha, width: stride } = sprite;
  const step = (stride / width) * 256;
  const lastX = (stride - 2) << 8;
  const strength = Math.round(opacity * 256);
  const data = frame.data;
  for (let y = rows.from; y < rows.to; y++) {
    const sy = Math.min(((y - top) / height) * sprite.height, sprite.height - 1.01);
    const row = Math.floor(sy);
    const down = Math.round((sy % 1) * 256);
    const columns = drawnColumns(sprite, row, left, width, frame.width);
    for (let x = columns.from; x < columns.to; x++) {
      const sx = Math.min(((x - left) * step) | 0, lastX);
      const at = row * stride + (sx >> 8);
      const below = at + stride;
      const a1 = alpha[at] as number;
      const a2 = alpha[at + 1] as number;
      const a3 = alpha[below] as number;
      const a4 = alpha[below + 1] as number;
      if ((a1 | a2 | a3 | a4) === 0) continue;
      const right = sx & 255;
      const w4 = right * down;
      const w3 = (down << 8) - w4;
      const w2 = (right << 8) - w4;
      const w1 = 65536 - w2 - w3 - w4;
      const over =
        ((luma[at] as number) * w1 +
          (luma[at + 1] as number) * w2 +
          (luma[below] as number) * w3 +
          (luma[below + 1] as number) * w4) >>
        16;
      const a = (a1 & a2 & a3 & a4) === 255 ? 255 : (a1 * w1 + a2 * w2 + a3 * w3 + a4 * w4) >> 16;
      const to = y * frame.width + x;
      if (a === 255 && strength === 256) data[to] = over;
      else
        data[to] =
          ((over * strength) >> 8) + ((data[to] as number) * (65280 - a * strength) * 257) / 16_776_960;
    }
  }
}

/** The frame's columns in which this row of the sprite or the next shows anything. */
function drawnColumns(
  { spans, width: stride, height: count }: Sprite,
  row: number,
  left: number,
  width: number,
  end: number,
): Range {
  const next = Math.min(row + 1, count - 1);
  const first = Math.min(spans[row * 2] as number, spans[next * 2] as number) - 1;
  const last = Math.max(spans[row * 2 + 1] as number, spans[next * 2 + 1] as number) + 1;
  const from = Math.max(0, first) * (width / stride);
  const to = Math.min(stride, last) * (width / stride);
  return within(left + from, to - from, end);
}

function drawColour(
  frame: I420Picture,
  sprite: Sprite,
  { left, top, width, height, opacity }: Placing,
): void {
  const half = frame.width >> 1;
  const rows = within(top / 2, height / 2, frame.height >> 1);
  const uAt = frame.width * frame.height;
  const vAt = uAt + uAt / 4;
  const stride = sprite.width >> 1;
  const step = stride / width;
  const data = frame.data;
  for (let y = rows.from; y < rows.to; y++) {
    const sy = Math.min(
      (sprite.height >> 1) - 1,
      Math.floor(((y * 2 - top) / height) * (sprite.height >> 1)),
    );
    const columns = drawnColumns(sprite, sy * 2, left, width, frame.width);
    for (let x = columns.from >> 1; x < columns.to >> 1; x++) {
      const sx = Math.min(stride - 1, Math.max(0, ((x * 2 - left) * step) | 0));
      const a = (sprite.alpha[sy * 2 * sprite.width + sx * 2] as number) * opacity;
      if (a === 0) continue;
      const from = sy * stride + sx;
      const to = y * half + x;
      const keep = 1 - a / 255;
      data[uAt + to] =
        128.5 + ((data[uAt + to] as number) - 128) * keep + (sprite.u[from] as number) * opacity;
      data[vAt + to] =
        128.5 + ((data[vAt + to] as number) - 128) * keep + (sprite.v[from] as number) * opacity;
    }
  }
}
