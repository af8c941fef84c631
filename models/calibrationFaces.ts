/** Faces to measure a network's values on: the grid of portraits in a picture that comes inside Human's package. */
import { join } from 'node:path';
import sharp from 'sharp';
import { packageRoot } from './catalogue.ts';

/** In `screenshot-facematch.jpg`: eyes and mouth of each lie within a few pixels of where recognition wants them. */
const grid = { left: 22, top: 301, stepX: 106.4, stepY: 112.4, columns: 18, rows: 6, sizePx: 73 };
/** Every third portrait is enough: a third of the time. */
const takeEvery = 3;
/** As they are, in glaring light, in the dark: values a camera meets must not lie beyond those measured. */
const lights: { factor: number; offset: number }[] = [
  { factor: 1, offset: 0 },
  { factor: 1.8, offset: -90 },
  { factor: 0.4, offset: 0 },
];

/** `sizePx`×`sizePx` RGB each. */
export async function calibrationFaces(sizePx: number): Promise<Uint8Array[]> {
  const file = join(packageRoot(), 'node_modules/@vladmandic/human/assets/screenshot-facematch.jpg');
  const picture = await sharp(file)
    .flatten()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = picture.info;
  const places = Array.from({ length: grid.columns * grid.rows }, (_, index) => ({
    left: Math.round(grid.left + (index % grid.columns) * grid.stepX),
    top: Math.round(grid.top + Math.floor(index / grid.columns) * grid.stepY),
    width: grid.sizePx,
    height: grid.sizePx,
  })).filter((_, index) => index % takeEvery === 0);
  const faces = places.map((place, index) => {
    const { factor, offset } = lights[index % lights.length] ?? { factor: 1, offset: 0 };
    return sharp(picture.data, { raw: { width, height, channels: 3 } })
      .extract(place)
      .resize(sizePx, sizePx, { fit: 'fill' })
      .linear(factor, offset)
      .raw()
      .toBuffer();
  });
  return Promise.all(faces);
}
