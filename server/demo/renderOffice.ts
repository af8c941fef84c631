/** Renders the demo office: one looping video per camera, kept in a folder until the play or the drawing changes. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawScene } from './drawScene.ts';
import { chooseEncoder, encodeVideo, type Encoder } from './encodeVideo.ts';
import { openFrameDrawer } from './drawFrame.ts';
import { demoScript, type DemoCamera, type DemoCameraId } from './script.ts';
import { frameSize, framesPerSecond } from './stage.ts';
import { openWardrobe, type Wardrobe } from './wardrobe.ts';

export type RenderOptions = {
  dir: string;
  ffmpegPath: string;
  /** Renders only the beginning of the play. */
  untilMs?: number;
  cameras?: DemoCameraId[];
  onProgress?: (line: string) => void;
};
export type RenderedCamera = DemoCamera & { file: string };

/** Two cores: while one camera is drawn, the other's frames are encoded. */
const renderedAtOnce = 2;

export async function renderOffice(options: RenderOptions): Promise<RenderedCamera[]> {
  const { dir, ffmpegPath, untilMs = demoScript.durationMs, onProgress } = options;
  const cameras = demoScript.cameras.filter(({ id }) => options.cameras?.includes(id) ?? true);
  const encoder = await chooseEncoder(ffmpegPath);
  await mkdir(dir, { recursive: true });
  const version = await drawingVersion(`${encoder} ${untilMs}`);
  const rendered = cameras.map((camera) => ({ ...camera, file: join(dir, `${camera.id}-${version}.mp4`) }));
  const waiting = rendered.filter(({ file }) => !existsSync(file));
  const total = waiting.length;
  const wardrobe = openWardrobe();
  const renderRest = async (): Promise<void> => {
    for (let camera = waiting.shift(); camera; camera = waiting.shift()) {
      onProgress?.(`Rendering the demo office: camera ${total - waiting.length} of ${total}`);
      await renderCamera(camera, { ffmpegPath, encoder, untilMs, wardrobe });
    }
  };
  // Both are waited for, so that nothing is still being written when this rejects.
  const ended = await Promise.allSettled(Array.from({ length: renderedAtOnce }, renderRest));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  await removeOlder(dir, version);
  return rendered;
}

type Rendering = { ffmpegPath: string; encoder: Encoder; untilMs: number; wardrobe: Wardrobe };

/** Written under another name first: a rendering cut short is never taken for a whole one. */
async function renderCamera(camera: RenderedCamera, { wardrobe, untilMs, ...how }: Rendering): Promise<void> {
  const unfinished = `${camera.file}.part`;
  const drawFrame = openFrameDrawer(camera, await drawScene(camera.id), wardrobe);
  const frames = async function* (): AsyncGenerator<Uint8Array> {
    const count = Math.round((untilMs * framesPerSecond) / 1000);
    for (let index = 0; index < count; index++)
      yield (await drawFrame((index * 1000) / framesPerSecond, index)).data;
  };
  try {
    await encodeVideo({ ...how, file: unfinished, ...frameSize, framesPerSecond }, frames());
    await rename(unfinished, camera.file);
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** Changes whenever this folder's code does, so that no stale video is shown after an update. */
export async function drawingVersion(what: string): Promise<string> {
  const here = dirname(fileURLToPath(import.meta.url));
  const hash = createHash('sha256').update(what);
  const files = await readdir(here, { recursive: true });
  for (const file of files
    .filter((name) => /\.(?:js|ts)$/.test(name) && !/\.(?:test|d)\.ts$/.test(name))
    .sort())
    hash.update(await readFile(join(here, file)));
  return hash.digest('hex').slice(0, 12);
}

async function removeOlder(dir: string, version: string): Promise<void> {
  for (const file of await readdir(dir))
    if (/\.mp4(?:\.part)?$/.test(file) && !file.endsWith(`${version}.mp4`))
      await rm(join(dir, file), { force: true });
}
