/** Draws each person once per pose and keeps the result: a walk is a few pictures shown in turn. */
import { looks } from './looks.ts';
import { renderPerson } from './renderPerson.ts';
import type { DemoPersonId } from './script.ts';
import { spriteOf, type Sprite } from './sprites.ts';
import type { Facing } from './stage.ts';

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
    const sprite =
      drawn.get(key) ?? drawCostume({ ...costume, stride: step === null ? null : step / strides }, scale);
    drawn.set(key, sprite);
    return sprite;
  };
}

async function drawCostume({ person, facing, stride, face }: Costume, scale: number): Promise<Sprite> {
  const look = looks[person];
  const spot = look.faces[face % look.faces.length];
  const picture = await renderPerson({ look, facing, stride, spot }, scale);
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return spriteOf({ data, width: info.width, height: info.height });
}
