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

/** ann.png, bars.png and text.jpg: a face out of the sample picture inside an installed package, a picture without any, and a text that claims to be a picture. */
export async function makePhotos(folder: string): Promise<void> {
  const sample = join(packageRoot(), 'node_modules/@vladmandic/human/assets/screenshot-facematch.jpg');
  const tile = { left: 2, top: 283, width: 104, height: 106 };
  await sharp(sample).extract(tile).resize(416).extend(200).toFile(join(folder, 'ann.png'));
  const bars = { width: 320, height: 240, channels: 3, background: '#7a8' } as const;
  await sharp({ create: bars }).toFile(join(folder, 'bars.png'));
  writeFileSync(join(folder, 'text.jpg'), 'no picture');
}
