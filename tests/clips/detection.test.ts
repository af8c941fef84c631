/** People in group photos are found: 46 faces in 18 photos up to 36 megapixels, and 43 in 9 crowded scenes. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { networksDir } from '../../models/catalogue.ts';
import { detectAtSizes } from '../../pipeline/detect/detectAtSizes.ts';
import { loadNetworks } from '../../pipeline/inference/loadNetworks.ts';
import type { Box, Infer } from '../../pipeline/messages.ts';
import { decodePhoto } from '../../pipeline/readPhoto.ts';
import { media, mediaDir } from '../helpers/media.ts';

/** Boxes in pixels of the upright file; one without size marks the tip of a nose. */
type MarkedPhoto = { file: string; faces: Box[] };

const recallMin = 0.97;

describe.skipIf(!mediaDir)('detectAtSizes()', { timeout: 120_000 }, () => {
  let infer: Infer;
  beforeAll(async () => {
    const networks = await loadNetworks({ networksDir, networks: ['face'] });
    infer = async (request) => (await networks.run(request)).answer;
  });

  test.each([
    ['compreface', 46, nosePoints],
    ['dlib-faces', 43, boxes],
  ])('finds at least 97 in 100 faces of photos/%s', async (folder, count, read) => {
    const photos = read(`photos/${folder}`);
    const missed: string[] = [];
    let [others, spentMs] = [0, 0];
    for (const { file, faces } of photos) {
      const look = await lookAt(media(`photos/${folder}/${file}`), infer);
      const left = [...look.found];
      for (const face of faces) {
        const match = left.findIndex((found) => isAt(found, face));
        if (match === -1) missed.push(`${file} at ${face.x}, ${face.y}`);
        else left.splice(match, 1);
      }
      others += left.length;
      spentMs += look.spentMs;
    }
    const marked = photos.reduce((sum, { faces }) => sum + faces.length, 0);
    const msPerPhoto = Math.round(spentMs / photos.length);
    const report = `${marked - missed.length} of ${marked} faces, ${others} not marked, ${msPerPhoto} ms a photo; missed: ${missed.join('; ') || 'none'}`;
    console.log(`${folder}: ${report}`);
    expect(marked).toBe(count);
    expect((marked - missed.length) / marked, report).toBeGreaterThanOrEqual(recallMin);
  });
});

/** What is found, in pixels of the upright file, and how long looking took without decoding. */
async function lookAt(file: string, infer: Infer): Promise<{ found: Box[]; spentMs: number }> {
  const picture = await decodePhoto(file);
  if (!picture) throw new Error(`Cannot decode ${file}.`);
  const { autoOrient } = await sharp(file).metadata();
  const scale = autoOrient.width / picture.width;
  const startedMs = performance.now();
  const faces = await detectAtSizes(infer, picture, { thorough: true });
  const spentMs = performance.now() - startedMs;
  const found = faces.map(({ box: { x, y, width, height } }) => ({
    x: x * scale,
    y: y * scale,
    width: width * scale,
    height: height * scale,
  }));
  return { found, spentMs };
}

/** The middle of the mark lies in the box found, and the box is neither a part of the face nor much more than it. */
function isAt(found: Box, face: Box): boolean {
  const x = face.x + face.width / 2 - found.x;
  const y = face.y + face.height / 2 - found.y;
  const inside = x >= 0 && y >= 0 && x <= found.width && y <= found.height;
  const ratio = found.width / (face.width || found.width);
  return inside && ratio > 0.5 && ratio < 2;
}

function nosePoints(folder: string): MarkedPhoto[] {
  const { nose_points: points } = JSON.parse(readFileSync(media(`${folder}/annotations.json`), 'utf8')) as {
    nose_points: Record<string, [number, number][]>;
  };
  return Object.entries(points).map(([file, noses]) => ({
    file,
    faces: noses.map(([x, y]) => ({ x, y, width: 0, height: 0 })),
  }));
}

/** dlib's XML: `<image file='…'>` holding `<box top='…' left='…' width='…' height='…'/>`. */
function boxes(folder: string): MarkedPhoto[] {
  const xml = ['training.xml', 'testing.xml'].map((name) =>
    readFileSync(media(`${folder}/${name}`), 'latin1'),
  );
  return [...xml.join('').matchAll(/<image file='([^']+)'[^>]*>(.*?)<\/image>/gs)].map(
    ([, file = '', inside = '']) => ({
      file,
      faces: [...inside.matchAll(/<box top='(-?\d+)' left='(-?\d+)' width='(\d+)' height='(\d+)'/g)].map(
        ([, top, left, width, height]) => ({
          x: Number(left),
          y: Number(top),
          width: Number(width),
          height: Number(height),
        }),
      ),
    }),
  );
}
