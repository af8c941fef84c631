/** A face that is small where detection looks, from a sample picture of a package that is installed anyway; real networks. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { networksDir } from '../../models/catalogue.ts';
import { detectFaces } from '../detect/detectFrame.ts';
import { loadNetworks } from '../inference/loadNetworks.ts';
import type { FaceDetection, Infer } from '../messages.ts';
import type { DecodedFrame, I420Picture, RgbPicture } from '../pictures.ts';
import { decodePhoto } from '../readPhoto.ts';
import type { TrackedPerson } from '../track/trackerOptions.ts';
import { createSighter } from './createSighter.ts';
import { cutViews } from './cutViews.ts';
import { embedViews } from './embedFaces.ts';
import { findFaces } from './findFaces.ts';

/** The face is 72 px wide in the frame and 14 where detection looks. */
const smallSize = { width: 128, height: 64 };

test('createSighter() embeds what a second look at the full picture finds', async () => {
  const networks = await loadNetworks({ networksDir, networks: ['face', 'recognition'] });
  const infer: Infer = async (request) => (await networks.run(request)).answer;
  const picture = await portraitInFrame();
  const frame = await decoded(picture);
  const [photo] = await findFaces(picture, infer);
  const [detection] = await detectFaces(infer, frame.small, frame.full);
  if (!photo || !detection) throw new Error('The sample picture shows no face.');

  const [sighting] = await createSighter(infer).sight([tracked(detection)], frame);
  const [rough] = await embedViews(infer, [cutViews(infer, frame.full, detection.keypoints)]);

  expect(sighting?.face).toMatchObject({ box: detection.box, unusable: null });
  expect(distance(sighting?.face?.embedding, photo.embedding)).toBeLessThan(0.15);
  // What the keypoints of the small picture would have given.
  expect(distance(rough, photo.embedding)).toBeGreaterThan(
    2 * distance(sighting?.face?.embedding, photo.embedding),
  );
});

/** One of the sheet's faces, grey. */
async function portraitInFrame(): Promise<RgbPicture> {
  const assets = join(dirname(createRequire(import.meta.url).resolve('@vladmandic/human')), '../assets');
  const cut = await sharp(join(assets, 'screenshot-facematch.jpg'))
    .extract({ left: 260, top: 10, width: 160, height: 160 })
    .greyscale()
    .png()
    .toBuffer();
  const around = { left: 240, right: 240, top: 80, bottom: 80, background: '#777' };
  const picture = await decodePhoto(await sharp(cut).extend(around).png().toBuffer());
  if (!picture) throw new Error('The sample picture cannot be decoded.');
  return picture;
}

async function decoded({ width, height, data }: RgbPicture): Promise<DecodedFrame> {
  const small = await sharp(data, { raw: { width, height, channels: 3 } })
    .resize(smallSize.width, smallSize.height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  return {
    atMs: 0,
    index: 0,
    small: { kind: 'rgb', ...smallSize, data: new Uint8Array(small) },
    full: asI420({ kind: 'rgb', width, height, data }),
  };
}

/** Of a grey picture. */
function asI420({ width, height, data }: RgbPicture): I420Picture {
  const i420 = new Uint8Array((width * height * 3) / 2).fill(128);
  for (let at = 0; at < width * height; at += 1) i420[at] = 16 + ((data[at * 3] ?? 0) * 219) / 255;
  return { kind: 'i420', width, height, data: i420 };
}

const tracked = (face: FaceDetection): TrackedPerson => ({
  trackId: 1,
  body: face.box,
  seen: true,
  face,
  detectedBody: false,
  contested: false,
  ageMs: 1_000,
  hits: 5,
});

const distance = (a: Float32Array | null | undefined, b: Float32Array): number =>
  Math.hypot(...b.map((value, index) => value - (a?.[index] ?? 0)));
