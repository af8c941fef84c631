import type { RgbPicture } from '../pictures.ts';
import { splitBodies, type Splitter } from './splitBodies.ts';

/** Binary PPM pictures one after the other, as ffmpeg writes them: `P6`, `512 288`, `255`, each on its line, then RGB. */
export function splitPpm(take: (size: number) => Uint8Array, done: (picture: RgbPicture) => void): Splitter {
  const header: string[] = [];
  let width = 0;
  let height = 0;
  return splitBodies({
    take,
    bodySizeAfter(line) {
      if (header.push(line) < 3) return null;
      const [magic, size, depth] = header.splice(0);
      const [, across, down] = /^(\d+) (\d+)$/.exec(size ?? '') ?? [];
      if (magic !== 'P6' || depth !== '255') throw new Error('The small picture is not a PPM picture.');
      width = Number(across);
      height = Number(down);
      if (!(width > 0 && height > 0)) throw new Error('The small picture has no size.');
      return width * height * 3;
    },
    done: (data) => done({ kind: 'rgb', width, height, data }),
  });
}
