import { problem } from '../errors.ts';
import { secretElsewhere } from '../mustStay.ts';
import type { CameraFile } from '../wire.ts';
import { hideSecrets, mask, restoreSecrets } from './hideSecrets.ts';

/** The form shows passwords masked and sends the mask back: the stored one stays, for the same camera and the same user of it. */
export function storedUrl(url: string, before: { camera: CameraFile | null } | null): string {
  const stored = before?.camera?.url ?? '';
  const restored = restoreSecrets(url, stored);
  if (restored === null) {
    const fields = { url: `type the password again instead of ${mask}` };
    throw problem('INPUT_INVALID', { problem: `the password behind ${mask} is not known` }, { fields });
  }
  if (restored !== url && !isSamePlace(restored, stored))
    throw secretElsewhere({ what: 'password', field: 'url' }, shownPlace(stored));
  return restored;
}

/**
 * A password may hold @ and /, so an address can be read in two ways: up to the last @ before the first slash, or up to the last of
 * all. By which one it is opened depends on the rest of it: it must be the same by both.
 */
export const isSamePlace = (a: string, b: string): boolean =>
  [beforePath, beforeLastAt].every((pattern) => placeIn(a, pattern) === placeIn(b, pattern));

const beforePath = /^([a-z][a-z0-9+.-]*:\/\/)(?:([^/?#]*)@)?([^/?#@]*)/i;
const beforeLastAt = /^([a-z][a-z0-9+.-]*:\/\/)(?:(.*)@)?([^/?#@]*)/is;

function placeIn(url: string, pattern: RegExp): string {
  const [whole, scheme = '', userInfo = '', host = ''] = pattern.exec(url) ?? [];
  // A file, a webcam.
  if (whole === undefined) return url;
  return JSON.stringify([scheme.toLowerCase(), userInfo.split(':')[0], host.toLowerCase()]);
}

/** Without its path, and without what is hidden. */
const shownPlace = (url: string): string => /^[^:]*:\/\/[^/?#]*/.exec(hideSecrets(url))?.[0] ?? '';
