/** One frame of one camera: room, people and furniture from far to near, sensor noise, caption. */
import type { I420Picture } from '../../pipeline/pictures.ts';
import { bodyFrame } from './drawPerson.ts';
import type { DrawnScene } from './drawScene.ts';
import { caption, write } from './osd.ts';
import { demoScript, type DemoCamera, type Walk } from './script.ts';
import { drawSprite, type Placing, type Sprite } from './sprites.ts';
import { frameSize, poseAt, project, pxPerMetre, views, type Pose, type View } from './stage.ts';
import type { Wardrobe } from './wardrobe.ts';

export type FrameDrawer = (atMs: number, frameIndex: number) => Promise<I420Picture>;

/** The returned frame is new each time: its bytes go to the encoder's queue. */
export function openFrameDrawer(
  camera: DemoCamera,
  scene: DrawnScene,
  wardrobe: Wardrobe,
  walks: readonly Walk[] = demoScript.walks.filter((walk) => walk.cameraId === camera.id),
): FrameDrawer {
  const noise = sensorNoise(frameSize.width * frameSize.height + noiseSpan);
  return async (atMs, frameIndex) => {
    const frame = { ...scene.background, data: scene.background.data.slice() };
    const layers: Layer[] = [...scene.props];
    for (const [index, walk] of walks.entries()) {
      const actor = await actorAt(walk, index, atMs, wardrobe);
      if (actor) layers.push(actor);
    }
    for (const { sprite, placing } of layers.sort((a, b) => b.z - a.z)) drawSprite(frame, sprite, placing);
    addNoise(frame, noise, (frameIndex * 7919) % noiseSpan);
    write(frame, caption(camera.name, atMs), 24, frameSize.height - 44);
    return frame;
  };
}

type Layer = { z: number; sprite: Sprite; placing: Placing };

async function actorAt(walk: Walk, index: number, atMs: number, wardrobe: Wardrobe): Promise<Layer | null> {
  const pose = poseAt(walk, atMs);
  if (!pose) return null;
  const view = views[walk.cameraId];
  const { facing, stride } = pose;
  const sprite = await wardrobe(
    { person: walk.person, facing, stride, face: index },
    pxPerMetre(view, pose.z) / 100,
  );
  return { z: pose.z, sprite, placing: placingOf(view, pose, atMs) };
}

function placingOf(view: View, pose: Pose, atMs: number): Placing {
  const pxPerCm = pxPerMetre(view, pose.z) / 100;
  const feet = project(view, pose.x, -pose.dropM, pose.z);
  // Walking rises twice per double step; whoever stands shifts his weight about every five seconds.
  const riseCm = pose.stride === null ? 0 : 1.5 * Math.abs(Math.sin(2 * Math.PI * pose.stride));
  const swayCm = pose.stride === null ? 1.2 * Math.sin(atMs / 800 + pose.z) : 0;
  return {
    left: feet.x + (bodyFrame.left + swayCm) * pxPerCm,
    top: feet.y + (bodyFrame.top - riseCm) * pxPerCm,
    width: bodyFrame.width * pxPerCm,
    height: bodyFrame.height * pxPerCm,
    opacity: pose.opacity,
  };
}

const noiseSpan = 65_536;

/** Small steps of brightness, about normal with a deviation of 1.4; from a fixed seed, so that every rendering is the same. */
function sensorNoise(length: number): Int8Array {
  const noise = new Int8Array(length);
  let state = 0x2545f491;
  for (let i = 0; i < length; i++) {
    // xorshift32 (Marsaglia 2003); the sum of four bytes is nearly normal.
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const sum = (state & 255) + ((state >>> 8) & 255) + ((state >>> 16) & 255) + (state >>> 24);
    noise[i] = Math.round((sum - 510) / 105);
  }
  return noise;
}

/** Luma lies between 16 and 235, so a few steps never wrap round. */
function addNoise(frame: I420Picture, noise: Int8Array, from: number): void {
  const { data } = frame;
  const size = frame.width * frame.height;
  for (let i = 0; i < size; i++) data[i] = (data[i] as number) + (noise[from + i] as number);
}
