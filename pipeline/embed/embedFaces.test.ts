import { describe, expect, it } from 'vitest';
import { ourNetworks } from '../../models/networkSpec.ts';
import type { Infer, InferenceRequest } from '../messages.ts';
import { embedFaces, embedViews, inOurUnit } from './embedFaces.ts';

/** A recogniser that gives the first and the second byte of a chip. */
function recogniser(recognition: object): { infer: Infer; asked: InferenceRequest[] } {
  const asked: InferenceRequest[] = [];
  const run = (request: InferenceRequest) => {
    asked.push(request);
    const { pixels, count } = request;
    const chip = pixels.length / count;
    const data = Float32Array.from(
      { length: 2 * count },
      (_, at) => pixels[(at >> 1) * chip + (at % 2)] ?? 0,
    );
    return Promise.resolve({ outputs: { recognition: [{ dims: [count, 2], data }] }, pixels });
  };
  const networks = { ...ourNetworks, recognition: { ...ourNetworks.recognition, length: 2, ...recognition } };
  return { infer: Object.assign(run, { networks }), asked };
}

const chip = (sizePx: number, first: number, second: number): Uint8Array => {
  const pixels = new Uint8Array(sizePx * sizePx * 3);
  for (let at = 0; at < pixels.length; at += 3) pixels.set([first, second], at);
  return pixels;
};

describe('embedFaces()', () => {
  it('gives every chip its numbers, in batches the network takes, at its size', async () => {
    const { infer, asked } = recogniser({ batchMax: 2, unitLength: false, scale: 1 });
    const chips = [1, 2, 3].map((value) => chip(112, value, 0));
    expect((await embedFaces(infer, chips)).map(([first]) => first)).toEqual([1, 2, 3]);
    expect(asked.map(({ count, width, height }) => [count, width, height])).toEqual([
      [2, 112, 112],
      [1, 112, 112],
    ]);
  });

  it('refuses embeddings of another length than the recogniser is said to give', async () => {
    await expect(embedFaces(recogniser({ length: 3 }).infer, [chip(4, 1, 2)])).rejects.toThrow(
      'another number',
    );
  });
});

describe('embedViews()', () => {
  it('gives the mean of each face’s views', async () => {
    const { infer } = recogniser({ unitLength: false, scale: 1 });
    const faces = [[chip(4, 2, 0), chip(4, 4, 10)], [chip(4, 7, 1)]];
    expect((await embedViews(infer, faces)).map((numbers) => [...numbers])).toEqual([
      [3, 5],
      [7, 1],
    ]);
    expect(await embedViews(infer, [])).toEqual([]);
  });

  it('gives numbers of length 1, times the factor, for a recogniser compared by cosine', async () => {
    const { infer } = recogniser({ unitLength: true, scale: 0.5 });
    const [numbers] = await embedViews(infer, [[chip(4, 30, 40)]]);
    expect([...(numbers ?? [])].map((value) => Number(value.toFixed(6)))).toEqual([0.3, 0.4]);
  });
});

describe('inOurUnit()', () => {
  it('turns the distance that is the threshold of a network into ours', () => {
    const [a, b] = [Float32Array.of(1, 0), Float32Array.of(0, 3)].map((numbers) =>
      inOurUnit(numbers, { unitLength: true, scale: 0.61 / Math.SQRT2 }),
    );
    expect(Math.hypot((a?.[0] ?? 0) - (b?.[0] ?? 0), (a?.[1] ?? 0) - (b?.[1] ?? 0))).toBeCloseTo(0.61, 5);
  });

  it('gives the numbers of our own recogniser one length', () => {
    const [first = 0, second = 0] = inOurUnit(Float32Array.of(0.5, -1.25), ourNetworks.recognition);
    expect(Math.hypot(first, second)).toBeCloseTo(1.455, 5);
    expect(second / first).toBeCloseTo(-2.5, 5);
  });
});
