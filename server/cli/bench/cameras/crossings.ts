/** The play every camera of the benchmark shows: three people cross the entrance, then nobody comes for a while. */
import { isFaceVisible } from '../../../demo/groundTruth.ts';
import type { Walk, Waypoint } from '../../../demo/script.ts';

/** Usual for cameras in offices. */
export const framesPerSecond = 15;
export const keyFrameEveryS = 2;
export const durationMs = 40_000;
/** People move for this share of the time. */
export const movingShare = 0.3;

export type Crossing = {
  walk: Walk;
  /** The first picture that shows the face whole, from the front and at least 64 px wide; and the one after the last. */
  firstPicture: number;
  endPicture: number;
};

/** `x` right of the picture's middle and `z` from the camera, in metres. */
const at = (second: number, x: number, z: number): Waypoint => ({ atMs: second * 1000, x, z, dropM: 0 });

const walk = (person: Walk['person'], path: Waypoint[]): Walk => ({
  person,
  cameraId: 'lobby',
  fromMs: path[0]?.atMs ?? 0,
  toMs: path.at(-1)?.atMs ?? 0,
  path,
});

/** Each enters beside the picture, so the moment its face can be seen is one picture and not a matter of opinion. */
export const walks: Walk[] = [
  walk('clara', [at(0, -2.3, 3.2), at(2.2, -0.4, 3), at(3, -0.4, 3), at(5, 2.1, 2.8)]),
  walk('budi', [at(4.5, 2.3, 3.2), at(6.2, 0.6, 3), at(7, 0.6, 3), at(9, -2.1, 2.8)]),
  walk('farid', [at(8.5, -2.3, 3), at(12, 2.2, 2.9)]),
];

export const crossings: Crossing[] = walks.map((each) => {
  const pictures = Array.from({ length: (durationMs * framesPerSecond) / 1000 }, (_, index) => index);
  const visible = pictures.filter((index) => isFaceVisible(each, (index * 1000) / framesPerSecond));
  return { walk: each, firstPicture: visible[0] ?? 0, endPicture: (visible.at(-1) ?? 0) + 1 };
});
