import type { WireBox } from '../../server/wire.ts';

export type Size = { width: number; height: number };
export type Rectangle = { x: number; y: number; width: number; height: number };

/** The largest rectangle of the picture's shape inside the stage, centred: bars at the sides or above and below. */
export function letterbox(picture: Size, stage: Size): Rectangle {
  if (picture.width <= 0 || picture.height <= 0) return { x: 0, y: 0, ...stage };
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height);
  const width = picture.width * scale;
  const height = picture.height * scale;
  return { x: (stage.width - width) / 2, y: (stage.height - height) / 2, width, height };
}

/** A box in pixels of the picture, moved onto the stage and cut at the picture's edge. */
export function onStage(box: WireBox, picture: Size, shown: Rectangle): Rectangle {
  const scale = shown.width / picture.width;
  const left = clamp(box.x, 0, picture.width);
  const top = clamp(box.y, 0, picture.height);
  const right = clamp(box.x + box.width, left, picture.width);
  const bottom = clamp(box.y + box.height, top, picture.height);
  return {
    x: shown.x + left * scale,
    y: shown.y + top * scale,
    width: (right - left) * scale,
    height: (bottom - top) * scale,
  };
}

/** Where a label goes: above its box, or inside it when there is no room, and never outside the picture. */
export function labelPlace(box: Rectangle, label: Size, shown: Rectangle): { x: number; y: number } {
  const above = box.y - label.height;
  return {
    x: clamp(box.x, shown.x, Math.max(shown.x, shown.x + shown.width - label.width)),
    y: above >= shown.y ? above : box.y,
  };
}

/** Moves a label up, row by row, until it covers none of those placed before, then down; where no room is left it stays. */
export function freePlace(
  wanted: { x: number; y: number },
  label: Size,
  placed: Rectangle[],
  shown: Rectangle,
): Rectangle {
  const isFree = (place: Rectangle) => !placed.some((other) => overlap(other, place));
  for (let y = wanted.y; y >= shown.y; y -= label.height)
    if (isFree({ x: wanted.x, y, ...label })) return { x: wanted.x, y, ...label };
  for (let y = wanted.y; y + label.height <= shown.y + shown.height; y += label.height)
    if (isFree({ x: wanted.x, y, ...label })) return { x: wanted.x, y, ...label };
  return { ...wanted, ...label };
}

function overlap(a: Rectangle, b: Rectangle): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
