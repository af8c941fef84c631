/** When each walker's face can be recognised: what a test of the whole product compares its answers with. */
import { demoScript, type DemoCameraId, type DemoPersonId, type Walk } from './script.ts';
import { faceBox, frameSize, framesPerSecond, poseAt, views } from './stage.ts';

/** Half open; milliseconds from the start of the play. */
export type Interval = { fromMs: number; toMs: number };
export type Appearance = {
  person: DemoPersonId;
  cameraId: DemoCameraId;
  /** The body is in the room. */
  fromMs: number;
  toMs: number;
  /** The face looks at the camera, is wholly in the picture and at least `recognisableFacePx` wide. */
  faceVisible: Interval[];
};

/** 26 px in the small picture of 512 that detection sees. */
export const recognisableFacePx = 64;

export const groundTruth = (): Appearance[] =>
  demoScript.walks.map((walk) => ({
    person: walk.person,
    cameraId: walk.cameraId,
    fromMs: walk.fromMs,
    toMs: walk.toMs,
    faceVisible: faceVisible(walk),
  }));

function faceVisible(walk: Walk): Interval[] {
  const stepMs = 1000 / framesPerSecond;
  const intervals: Interval[] = [];
  for (let atMs = walk.fromMs; atMs < walk.toMs; atMs += stepMs) {
    if (!isFaceVisible(walk, atMs)) continue;
    const last = intervals.at(-1);
    if (last && last.toMs >= atMs) last.toMs = atMs + stepMs;
    else intervals.push({ fromMs: atMs, toMs: atMs + stepMs });
  }
  return intervals;
}

export function isFaceVisible(walk: Walk, atMs: number): boolean {
  const pose = poseAt(walk, atMs);
  if (pose?.facing !== 'camera') return false;
  const box = faceBox(views[walk.cameraId], pose);
  const inside = box.x >= 0 && box.y >= 0 && box.x + box.width <= frameSize.width;
  return inside && box.y + box.height <= frameSize.height && box.width >= recognisableFacePx;
}
