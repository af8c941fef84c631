/**
 * Which variables of the environment a camera's address may name. Of the others none is handed to cameras at all: an address is written
 * by whoever may edit cameras, and comes out of a restored backup too, and what it names is sent to the host that stands beside it.
 */
import { problem } from '../errors.ts';
import type { CameraFile } from '../wire.ts';
import { isSamePlace } from './storedUrl.ts';

export type CameraSecrets = Readonly<Record<string, string | undefined>>;

export const isCameraVariable = (name: string): boolean => name.startsWith('CAMERA_');

/** What the rest of the program gets of the environment, for cameras. */
export const cameraVariables = (env: CameraSecrets): CameraSecrets =>
  Object.fromEntries(Object.entries(env).filter(([name]) => isCameraVariable(name)));

/** Every ${NAME} in a text. */
export const namesIn = (text: string): string[] =>
  [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name);

/**
 * For an address that was typed on the page: nobody there knows what stands behind a name, so it goes only where a file sends it
 * already; the first file with it is written on this machine. Throws CAMERA_SECRET_ELSEWHERE.
 */
export function variablesMustStay(url: string, files: readonly { camera: CameraFile | null }[]): void {
  const there = files.flatMap(({ camera }) => (camera && isSamePlace(camera.url, url) ? [camera.url] : []));
  const kept = new Set(there.flatMap(namesIn));
  const variable = namesIn(url).find((name) => !kept.has(name));
  if (variable === undefined) return;
  const words = `no camera's file has ${variable} for this host, port and user: type the password itself, or write the address into the camera's file on the server`;
  throw problem('CAMERA_SECRET_ELSEWHERE', { variable }, { fields: { url: words } });
}
