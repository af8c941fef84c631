/** Cuts faces out of the sample picture that comes inside the installed package, at run time: none of it is in this tree. */
import { join } from 'node:path';
import sharp from 'sharp';
import { packageRoot } from '../../models/catalogue.ts';
import type { FaceSpot } from './looks.ts';

const sampleFile = join(packageRoot(), 'node_modules/@vladmandic/human/assets/screenshot-facematch.jpg');

/** The picture's grid: 18 columns of tiles under a header, found by measuring its black gaps. */
const tileOf = ({ column, row }: FaceSpot): { left: number; top: number; width: number; height: number } => ({
  left: Math.round(1.5 + 106.6 * column),
  top: Math.round(283 + 112.5 * row),
  width: 104,
  height: 106,
});

export type RgbaPicture = { data: Buffer; width: number; height: number };
/** A head without background; `faceX`, `faceY` is the middle of the face in it. */
export type Head = RgbaPicture & { faceX: number; faceY: number };

/** A head whose face is `faceWidthPx` wide, fading out where the tile's background begins. */
export async function cutHead(spot: FaceSpot, faceWidthPx: number): Promise<Head> {
  const tile = tileOf(spot);
  const scale = faceWidthPx / spot.widthPx;
  const width = Math.round(tile.width * scale);
  const height = Math.round(tile.height * scale);
  const { data } = await sharp(sampleFile)
    .extract(tile)
    .resize(width, height, { kernel: 'lanczos3', fit: 'fill' })
    .sharpen({ sigma: 0.8 })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const faceX = (spot.x - tile.left) * scale;
  const faceY = (spot.y - tile.top) * scale;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data[(y * width + x) * 4 + 3] =
        255 *
        headShare((x - faceX) / faceWidthPx, (y - faceY) / faceWidthPx) *
        unwritten(x / width, y / height);
  return { data, width, height, faceX, faceY };
}

/** How much of a point belongs to the head; in face widths from the face's middle. Higher above, narrow at the chin. */
function headShare(dx: number, dy: number): number {
  const rx = dy < 0 ? 0.57 : 0.57 - 0.12 * dy;
  const ry = dy < 0 ? 0.82 : 0.68;
  return smooth((1.04 - Math.hypot(dx / rx, dy / ry)) / 0.2);
}

/** Tiles carry writing along the bottom and in the top left corner; `x` and `y` are shares of the tile. */
const unwritten = (x: number, y: number): number =>
  smooth(Math.min(x, 1 - x, y) / 0.05) *
  smooth((0.885 - y) / 0.05) *
  smooth(1 - Math.min((0.44 - x) / 0.05, (0.17 - y) / 0.05));

function smooth(value: number): number {
  const share = Math.min(1, Math.max(0, value));
  return share * share * (3 - 2 * share);
}
