/** The rooms as their cameras see them, and where a walker is in the picture at a moment. Pure. */
import type { DemoCameraId, Walk, Waypoint } from './script.ts';

export const frameSize = { width: 1280, height: 720 };
/** As often as a camera is looked at; drawing more would only make the first start longer. */
export const framesPerSecond = 5;

/** A level pinhole camera whose picture is shifted down, so that uprights stay upright. Lengths in metres. */
export type View = { focalPx: number; horizonY: number; heightM: number };

export const views: Record<DemoCameraId, View> = {
  lobby: { focalPx: 1150, horizonY: 20, heightM: 2.1 },
  hall: { focalPx: 1500, horizonY: 40, heightM: 2.1 },
  office: { focalPx: 1150, horizonY: -60, heightM: 2.1 },
  canteen: { focalPx: 1150, horizonY: -50, heightM: 2.1 },
};

export const pxPerMetre = (view: View, z: number): number => view.focalPx / z;

/** A point of the room (`up` metres above the floor) in the picture. */
export function project(view: View, x: number, up: number, z: number): { x: number; y: number } {
  const scale = pxPerMetre(view, z);
  return { x: frameSize.width / 2 + x * scale, y: view.horizonY + (view.heightM - up) * scale };
}

export type Facing = 'camera' | 'away';
export type Pose = {
  x: number;
  z: number;
  dropM: number;
  facing: Facing;
  /** 0 to 1 through a double step, or null while standing or sitting. */
  stride: number | null;
  /** Below 1 while stepping through a door. */
  opacity: number;
};

/** Length of a double step. */
const strideMs = 1100;
/** Nearer to a door at the back than this many milliseconds, people are half in its shade. */
const doorwayMs = 400;
/** Doors people come from and go to are farther than this; nearer ends of a path lie beside the picture. */
const doorwayZ = 6;

export function poseAt(walk: Walk, atMs: number): Pose | null {
  if (atMs < walk.fromMs || atMs >= walk.toMs) return null;
  const next = walk.path.findIndex((waypoint) => waypoint.atMs > atMs);
  const from = walk.path[next - 1];
  const to = walk.path[next];
  if (!from || !to) return null;
  const share = (atMs - from.atMs) / (to.atMs - from.atMs);
  const mix = (a: number, b: number): number => a + (b - a) * share;
  const walking = from.x !== to.x || from.z !== to.z;
  return {
    x: mix(from.x, to.x),
    z: mix(from.z, to.z),
    dropM: mix(from.dropM, to.dropM),
    facing: to.z > from.z ? 'away' : 'camera',
    stride: walking ? ((atMs - from.atMs) % strideMs) / strideMs : null,
    opacity: Math.min(doorShade(walk.path[0], atMs), doorShade(walk.path.at(-1), atMs)),
  };
}

function doorShade(end: Waypoint | undefined, atMs: number): number {
  if (!end || end.z < doorwayZ) return 1;
  return Math.min(1, Math.abs(atMs - end.atMs) / doorwayMs);
}

/** Metres: how wide and how high a drawn face is, as a face detector boxes it. */
export const faceWidthM = 0.19;
export const faceHeightM = 1.63;

/** The face's box in the picture. */
export function faceBox(view: View, pose: Pose): { x: number; y: number; width: number; height: number } {
  const width = faceWidthM * pxPerMetre(view, pose.z);
  const centre = project(view, pose.x, faceHeightM - pose.dropM, pose.z);
  return { x: centre.x - width / 2, y: centre.y - width / 2, width, height: width };
}
