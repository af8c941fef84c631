/** Everything `npm run demo` needs before the server starts: videos, camera files, people with their photos. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { looks } from './looks.ts';
import { enrolmentPhotos } from './renderPerson.ts';
import { renderOffice, type RenderedCamera } from './renderOffice.ts';
import { demoPeople } from './script.ts';

export type DemoEmployee = { name: string; photos: Buffer[] };
export type DemoOptions = { dataDir: string; ffmpegPath: string };

/** What is recorded as consent for each of them. */
export const demoConsent = 'Demo person: an invented name on a sample picture of the installed package';

/** A later start finds the videos and is ready at once. */
export async function prepareDemo({
  dataDir,
  ffmpegPath,
}: DemoOptions): Promise<{ camerasDir: string; people: DemoEmployee[] }> {
  const dir = join(dataDir, 'demo');
  await renderElsewhere(dir, ffmpegPath);
  // Finds what was rendered; had that failed, this says why.
  const cameras = await renderOffice({ dir, ffmpegPath });
  const camerasDir = join(dir, 'cameras');
  await writeCameraFiles(camerasDir, cameras);
  return { camerasDir, people: await demoEmployees() };
}

/** What drawing takes in memory goes back when its process ends. */
async function renderElsewhere(dir: string, ffmpegPath: string): Promise<void> {
  // The running file's own ending: `.ts` is not rewritten inside a URL when this is built.
  const script = new URL(`./renderProcess${extname(import.meta.url)}`, import.meta.url);
  const child = spawn(process.execPath, [fileURLToPath(script), dir, ffmpegPath], {
    stdio: ['ignore', 'inherit', 'ignore'],
  });
  await once(child, 'exit');
}

export const demoEmployees = (): Promise<DemoEmployee[]> =>
  Promise.all(
    demoPeople
      .filter(({ enrolled }) => enrolled)
      .map(async ({ id, name }) => ({ name, photos: await enrolmentPhotos(looks[id]) })),
  );

export async function writeCameraFiles(camerasDir: string, cameras: RenderedCamera[]): Promise<void> {
  await rm(camerasDir, { recursive: true, force: true });
  await mkdir(camerasDir, { recursive: true });
  for (const { id, name, area, file } of cameras) {
    const path = join(camerasDir, `${id}.yaml`);
    await writeFile(`${path}.part`, stringify({ name, area, url: file, fps: 5, loop: true }));
    await rename(`${path}.part`, path);
  }
}
