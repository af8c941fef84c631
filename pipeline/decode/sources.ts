/** The kinds of source a camera can have, and what ffmpeg must be told to open each. A new kind is a line in the table. */
import { fileURLToPath } from 'node:url';
import type { CameraSetup } from '../messages.ts';
import { joinAddress, splitAddress } from './address.ts';
import { CameraFault } from './cameraFault.ts';

export type SourceKind = keyof typeof sources;
export type SourceSetup = Pick<CameraSetup, 'cameraId' | 'name' | 'url' | 'pace' | 'loop'>;
type OpenSource = (setup: SourceSetup, platform: NodeJS.Platform) => string[];

/** A socket silent for this long is dead; shorter than the patience of openFrames, so ffmpeg gives its reason first. */
const socketTimeoutUs = '8000000';
/**
 * Pictures as they come: no waiting for twenty frames to guess a rate nobody uses. Not `-fflags nobuffer`: it throws
 * away what was read to recognise the stream, the first key frame included.
 */
const lowLatency = ['-flags', 'low_delay', '-fpsprobesize', '0'];
/** A playlist or file names further places; these lists keep it from reading local files or other protocols. */
const webOnly = ['-protocol_whitelist', 'http,https,tls,tcp,crypto,httpproxy'];
const thisFileOnly = ['-protocol_whitelist', 'file'];
/** Files that hold all they show; playlists and concat scripts are not among them. Sound is, to say that it is no video. */
const plainContainers = [
  '-format_whitelist',
  'mov,matroska,avi,mpegts,mpeg,mpegvideo,flv,asf,gif,h264,hevc,mjpeg,mpjpeg,ogg,dv,mxf,ivf,y4m,yuv4mpegpipe,wav,mp3,flac,aac',
];

export const sources = {
  rtsp,
  rtsps: rtsp,
  rtmp,
  rtmps: rtmp,
  http: web,
  https: web,
  file,
  webcam,
  v4l2,
} satisfies Record<string, OpenSource>;

/** ffmpeg's arguments up to and with `-i`. Throws a CameraFault when the address is no source. */
export function sourceArguments(setup: SourceSetup, platform: NodeJS.Platform = process.platform): string[] {
  return sources[kindOf(setup)](setup, platform);
}

/** An address without a scheme is the path of a file. */
export function kindOf({ cameraId, name, url }: Pick<SourceSetup, 'cameraId' | 'name' | 'url'>): SourceKind {
  const scheme = /^([a-z][a-z0-9+.-]+):(?!\\)/i.exec(url)?.[1]?.toLowerCase();
  if (url.trim() === '') throw wrongAddress(name, 'it has no address', cameraId);
  if (scheme === undefined) return 'file';
  if (Object.hasOwn(sources, scheme)) return scheme as SourceKind;
  if (!url.includes('://')) return 'file';
  throw wrongAddress(name, `"${scheme}://" is not a kind of source`, cameraId);
}

function rtsp({ name, url, cameraId }: SourceSetup): string[] {
  const overTcp = ['-rtsp_transport', 'tcp', '-allowed_media_types', 'video', '-timeout', socketTimeoutUs];
  const whitelist = ['-protocol_whitelist', 'rtsp,rtp,tcp,tls,udp'];
  return [...lowLatency, ...overTcp, ...whitelist, '-i', encoded(name, url, cameraId)];
}

function rtmp({ name, url, cameraId }: SourceSetup): string[] {
  const whitelist = ['-protocol_whitelist', 'rtmp,rtmps,tcp,tls'];
  return [...lowLatency, '-rw_timeout', socketTimeoutUs, ...whitelist, '-i', encoded(name, url, cameraId)];
}

function web({ name, url, cameraId, pace, loop }: SourceSetup): string[] {
  const timeout = ['-rw_timeout', socketTimeoutUs];
  // Segments and files arrive faster than they play; MJPEG comes as it happens.
  const stored = /\.(m3u8|mp4|m4v|mov|mkv|webm|avi)(?=$|[?#])/i.exec(url)?.[1]?.toLowerCase();
  const played = playedAsCamera(pace, loop && stored !== 'm3u8');
  const pacing = stored === undefined ? (pace === 'live' ? lowLatency : []) : played;
  return [...pacing, ...timeout, ...webOnly, '-i', encoded(name, url, cameraId)];
}

function file({ url, pace, loop }: SourceSetup): string[] {
  const path = /^file:\/\//i.test(url) ? fileURLToPath(url) : url;
  return [...playedAsCamera(pace, loop), ...thisFileOnly, ...plainContainers, '-i', `file:${path}`];
}

function webcam({ name, url, cameraId }: SourceSetup, platform: NodeJS.Platform): string[] {
  const device = url.slice('webcam:'.length).replace(/^\/\//, '');
  const isNumber = /^\d+$/.test(device);
  if (device === '') throw wrongAddress(name, '"webcam:" needs a number', cameraId);
  if (platform === 'darwin') {
    return [...lowLatency, '-f', 'avfoundation', '-framerate', '30', '-i', `${device}:none`];
  }
  if (platform === 'win32') {
    if (isNumber)
      throw wrongAddress(name, 'Windows knows webcams by name, as in "webcam:USB Camera"', cameraId);
    return [...lowLatency, '-f', 'dshow', '-i', `video=${device}`];
  }
  return [...lowLatency, '-f', 'v4l2', '-i', isNumber ? `/dev/video${device}` : device];
}

function v4l2({ name, url, cameraId }: SourceSetup): string[] {
  const device = url.slice('v4l2:'.length).replace(/^\/\//, '');
  if (!device.startsWith('/dev/')) throw wrongAddress(name, `"${url}" names no device`, cameraId);
  return [...lowLatency, '-f', 'v4l2', '-i', device];
}

function playedAsCamera(pace: CameraSetup['pace'], loop: boolean): string[] {
  if (pace !== 'live') return [];
  return loop ? ['-re', '-stream_loop', '-1'] : ['-re'];
}

function encoded(name: string, url: string, cameraId: string): string {
  const address = splitAddress(url);
  if (address === null || /^(:\d*)?$/.test(address.host))
    throw wrongAddress(name, 'its address has no host', cameraId);
  return joinAddress(address);
}

function wrongAddress(name: string, state: string, cameraId: string): CameraFault {
  const remedy = `Write rtsp://, rtsps://, rtmp://, http://, https://, a file path, webcam:0 or v4l2:///dev/video0 in cameras/${cameraId}.yaml`;
  return new CameraFault('notFound', `Cannot open camera "${name}": ${state}. ${remedy}.`);
}
