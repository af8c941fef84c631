/** Pictures and videos made on the spot, for tests that must run without any test media. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { packageRoot } from '../../models/catalogue.ts';

export function makeMovingVideo(file: string): void {
  const source = 'testsrc2=size=640x360:rate=10:duration=20';
  execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, '-pix_fmt', 'yuv420p', file]);
}

/** The face of a photo from makePhotos() moves to the right for five seconds, and is gone for two. */
export function makeFaceVideo(photo: string, file: string): void {
  overWall(photo, file, { seconds: 7, motion: "x='50*t':y=10:enable='lt(t,5)'" });
}

/** The face stays for a minute, and never quite still. */
export function makeStandingVideo(photo: string, file: string): void {
  overWall(photo, file, { seconds: 60, motion: "x='150+40*sin(t)':y=10" });
}

function overWall(photo: string, file: string, video: { seconds: number; motion: string }): void {
  const { seconds, motion } = video;
  const wall = ['-f', 'lavfi', '-i', `color=0x667788:size=640x360:rate=10:duration=${seconds}`];
  const walk = `[1]scale=340:-2[face];[0][face]overlay=${motion}`;
  const inputs = ['-v', 'error', ...wall, '-loop', '1', '-i', photo];
  const output = ['-t', String(seconds), '-pix_fmt', 'yuv420p', file];
  execFileSync('ffmpeg', [...inputs, '-filter_complex', walk, ...output]);
}

/**
 * ann.png, ann-2.png and eve.png: faces out of the sample picture inside an installed package. bars.png and text.jpg: a picture without any, and
 * a text that claims to be a picture.
 */
export async function makePhotos(folder: string): Promise<void> {
  const faces = { ann: [0, 0], 'ann-2': [3, 0], eve: [10, 2] } as const;
  for (const [name, [column, row]] of Object.entries(faces))
    await sharp(sample)
      .extract(tile(column, row))
      .resize(416)
      .extend(200)
      .toFile(join(folder, `${name}.png`));
  const bars = { width: 320, height: 240, channels: 3, background: '#7a8' } as const;
  await sharp({ create: bars }).toFile(join(folder, 'bars.png'));
  writeFileSync(join(folder, 'text.jpg'), 'no picture');
}

/** A table of faces, all of one size. */
const sample = join(packageRoot(), 'node_modules/@vladmandic/human/assets/screenshot-facematch.jpg');
const tile = (column: number, row: number) => ({
  left: 2 + Math.round(106.6 * column),
  top: 283 + Math.round(112.6 * row),
  width: 104,
  height: 106,
});
