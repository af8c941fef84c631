import { problem } from '../errors.ts';
import type { CameraFile } from '../wire.ts';
import { mask, restoreSecrets } from './hideSecrets.ts';

/** The form shows passwords masked and sends the mask back: the stored one stays. */
export function storedUrl(url: string, before: { camera: CameraFile | null } | null): string {
  const restored = restoreSecrets(url, before?.camera?.url ?? '');
  if (restored !== null) return restored;
  const fields = { url: `type the password again instead of ${mask}` };
  throw problem('INPUT_INVALID', { problem: `the password behind ${mask} is not known` }, { fields });
}
