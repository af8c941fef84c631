/** Turns a room's SVG into pictures ready for drawing frames. */
import sharp from 'sharp';
import type { I420Picture } from '../../pipeline/pictures.ts';
import { canteen } from './scenes/canteen.ts';
import { hall } from './scenes/hall.ts';
import { lobby } from './scenes/lobby.ts';
import { office } from './scenes/office.ts';
import type { Scene } from './scenes/scene.ts';
import { pictureSvg } from './scenes/shapes.ts';
import type { DemoCameraId } from './script.ts';
import { drawSprite, spriteOf, type Placing, type Sprite } from './sprites.ts';
import { frameSize } from './stage.ts';

const scenes: Record<DemoCameraId, Scene> = { lobby, hall, office, canteen };

export type Prop = { z: number; sprite: Sprite; placing: Placing };
export type DrawnScene = { background: I420Picture; props: Prop[] };

export async function drawScene(cameraId: DemoCameraId): Promise<DrawnScene> {
  const scene = scenes[cameraId];
  const background = emptyFrame();
  const { sprite, placing } = await rendered(pictureSvg(scene.background, true));
  drawSprite(background, sprite, placing);
  const props = await Promise.all(
    scene.props.map(async ({ z, svg }) => ({ z, ...(await rendered(pictureSvg(svg, false))) })),
  );
  return { background, props };
}

function emptyFrame(): I420Picture {
  const { width, height } = frameSize;
  const data = new Uint8Array((width * height * 3) / 2).fill(128);
  return { kind: 'i420', width, height, data };
}

/** Only the part that holds something, and where it belongs. */
async function rendered(svg: string): Promise<{ sprite: Sprite; placing: Placing }> {
  const whole = sharp(Buffer.from(svg)).ensureAlpha();
  const { data, info } = await whole.raw().toBuffer({ resolveWithObject: true });
  const { left, top, width, height } = drawnPart(data, info);
  const part = sharp(data, { raw: { width: info.width, height: info.height, channels: 4 } });
  const cut = await part.extract({ left, top, width, height }).raw().toBuffer();
  return {
    sprite: spriteOf({ data: cut, width, height }),
    placing: { left, top, width, height, opacity: 1 },
  };
}

type Rectangle = { left: number; top: number; width: number; height: number };

/** On even pixels, so that brightness and colour stay together. */
function drawnPart(rgba: Buffer, { width, height }: { width: number; height: number }): Rectangle {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if (rgba[(y * width + x) * 4 + 3] === 0) continue;
      left = Math.min(left, x & ~1);
      right = Math.max(right, (x | 1) + 1);
      top = Math.min(top, y & ~1);
      bottom = Math.max(bottom, (y | 1) + 1);
    }
  return { left, top, width: right - left, height: bottom - top };
}
