/** The benchmark's video: 1280×720, 15 pictures a second, with sensor noise; drawn once and kept. */
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openFrameDrawer } from '../../../demo/drawFrame.ts';
import { drawScene } from '../../../demo/drawScene.ts';
import { chooseEncoder, encodeVideo } from '../../../demo/encodeVideo.ts';
import { drawingVersion } from '../../../demo/renderOffice.ts';
import { frameSize } from '../../../demo/stage.ts';
import { openWardrobe } from '../../../demo/wardrobe.ts';
import { problem } from '../../../errors.ts';
import { durationMs, framesPerSecond, walks } from './crossings.ts';

/** Where the video is; `render` says whether it has still to be drawn. */
export async function crossingsFile(dir: string): Promise<string> {
  const version = await drawingVersion(
    JSON.stringify({ durationMs, framesPerSecond, walks, noise: 'scattered' }),
  );
  return join(dir, `crossings-${version}.mp4`);
}

export async function renderCrossings(dir: string): Promise<string> {
  const file = await crossingsFile(dir);
  if (existsSync(file)) return file;
  await mkdir(dir, { recursive: true });
  const encoder = await chooseEncoder('ffmpeg');
  if (encoder !== 'libx264') throw problem('CONFIG_UNUSABLE', noEncoder);
  const camera = { id: 'lobby', name: 'Gate 1', area: 'Lobby' } as const;
  const draw = openFrameDrawer(camera, await drawScene('lobby'), openWardrobe(), walks);
  const frames = async function* (): AsyncGenerator<Uint8Array> {
    const count = (durationMs * framesPerSecond) / 1000;
    for (let index = 0; index < count; index++)
      yield (await draw((index * 1000) / framesPerSecond, scattered(index))).data;
  };
  const unfinished = `${file}.part`;
  try {
    const video = { ffmpegPath: 'ffmpeg', encoder, file: unfinished, ...frameSize, framesPerSecond };
    await encodeVideo({ ...video, asCamera: true }, frames());
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
  return file;
}

/** Noise of one picture must not look like that of the last one moved aside: the encoder would find that out. */
const scattered = (index: number): number => Math.imul(index + 1, 0x9e3779b1) >>> 16;

const noEncoder = {
  problem: 'this ffmpeg has no H.264 encoder for the benchmark video',
  remedy: 'Install one built with libx264, as "sudo apt-get install ffmpeg" does.',
};
