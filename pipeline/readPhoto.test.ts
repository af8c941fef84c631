/** Photos made from the sample pictures of a package that is installed anyway; real networks in this very thread. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { networksDir } from '../models/catalogue.ts';
import { loadNetworks } from './inference/loadNetworks.ts';
import type { Infer } from './messages.ts';
import { decodePhoto, findFaces, readPhoto } from './readPhoto.ts';

const assets = join(dirname(createRequire(import.meta.url).resolve('@vladmandic/human')), '..', 'assets');
let infer: Infer;
/** One portrait, about 250 px wide. */
let portrait: Buffer;

beforeAll(async () => {
  const networks = await loadNetworks({ networksDir, networks: ['face', 'recognition'] });
  infer = async (request) => (await networks.run(request)).answer;
  portrait = await firstPortrait();
});

/** Cut from a sheet of many faces, around the largest. */
async function firstPortrait(): Promise<Buffer> {
  const file = join(assets, 'screenshot-facematch.jpg');
  const sheet = await decodePhoto(file);
  if (!sheet) throw new Error('The sample picture cannot be decoded.');
  const [best] = (await findFaces(sheet, infer)).filter(
    ({ unusable, quality }) => !unusable && quality.turn < 0.3,
  );
  if (!best) throw new Error('The sample picture shows no face.');
  const side = Math.round(best.box.width * 2);
  const left = Math.max(0, Math.round(best.box.x - best.box.width / 2));
  const top = Math.max(0, Math.round(best.box.y - best.box.width / 2));
  const region = {
    left,
    top,
    width: Math.min(side, sheet.width - left),
    height: Math.min(side, sheet.height - top),
  };
  return sharp(file).extract(region).resize(400).jpeg().toBuffer();
}

const embeddingOf = async (photo: Buffer): Promise<Float32Array> => {
  const reading = await readPhoto(photo, infer);
  if (reading.kind !== 'face') throw new Error(`The photo is ${reading.kind}.`);
  return reading.embedding;
};
const distance = (a: Float32Array, b: Float32Array): number =>
  Math.hypot(...a.map((value, index) => value - (b[index] ?? 0)));

describe('readPhoto()', () => {
  it('reads a portrait as 128 numbers with its quality', async () => {
    const reading = await readPhoto(portrait, infer);
    expect(reading).toMatchObject({ kind: 'face' });
    expect(await embeddingOf(portrait)).toHaveLength(128);
  });

  it.each<[string, (photo: Sharp) => Sharp]>([
    ['grey', (photo) => photo.greyscale().png()],
    ['small', (photo) => photo.resize(120)],
    ['turned by its EXIF orientation', (photo) => photo.rotate(90).withMetadata({ orientation: 8 })],
    ['transparent', (photo) => photo.ensureAlpha(0.99).png()],
    ['a GIF', (photo) => photo.gif()],
    ['of 16 bits', (photo) => photo.toColourspace('rgb16').png()],
    [
      'surrounded by much background',
      (photo) => photo.resize(200).extend({ left: 900, top: 300, right: 300, bottom: 500 }),
    ],
  ])('knows the same person in a photo that is %s', async (_, change) => {
    const changed = await change(sharp(portrait)).toBuffer();
    expect(distance(await embeddingOf(changed), await embeddingOf(portrait))).toBeLessThan(0.4);
  });

  it('finds a face that fills a crop of 100 pixels', async () => {
    const reading = await readPhoto(portrait, infer);
    if (reading.kind !== 'face') throw new Error('No face.');
    const { x, y, width, height } = reading.box;
    const [left, top] = [Math.max(0, Math.round(x)), Math.max(0, Math.round(y))];
    const tight = sharp(portrait).extract({
      left,
      top,
      width: Math.floor(width),
      height: Math.floor(height),
    });
    const crop = await tight.resize(100, 100).greyscale().jpeg().toBuffer();
    expect(distance(await embeddingOf(crop), await embeddingOf(portrait))).toBeLessThan(0.5);
  });

  it('says what is wrong with a photo it cannot use', async () => {
    expect(await readPhoto(Buffer.from('no picture'), infer)).toEqual({ kind: 'unreadable' });
    const wall = sharp({ create: { width: 300, height: 300, channels: 3, background: '#88aacc' } });
    expect(await readPhoto(await wall.png().toBuffer(), infer)).toEqual({ kind: 'faceless' });
    const blurred = await readPhoto(await sharp(portrait).blur(25).toBuffer(), infer);
    expect(['poor', 'faceless']).toContain(blurred.kind);
  });

  const beside = async (widthPx: number): Promise<Buffer> => {
    const other = await sharp(portrait).resize(widthPx).toBuffer();
    return sharp(portrait)
      .extend({ right: 400, background: '#999' })
      .composite([{ input: other, left: 400, top: 0 }])
      .jpeg()
      .toBuffer();
  };

  it('counts people of like size as a crowd, and not a small one behind', async () => {
    expect(await readPhoto(await beside(390), infer)).toEqual({ kind: 'crowded', count: 2 });
    expect((await readPhoto(await beside(140), infer)).kind).toBe('face');
  });

  it('reads what is left of a photo that lost its end', async () => {
    const reading = await readPhoto(portrait.subarray(0, Math.round(portrait.length * 0.97)), infer);
    expect(reading.kind).toBe('face');
  });
});
