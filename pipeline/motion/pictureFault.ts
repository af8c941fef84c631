import { CameraFault } from '../decode/cameraFault.ts';
import { subjectOf, type Opened } from '../decode/readFfmpegLog.ts';
import type { PictureFault } from './createPictureGuard.ts';

const said: Record<PictureFault, { state: string; remedy: string }> = {
  black: {
    state: 'its picture is black',
    remedy: 'Check the light, the cap of its lens and its night setting.',
  },
  covered: {
    state: 'its picture shows one even surface',
    remedy: 'Check that nothing covers its lens and that nobody turned it away.',
  },
  frozen: {
    state: 'it sends the same picture over and over',
    remedy: 'Restart the camera.',
  },
};

/** Why nobody can be seen although pictures arrive. */
export function pictureFault(reason: PictureFault, opened: Pick<Opened, 'name' | 'pace'>): CameraFault {
  const { state, remedy } = said[reason];
  return new CameraFault(reason, `Cannot see through ${subjectOf(opened)}: ${state}. ${remedy}`);
}
