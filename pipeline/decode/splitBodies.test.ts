import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitPpm } from './splitPpm.ts';
import { splitY4m } from './splitY4m.ts';

type Split = (push: { take: (size: number) => Uint8Array; done: (picture: unknown) => void }) => {
  push: (chunk: Uint8Array) => void;
};
const ppm: Split = ({ take, done }) => splitPpm(take, done);
const y4m: Split = ({ take, done }) => splitY4m(take, done);

const bytes = (...parts: (string | number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
/** Bytes that look like headers are pictures too. */
const pixels = (count: number, from: number): number[] =>
  Array.from({ length: count }, (_, i) => [0x0a, 0x50, 0x36, 0x46, 0xff, from + i][i % 6] ?? 0);

const twoPpm = bytes('P6\n4 2\n255\n', pixels(24, 1), 'P6\n1 2\n255\n', pixels(6, 100));
const twoPpmPictures = [
  { kind: 'rgb', width: 4, height: 2, data: Uint8Array.from(pixels(24, 1)) },
  { kind: 'rgb', width: 1, height: 2, data: Uint8Array.from(pixels(6, 100)) },
];
// The header line as ffmpeg 5.1 writes it; an odd size has larger chroma planes than a half.
const y4mHeader = 'YUV4MPEG2 W3 H3 F5:1 Ip A1:1 C420mpeg2 XYSCSS=420MPEG2 XCOLORRANGE=LIMITED\n';
const twoY4m = bytes(y4mHeader, 'FRAME\n', pixels(17, 1), 'FRAME\n', pixels(17, 90));
const twoY4mPictures = [1, 90].map((from) => ({
  kind: 'i420',
  width: 3,
  height: 3,
  data: Uint8Array.from(pixels(17, from)),
}));

describe.each([
  ['splitPpm()', ppm, twoPpm, twoPpmPictures],
  ['splitY4m()', y4m, twoY4m, twoY4mPictures],
])('%s', (_, split, stream, pictures) => {
  test('gives the same pictures wherever the stream is cut in two', () => {
    for (let cut = 0; cut <= stream.length; cut++) {
      expect(picturesOf(split, [stream.subarray(0, cut), stream.subarray(cut)])).toEqual(pictures);
    }
  });

  test('gives the same pictures for any chunks', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 });
    fc.assert(
      fc.property(sizes, (pattern) => {
        expect(picturesOf(split, chunks(stream, pattern))).toEqual(pictures);
      }),
    );
  });

  test('refuses a stream that is something else', () => {
    expect(() => picturesOf(split, [bytes('HTTP/1.1 200 OK\nServer: x\nDate: y\n')])).toThrow('not a');
    expect(() => picturesOf(split, [new Uint8Array(10_000).fill(65)])).toThrow('no header');
  });
});

test('splitY4m() refuses chroma it cannot lay out', () => {
  expect(() => picturesOf(y4m, [bytes('YUV4MPEG2 W3 H3 C444\n')])).toThrow('layout 444');
});

function picturesOf(split: Split, parts: Uint8Array[]): unknown[] {
  const pictures: unknown[] = [];
  const splitter = split({ take: (size) => new Uint8Array(size), done: (picture) => pictures.push(picture) });
  for (const part of parts) splitter.push(part);
  return pictures;
}

function chunks(stream: Uint8Array, sizes: number[]): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0, n = 0; at < stream.length; n++) {
    const size = sizes[n % sizes.length] ?? 1;
    parts.push(stream.subarray(at, at + size));
    at += size;
  }
  return parts;
}
