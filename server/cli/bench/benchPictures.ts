/** The pictures of the engine benchmark, 1280×720 like a usual camera. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { packageRoot } from '../../../models/catalogue.ts';
import type { RgbPicture } from '../../../pipeline/pictures.ts';
import { problem } from '../../errors.ts';

const [width, height] = [1280, 720];

/** Parts of the photos inside the installed package, from one near face to rows of small ones: left, top, width, height. */
const parts: [file: string, left: number, top: number, width: number, height: number][] = [
  ['samples.jpg', 40, 400, 1200, 675],
  ['samples.jpg', 60, 420, 640, 360],
  ['samples.jpg', 480, 420, 640, 360],
  ['samples.jpg', 320, 0, 220, 124],
  ['screenshot-facematch.jpg', 0, 280, 640, 360],
  ['screenshot-facematch.jpg', 640, 280, 640, 360],
  ['screenshot-facematch.jpg', 1280, 280, 640, 360],
  ['screenshot-facematch.jpg', 0, 590, 640, 360],
  ['screenshot-facematch.jpg', 640, 590, 640, 360],
  ['screenshot-facematch.jpg', 0, 20, 320, 180],
  ['screenshot-facedetect.jpg', 0, 0, 0, 0],
  ['screenshot-faceid.jpg', 0, 0, 0, 0],
];

/** From `dir`, every picture in it; else from the installed package. */
export async function benchPictures(dir?: string): Promise<RgbPicture[]> {
  if (dir === undefined) return Promise.all(parts.map(([file, ...area]) => readPart(file, area)));
  const names = (await readdir(dir).catch(() => []))
    .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
    .sort();
  if (names.length === 0) {
    throw problem('CONFIG_UNUSABLE', {
      problem: `no picture is in ${dir}`,
      remedy: 'Give a folder of JPEG, PNG or WebP files.',
    });
  }
  return Promise.all(names.map((name) => read(sharp(join(dir, name)).rotate())));
}

function readPart(file: string, [left, top, partWidth, partHeight]: number[]): Promise<RgbPicture> {
  const image = sharp(join(packageRoot(), 'node_modules/@vladmandic/human/assets', file));
  const whole = !partWidth || !partHeight;
  return read(
    whole ? image : image.extract({ left: left ?? 0, top: top ?? 0, width: partWidth, height: partHeight }),
  );
}

async function read(image: Sharp): Promise<RgbPicture> {
  const { data, info } = await image
    .flatten()
    .toColourspace('srgb')
    .resize(width, height, { fit: 'contain' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { kind: 'rgb', width: info.width, height: info.height, data: new Uint8Array(data) };
}
