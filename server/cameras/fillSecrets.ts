import { problem } from '../errors.ts';
import { type CameraSecrets, isCameraVariable } from './cameraVariables.ts';

const reference = /\$\{(\w+)\}/g;

/**
 * The address with every ${NAME} filled in. Inside `user:password@` the value is percent-encoded, so that a password may
 * hold any character; elsewhere it is taken as it is. Throws CAMERA_SECRET_NAME or CAMERA_SECRET_MISSING.
 */
export function fillSecrets(file: string, url: string, secrets: CameraSecrets): string {
  const start = url.indexOf('://') + 3;
  const end = start < 3 ? -1 : url.lastIndexOf('@');
  return url.replace(reference, (_, variable: string, offset: number) => {
    if (!isCameraVariable(variable)) throw problem('CAMERA_SECRET_NAME', { file, variable });
    const value = secrets[variable];
    if (value === undefined || value === '') throw problem('CAMERA_SECRET_MISSING', { file, variable });
    return start >= 3 && offset >= start && offset < end ? encodeURIComponent(value) : value;
  });
}
