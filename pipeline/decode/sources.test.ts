import { describe, expect, test } from 'vitest';
import { CameraFault } from './cameraFault.ts';
import { sourceArguments, type SourceSetup } from './sources.ts';

const hall: SourceSetup = {
  cameraId: 'hall' as SourceSetup['cameraId'],
  name: 'hall',
  url: '',
  pace: 'live',
  loop: false,
};
const argumentsFor = (url: string, change: Partial<SourceSetup> = {}, platform: NodeJS.Platform = 'linux') =>
  sourceArguments({ ...hall, url, ...change }, platform).join(' ');

describe('sourceArguments()', () => {
  test('opens RTSP over TCP, video only, and gives up on a silent socket', () => {
    const opened = argumentsFor('rtsp://admin:p@ss@cam/ch0');
    expect(opened).toContain('-rtsp_transport tcp -allowed_media_types video -timeout 8000000');
    expect(opened).toMatch(/-i rtsp:\/\/admin:p%40ss@cam\/ch0$/);
  });

  test('plays a file at its own pace as a camera, again and again when asked to', () => {
    expect(argumentsFor('/v/hall.mp4')).toMatch(/^-re -protocol_whitelist file .*-i file:\/v\/hall\.mp4$/);
    expect(argumentsFor('file:///v/my%20hall.mp4', { loop: true })).toMatch(
      /^-re -stream_loop -1 .*-i file:\/v\/my hall\.mp4$/,
    );
  });

  test('reads a recording as fast as it can and once', () => {
    expect(argumentsFor('/v/hall.mp4', { pace: 'everyFrame', loop: true })).not.toMatch(/-re|-stream_loop/);
  });

  test('takes a Windows path for a file', () => {
    expect(argumentsFor('C:\\v\\hall.mp4')).toMatch(/-i file:C:\\v\\hall\.mp4$/);
  });

  test('keeps web playlists away from local files', () => {
    expect(argumentsFor('https://cam/live.m3u8')).toContain(
      '-protocol_whitelist http,https,tls,tcp,crypto,httpproxy',
    );
  });

  test('paces an HLS playlist, whose segments arrive in bursts, but not MJPEG', () => {
    expect(argumentsFor('http://cam/live.m3u8?t=1')).toContain('-re');
    expect(argumentsFor('http://cam/video.cgi')).not.toContain('-re ');
  });

  test.each([
    ['webcam:0', 'linux', '-f v4l2 -i /dev/video0'],
    ['v4l2:///dev/video2', 'linux', '-f v4l2 -i /dev/video2'],
    ['webcam:1', 'darwin', '-f avfoundation -framerate 30 -i 1:none'],
    ['webcam:USB Camera', 'win32', '-f dshow -i video=USB Camera'],
  ] as const)('opens %s on %s', (url, platform, opened) => {
    expect(argumentsFor(url, {}, platform)).toContain(opened);
  });

  test.each([
    ['ftp://cam/x', 'Cannot open camera "hall": "ftp://" is not a kind of source. Write rtsp://'],
    ['', 'Cannot open camera "hall": it has no address.'],
    ['rtsp://', 'Cannot open camera "hall": its address has no host.'],
    ['webcam:', 'Cannot open camera "hall": "webcam:" needs a number.'],
  ])('says what is wrong with "%s"', (url, sentence) => {
    expect(() => argumentsFor(url)).toThrow(CameraFault);
    expect(() => argumentsFor(url)).toThrow(sentence);
  });

  test('says how Windows knows webcams', () => {
    expect(() => argumentsFor('webcam:0', {}, 'win32')).toThrow('Windows knows webcams by name');
  });
});
