/** What is wrong with a face before the webcam, and whether it holds the pose asked for. Pure. */

/** Pixels of the picture; angles in degrees, to the person's own left and up: positive. */
export type FaceSeen = { x: number; y: number; width: number; height: number; yaw: number; pitch: number };
/** Of the face: mean brightness 0 to 255, and how much neighbouring pixels differ. */
export type FaceQuality = { light: number; sharpness: number };
export type Pose = 'front' | 'left' | 'right' | 'up' | 'down';
export const poses: readonly Pose[] = ['front', 'left', 'right', 'up', 'down'];

export type Fault =
  | 'nobody'
  | 'severalPeople'
  | 'tooFar'
  | 'tooClose'
  | 'offCentre'
  | 'tooDark'
  | 'tooBright'
  | 'blurred'
  | 'lookStraight'
  | 'turnLeft'
  | 'turnRight'
  | 'lookUp'
  | 'lookDown'
  | 'turnLess'
  | 'nodLess';

type Size = { width: number; height: number };

/** Shares of the picture's height: below it the face has too few pixels, above it it is cut off when it turns. */
const smallest = 0.3;
const largest = 0.8;
/** How far the middle of the face may be from the middle of the picture, as shares of its width and height. */
const offCentre = { x: 0.16, y: 0.18 };
const darkest = 55;
const brightest = 225;
export const sharpestNeeded = 18;
/** A second face of less than this share of the first is a picture on the wall. */
const secondCounts = 0.4;
/** Human tells turned heads as less turned than they are: these are its degrees. */
const turned = { least: 12, most: 38 };
const nodded = { least: 7, most: 28 };
const straight = { yaw: 8, pitch: 9 };
/** Somebody may look up or down a little while turned. */
const slantMax = 16;

/** `level`: the pitch of the front picture, as cameras stand lower or higher than eyes; null before it is taken. */
export function judgeFace(
  faces: readonly FaceSeen[],
  picture: Size,
  { light, sharpness }: FaceQuality,
  pose: Pose,
  level: number | null,
): Fault | null {
  const [face, second] = faces.toSorted((a, b) => b.width - a.width);
  if (!face) return 'nobody';
  if (second && second.width > face.width * secondCounts) return 'severalPeople';
  return (
    faultOfPlace(face, picture) ??
    faultOfLight(light) ??
    faultOfPose(face, pose, level) ??
    (sharpness < sharpestNeeded ? 'blurred' : null)
  );
}

function faultOfPlace({ x, y, width, height }: FaceSeen, picture: Size): Fault | null {
  if (height < smallest * picture.height) return 'tooFar';
  if (height > largest * picture.height) return 'tooClose';
  const awayX = Math.abs((x + width / 2) / picture.width - 0.5);
  const awayY = Math.abs((y + height / 2) / picture.height - 0.5);
  return awayX > offCentre.x || awayY > offCentre.y ? 'offCentre' : null;
}

function faultOfLight(light: number): Fault | null {
  if (light < darkest) return 'tooDark';
  return light > brightest ? 'tooBright' : null;
}

function faultOfPose({ yaw, pitch }: FaceSeen, pose: Pose, level: number | null): Fault | null {
  const nod = pitch - (level ?? 0);
  switch (pose) {
    case 'front':
      // How the camera stands is not known yet: a wider limit up and down.
      return Math.abs(yaw) > straight.yaw || Math.abs(nod) > 2 * straight.pitch ? 'lookStraight' : null;
    case 'left':
    case 'right':
      return faultOfTurn(pose === 'left' ? yaw : -yaw, nod, pose === 'left' ? 'turnLeft' : 'turnRight');
    case 'up':
    case 'down':
      return faultOfNod(pose === 'up' ? nod : -nod, yaw, pose === 'up' ? 'lookUp' : 'lookDown');
    default:
      return pose satisfies never;
  }
}

function faultOfTurn(turn: number, nod: number, more: Fault): Fault | null {
  if (turn < turned.least) return more;
  if (turn > turned.most) return 'turnLess';
  return Math.abs(nod) > slantMax ? 'nodLess' : null;
}

function faultOfNod(nod: number, yaw: number, more: Fault): Fault | null {
  if (nod < nodded.least) return more;
  if (nod > nodded.most) return 'nodLess';
  return Math.abs(yaw) > slantMax ? 'lookStraight' : null;
}
