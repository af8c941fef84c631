import type { I420Picture } from '../pictures.ts';
import { splitBodies, type Splitter } from './splitBodies.ts';

/** A YUV4MPEG2 stream of 4:2:0 pictures: one header line with the size, then `FRAME` and the three planes, again and again. */
export function splitY4m(take: (size: number) => Uint8Array, done: (picture: I420Picture) => void): Splitter {
  let width = 0;
  let height = 0;
  return splitBodies({
    take,
    bodySizeAfter(line) {
      if (width > 0 && line.startsWith('FRAME')) return i420Size(width, height);
      const words = line.split(' ');
      const valueOf = (key: string) => words.find((word) => word.startsWith(key))?.slice(1) ?? '';
      if (words.shift() !== 'YUV4MPEG2') throw new Error('The full-size picture is not a Y4M stream.');
      if (!valueOf('C').startsWith('420'))
        throw new Error(`The full-size picture has the layout ${valueOf('C')}.`);
      width = Number(valueOf('W'));
      height = Number(valueOf('H'));
      if (!(width > 0 && height > 0)) throw new Error('The full-size picture has no size.');
      return null;
    },
    done: (data) => done({ kind: 'i420', width, height, data }),
  });
}

const i420Size = (width: number, height: number): number =>
  width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
