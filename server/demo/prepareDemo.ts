/** Everything `npm run demo` needs before the server starts: videos, camera files, people with their photos. */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { looks } from './looks.ts';
import { enrolmentPhotos } from './renderPerson.ts';
import { renderOffice, type RenderedCamera } from './renderOffice.ts';
import { demoPeople } from './script.ts';

export type DemoEmployee = { name: string; photos: Buffer[] };
export type DemoOptions = { dataDir: string; ffmpegPath: string; onProgress?: (line: string) => void };

/** What is recorded as consent for each of them. */
export const demoConsent = 'Demo person: an invented name on a sample picture of the installed package';

/** A later start finds the videos and is ready at once. */
export async function prepareDemo({
  dataDir,
  ...options
}: DemoOptions): Promise<{ camerasDir: string; people: DemoEmployee[] }> {
  const dir = join(dataDir, 'demo');
  const cameras = await renderOffice({ dir, ...options });
  const camerasDir = join(dir, 'cameras');
  await writeCameraFiles(camerasDir, cameras);
  return { camerasDir, people: await demoEmployees() };
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
