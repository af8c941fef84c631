/** The webcam and the guide together: says what is wrong with the pose asked for, and takes it when it was good for a moment. */
import { faceQuality, measuredPx } from './faceQuality.ts';
import { type FaceSeen, type Fault, judgeFace, type Pose } from './judgeFace.ts';
import { type FaceGuide, startFaceGuide } from './startFaceGuide.ts';
import { steadyAfter } from './steadyPose.ts';

export type GuideState = { fault: Fault | null };
export type Webcam = { stop: () => void };
type Owner = {
  /** Asked each time; null: nothing is to be taken. */
  pose: () => Pose | null;
  seen: (state: GuideState) => void;
  taken: (pose: Pose, picture: Blob) => void;
  failed: (error: unknown) => void;
};

/** Looked at in this size: enough for a face near the camera, and quick without a graphics card. */
const lookedAt = { width: 640, height: 480 };
const pauseMs = 60;
/** After a picture: time to read what comes next. */
const restMs = 900;

export async function startWebcam(video: HTMLVideoElement, owner: Owner): Promise<Webcam> {
  const stream = await openCamera();
  let stopped = false;
  const stop = () => {
    stopped = true;
    stream.getTracks().forEach((track) => track.stop());
    video.srcObject = null;
  };
  try {
    video.srcObject = stream;
    await video.play();
    const guide = await startFaceGuide().catch((cause: unknown) => {
      throw named('NoGuide', cause);
    });
    void watch(video, guide, owner, () => stopped).catch(owner.failed);
  } catch (error) {
    stop();
    throw error;
  }
  return { stop };
}

async function openCamera(): Promise<MediaStream> {
  // Absent where the page came over plain http from another computer.
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw named('InsecureContext');
  const video = { width: { ideal: 1280 }, height: { ideal: 720 }, facingMode: 'user' };
  return devices.getUserMedia({ video, audio: false });
}

function named(name: string, cause?: unknown): Error {
  const error = new Error(name, { cause });
  error.name = name;
  return error;
}

async function watch(
  video: HTMLVideoElement,
  guide: FaceGuide,
  owner: Owner,
  isOver: () => boolean,
): Promise<void> {
  const picture = document.createElement('canvas');
  let [steady, level]: [{ sinceMs: number | null }, number | null] = [{ sinceMs: null }, null];
  while (!isOver()) {
    const pose = owner.pose();
    if (pose === null) return;
    if (!fit(video, picture)) {
      await pause(pauseMs);
      continue;
    }
    const faces = await guide.look(picture).catch((cause: unknown) => {
      throw named('NoGuide', cause);
    });
    if (isOver()) return;
    const fault = judgeFace(faces, picture, qualityOf(picture, faces), pose, pose === 'front' ? null : level);
    owner.seen({ fault });
    const after = steadyAfter(steady, fault === null, performance.now());
    steady = after;
    if (after.isReady) {
      const shot = await takePicture(video);
      if (isOver() || !shot) return;
      if (pose === 'front') level = faces[0]?.pitch ?? null;
      steady = { sinceMs: null };
      owner.taken(pose, shot);
      await pause(restMs);
    } else await pause(pauseMs);
  }
}

/** The part of the picture that the page shows: its middle, 4 to 3. False before the first picture. */
function fit(video: HTMLVideoElement, canvas: HTMLCanvasElement): boolean {
  const { videoWidth, videoHeight } = video;
  if (videoWidth === 0) return false;
  Object.assign(canvas, lookedAt);
  const ratio = lookedAt.width / lookedAt.height;
  const width = Math.min(videoWidth, videoHeight * ratio);
  const height = width / ratio;
  const [x, y] = [(videoWidth - width) / 2, (videoHeight - height) / 2];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context?.drawImage(video, x, y, width, height, 0, 0, canvas.width, canvas.height);
  return true;
}

/** The nearest face, at one size whatever its distance. */
function qualityOf(picture: HTMLCanvasElement, faces: readonly FaceSeen[]) {
  const face = faces.toSorted((a, b) => b.width - a.width)[0];
  if (!face) return { light: 128, sharpness: 0 };
  const part = document.createElement('canvas');
  part.width = part.height = measuredPx;
  const context = part.getContext('2d', { willReadFrequently: true });
  if (!context) return { light: 128, sharpness: 0 };
  // Without hair and background, which are sharp when the face is not.
  const [x, y] = [face.x + face.width * 0.2, face.y + face.height * 0.2];
  context.drawImage(picture, x, y, face.width * 0.6, face.height * 0.6, 0, 0, measuredPx, measuredPx);
  return faceQuality(context.getImageData(0, 0, measuredPx, measuredPx));
}

/** As large as the camera gives it. */
function takePicture(video: HTMLVideoElement): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.93));
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
