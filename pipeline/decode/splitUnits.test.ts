import { expect, test } from 'vitest';
import { isKeyUnit } from './isKeyUnit.ts';
import { splitUnits } from './splitUnits.ts';

/** As ffmpeg 5.1 writes it. */
const list = `#software: Lavf59.27.100
#tb 0: 1/90000
#media_type 0: video
#codec_id 0: h264
#dimensions 0: 1280x720
#sar 0: 0/1
0,          0,          0,     6000,        4, 0x1e0ff6f4
0,       6000,       6000,     6000,        2, 0x00c900b3, F=0x0
`;

test.each([1, 3, 1000])('splitUnits() gives each unit whole, bytes and list in pieces of %i', (piece) => {
  const codecs: string[] = [];
  const units: number[][] = [];
  const splitter = splitUnits({
    onCodec: (codec) => codecs.push(codec),
    onUnit: (data) => units.push([...data]),
  });
  const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6);
  for (let at = 0; at < Math.max(list.length, bytes.length); at += piece) {
    splitter.pushBytes(bytes.subarray(at, at + piece));
    splitter.pushText(list.slice(at, at + piece));
  }
  expect(codecs).toEqual(['h264']);
  expect(units).toEqual([
    [1, 2, 3, 4],
    [5, 6],
  ]);
});

test('splitUnits() refuses a list it cannot read, and bytes without a list', () => {
  const splitter = () => splitUnits({ onCodec: () => undefined, onUnit: () => undefined });
  expect(() => splitter().pushText('what is this\n')).toThrow('not readable');
  expect(() => splitter().pushBytes(new Uint8Array(33 * 1024 * 1024))).toThrow('without their sizes');
});

const unit = (...nals: number[][]) => Uint8Array.from(nals.flatMap((nal) => [0, 0, 0, 1, ...nal, 7, 7]));

test.each([
  ['h264', 'an IDR picture behind its parameter sets', unit([0x67], [0x68], [0x65]), true],
  ['h264', 'a picture that only announces recovery', unit([0x06, 6], [0x41]), false],
  ['h264', 'a key frame cut into slices', unit([0x09], [0x25], [0x25]), true],
  ['hevc', 'an IDR picture', unit([0x40, 1], [0x42, 1], [0x44, 1], [0x26, 1]), true],
  ['hevc', 'a clean random access picture', unit([0x2a, 1]), true],
  ['hevc', 'a picture that stands on others', unit([0x46, 1], [0x02, 1]), false],
  ['h264', 'nothing', new Uint8Array(), false],
] as const)('isKeyUnit() tells of %s: %s', (codec, _, data, expected) => {
  expect(isKeyUnit(codec, data)).toBe(expected);
});
