/** Camera files name the area their camera looks at. */
import type { CameraEntry, Cameras } from '../cameras/createCameras.ts';
import { writeCameraFile } from '../cameras/writeCameraFile.ts';
import { nameAreaInFile } from './nameAreaInFile.ts';

export const camerasNaming = (area: string, cameras: Pick<Cameras, 'files'>): CameraEntry[] =>
  cameras.files().filter(({ camera }) => camera?.area === area);

/** Throws CAMERA_FILE_BROKEN before anything is written when one of the files cannot be read now. */
export async function moveCameras(
  entries: CameraEntry[],
  area: string,
  { cameras, camerasDir }: { cameras: Pick<Cameras, 'apply'>; camerasDir: string },
): Promise<void> {
  mustBeReadable(entries);
  for (const { file, text } of entries) {
    const moved = nameAreaInFile(text, area);
    await writeCameraFile(camerasDir, file, moved);
    await cameras.apply(file, moved);
  }
}

/** Writing into a text that is not understood could lose what somebody is just typing. */
export function mustBeReadable(entries: CameraEntry[]): void {
  for (const { error } of entries) if (error?.code === 'CAMERA_FILE_BROKEN') throw error;
}
