/** What ONVIF cameras told, as the page shows it. Pure. */
import { problem, type UserFacingError } from '../../errors.ts';
import type { DiscoveredCamera, OnvifStream } from '../../wire.ts';
import type { CameraEntry } from '../createCameras.ts';
import type { Found, OnvifService, Profile, Trouble } from './questions.ts';

/** The usual path of a device service, for who types a host. */
const usualPath = '/onvif/device_service';

/** "192.168.1.20", "192.168.1.20:8000" or a whole address; null: none of these. */
export function serviceAt(address: string): OnvifService | null {
  const whole = /^https?:\/\//i.test(address) ? address : `http://${address}`;
  if (!URL.canParse(whole)) return null;
  const { protocol, hostname, port, pathname, username } = new URL(whole);
  if (hostname === '' || username !== '') return null;
  const secure = protocol === 'https:';
  return {
    secure,
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (secure ? 443 : 80),
    path: pathname === '/' ? usualPath : pathname,
  };
}

/** In the order of their hosts, each with the camera that has it already. */
export function camerasFrom(found: Found[], entries: CameraEntry[]): DiscoveredCamera[] {
  const hosts = new Map(entries.map(({ cameraId, camera }) => [hostOf(camera?.url ?? ''), cameraId]));
  return found
    .map((each) => ({ ...each, cameraId: hosts.get(each.host.toLowerCase()) ?? null }))
    .sort((a, b) => a.host.localeCompare(b.host, 'en', { numeric: true }));
}

/** '': a file, a webcam. */
function hostOf(url: string): string {
  const [, place = ''] = /^[a-z]+:\/\/(?:.*@)?([^/?#]*)/i.exec(url) ?? [];
  return place.replace(/:\d*$/, '').toLowerCase();
}

/** The largest picture is the main stream; smaller ones of the same camera are for thumbnails. */
export function rolesOf(profiles: Profile[]): OnvifStream[] {
  const size = ({ width, height }: Profile): number => width * height;
  const largest = Math.max(...profiles.map(size));
  const sorted = profiles.toSorted((a, b) => size(b) - size(a) || easy(a) - easy(b));
  return sorted.map((profile, index) => ({
    ...profile,
    role: index === 0 ? 'main' : size(profile) < largest ? 'sub' : 'other',
  }));
}

/** H.264 costs least of what cameras send. */
const easy = ({ encoding }: Profile): number => (/264/.test(encoding) ? 0 : 1);

export function onvifProblem(host: string, trouble: Trouble): UserFacingError {
  const [told, remedy] = troubles[trouble];
  return problem('ONVIF_FAILED', { host, problem: told, remedy });
}

const troubles: Record<Trouble, [problem: string, remedy: string]> = {
  unreachable: ['nothing answers there', 'Check that the camera is on, and its address.'],
  silent: [
    'it did not answer in time',
    'Check that the camera is on, and its address; restart it if this repeats.',
  ],
  signInRefused: [
    'it refuses this user name and password',
    'Check them. Many cameras want a user of their own for ONVIF: add one on the camera’s page.',
  ],
  notOnvif: [
    'it does not answer as ONVIF cameras do',
    'Turn ONVIF on in the camera’s settings, or type the address of its stream.',
  ],
  noVideo: ['it names no stream', 'Type the address of its stream; the camera’s manual has it.'],
  tooMuch: ['it sends without end', 'Check that this is the address of a camera.'],
};
