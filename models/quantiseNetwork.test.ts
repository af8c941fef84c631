/** The 8-bit recognition network against the float one, on portraits it was not measured on. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { catalogue, packageRoot } from './catalogue.ts';
import { checkSources } from './checkSources.ts';
import { compileNetwork } from './compileNetwork.ts';
import { quantiseNetwork } from './quantiseNetwork.ts';

const sizePx = 150;
let floats: InferenceSession;
let integers: InferenceSession;

beforeAll(async () => {
  const model = compileNetwork('recognition', await checkSources(catalogue.recognition.source));
  floats = await InferenceSession.create(model, { intraOpNumThreads: 1 });
  integers = await InferenceSession.create(await quantiseNetwork('recognition', model), {
    intraOpNumThreads: 1,
  });
}, 60_000);

/** Of one man twice, then of three other people. */
const portraits: [file: string, left: number, top: number, sizePx: number][] = [
  ['screenshot-facematch.jpg', 295, 41, 78],
  ['screenshot-facematch.jpg', 17, 42, 162],
  ['screenshot-facedetect.jpg', 361, 362, 109],
  ['screenshot-facedetect.jpg', 177, 363, 107],
  ['samples.jpg', 292, 510, 64],
];

async function portrait(file: string, left: number, top: number, size: number): Promise<Uint8Array> {
  return sharp(join(packageRoot(), 'node_modules/@vladmandic/human/assets', file))
    .extract({ left, top, width: size, height: size })
    .flatten()
    .toColourspace('srgb')
    .resize(sizePx, sizePx)
    .raw()
    .toBuffer();
}

async function embed(session: InferenceSession, pixels: Uint8Array): Promise<Float32Array> {
  const { embedding } = await session.run({ pixels: new Tensor('uint8', pixels, [1, sizePx, sizePx, 3]) });
  return embedding?.data as Float32Array;
}

const distance = (a: Float32Array, b: Float32Array): number =>
  Math.hypot(...a.map((value, index) => value - (b[index] ?? NaN)));

test('an embedding made in integers can be compared with one made in floats', async () => {
  for (const place of portraits) {
    const pixels = await portrait(...place);
    // Two photos of one person are 0.3 to 0.4 apart.
    expect(distance(await embed(floats, pixels), await embed(integers, pixels))).toBeLessThan(0.12);
  }
});
