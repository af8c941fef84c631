/** Draws each person once per pose and keeps the result: a walk is a few pictures shown in turn. */
import sharp from 'sharp';
import { bodyFrame, drawPerson } from './drawPerson.ts';
import { cutHead } from './faces.ts';
import { looks } from './looks.ts';
import type { DemoPersonId } from './script.ts';
import { spriteOf, type Sprite } from './sprites.ts';
import { faceHeightM, faceWidthM, type Facing } from './stage.ts';

/** Sizes in which poses are kept, in px per centimetre: drawing from the next larger one loses nothing and stays smooth. */
const scales = [1.6, 3, 5.2] as const;
/** Pictures of a double step. */
const strides = 8;

export type Costume = { person: DemoPersonId; facing: Facing; stride: number | null; face: number };
export type Wardrobe = (costume: Costume, pxPerCm: number) => Promise<Sprite>;

export function openWardrobe(): Wardrobe {
  const drawn = new Map<string, Promise<Sprite>>();
  return (costume, pxPerCm) => {
    const scale = scales.find((each) => each >= pxPerCm) ?? scales[2];
    const step = costume.stride === null ? null : Math.floor(costume.stride * strides) % strides;
    const key = `${costume.person} ${costume.facing} ${step} ${costume.face} ${scale}`;
    const sprite = drawn.get(key) ?? drawCostume({ ...costume, stride: step === null ? null : step / strides }, scale);
    drawn.set(key, sprite);
    return sprite;
  };
}

async function drawCostume({ person, facing, stride, face }: Costume, scale: number): Promise<Sprite> {
  const look = looks[person];
  const width = Math.round(bodyFrame.width * scale);
  const height = Math.round(bodyFrame.height * scale);
  const box = `${bodyFrame.left} ${bodyFrame.top} ${bodyFrame.width} ${bodyFrame.height}`;
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${box}">` +
    `${drawPerson(look, facing, stride)}</svg>`;
  const body = sharp(Buffer.from(svg));
  const spot = look.faces[face % look.faces.length];
  if (facing === 'camera' && spot) {
    const head = await cutHead(spot, faceWidthM * 100 * scale);
    const left = Math.round(-bodyFrame.left * scale - head.faceX);
    const top = Math.round((-bodyFrame.top - faceHeightM * 100) * scale - head.faceY);
    body.composite([{ input: head.data, raw: { width: head.width, height: head.height, channels: 4 }, left, top }]);
  }
  const { data, info } = await body.raw().toBuffer({ resolveWithObject: true });
  return spriteOf({ data, width: info.width, height: info.height });
}
