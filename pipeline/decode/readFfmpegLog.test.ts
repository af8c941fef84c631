import { describe, expect, test } from 'vitest';
import type { CameraId } from '../messages.ts';
import { readFfmpegLog, readNewSize } from './readFfmpegLog.ts';

const hall = {
  cameraId: 'hall' as CameraId,
  name: 'hall',
  url: 'rtsp://admin:s3cret@cam:554/ch0',
  pace: 'live' as const,
};
const file = { ...hall, url: '/v/hall.mp4' };
const web = { ...hall, url: 'http://cam:80/video.cgi' };

// Lines as ffmpeg 5.1 wrote them, with the host exchanged.
describe('readFfmpegLog()', () => {
  test.each([
    [
      'a wrong RTSP password',
      hall,
      [
        '[rtsp @ 0x555c63440980] [error] method DESCRIBE failed: 401 Unauthorized',
        '[error] rtsp://admin:s3cret@cam:554/ch0: Server returned 401 Unauthorized (authorization failed)',
      ],
      'signInRefused',
      'Cannot open camera "hall": RTSP answered 401. Check the user name and password in cameras/hall.yaml.',
    ],
    [
      'a wrong RTSP path',
      hall,
      [
        '[rtsp @ 0x559f702a9940] [error] method DESCRIBE failed: 404 Not Found',
        '[error] rtsp://admin:s3cret@cam:554/ch0: Server returned 404 Not Found',
      ],
      'notFound',
      'Cannot open camera "hall": RTSP answered 404. Check the path after the host in cameras/hall.yaml.',
    ],
    [
      'a web camera that forbids',
      web,
      [
        '[http @ 0x55cc02b9e0c0] [warning] HTTP error 403 Forbidden',
        '[error] http://cam:80/video.cgi: Server returned 403 Forbidden (access denied)',
      ],
      'signInRefused',
      'Cannot open camera "hall": HTTP answered 403. Check that this user may watch the stream, and check the user name and password in cameras/hall.yaml.',
    ],
    [
      'a web camera in trouble',
      web,
      [
        '[http @ 0x5608b36b40c0] [warning] HTTP error 503 Service Unavailable',
        '[error] http://cam:80/video.cgi: Server returned 5XX Server Error reply',
      ],
      'unreachable',
      'Cannot open camera "hall": HTTP answered 503. Restart the camera if this repeats.',
    ],
    [
      'a refused connection',
      hall,
      [
        '[tcp @ 0x55d0aa409840] [error] Connection to tcp://cam:554?timeout=2000000 failed: Connection refused',
        '[error] rtsp://admin:s3cret@cam:554/ch0: Connection refused',
      ],
      'unreachable',
      'Cannot open camera "hall": nothing answers at cam:554. Check that the camera is on and its address in cameras/hall.yaml is right.',
    ],
    [
      'an unknown host',
      hall,
      [
        '[tcp @ 0x560459e41500] [error] Failed to resolve hostname cam: Name or service not known',
        '[error] rtsp://admin:s3cret@cam:554/ch0: Input/output error',
      ],
      'unreachable',
      'Cannot open camera "hall": the host cam is not known. Check the address in cameras/hall.yaml.',
    ],
    [
      'a password whose @ and / hide the host',
      { ...hall, url: 'rtsp://admin:s3@cr/et@cam/ch0' },
      ['[tcp @ 0x560459e41500] [error] Failed to resolve hostname cr: Name or service not known'],
      'unreachable',
      'Cannot open camera "hall": its host is not known. Write @ as %40 and / as %2F in the password in cameras/hall.yaml.',
    ],
    [
      'a camera that accepts and says nothing',
      hall,
      ['[error] rtsp://admin:s3cret@cam:554/ch0: Invalid data found when processing input'],
      'unreachable',
      'Cannot open camera "hall": no video came from cam:554. Check that the camera is on and its address in cameras/hall.yaml is right.',
    ],
    [
      'a missing file',
      file,
      ['[error] file:/v/hall.mp4: No such file or directory'],
      'notFound',
      'Cannot open camera "hall": there is no such file. Check the path in cameras/hall.yaml.',
    ],
    [
      'a file that is no video',
      file,
      [
        '[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55a1c187d8c0] [warning] Format mov,mp4,m4a,3gp,3g2,mj2 detected only with low score of 1, misdetection possible!',
        '[mov,mp4,m4a,3gp,3g2,mj2 @ 0x55a1c187d8c0] [error] moov atom not found',
        '[error] file:/v/hall.mp4: Invalid data found when processing input',
      ],
      'unreadable',
      'Cannot open camera "hall": it is no video that ffmpeg can read. Check that the file is whole and plays elsewhere.',
    ],
    [
      'a sound file',
      file,
      [
        "[fatal] Stream specifier ':V:0' in filtergraph description [0:V:0]select='gte(t,1)' matches no streams.",
      ],
      'noVideo',
      'Cannot open camera "hall": it has no video, only sound or data. Choose a source with video.',
    ],
    [
      'a missing webcam',
      { ...hall, url: 'webcam:0' },
      [
        '[video4linux2,v4l2 @ 0x560680c698c0] [error] Cannot open video device /dev/video0: No such file or directory',
        '[error] /dev/video0: No such file or directory',
      ],
      'notFound',
      'Cannot open camera "hall": there is no such webcam. Plug it in, or check its number in cameras/hall.yaml.',
    ],
    [
      'a complaint nobody foresaw',
      hall,
      ['[error] rtsp://admin:s3cret@cam:554/ch0: Cannot allocate memory'],
      'unreachable',
      'Cannot open camera "hall": ffmpeg says "rtsp://admin:***@cam:554/ch0: Cannot allocate memory". Check the address in cameras/hall.yaml.',
    ],
    [
      'silence',
      file,
      ["[info] Input #0, mov, from 'file:/v/404 Not Found.mp4':"],
      'unreadable',
      'Cannot open camera "hall": ffmpeg gave no picture and no reason. Check the address in cameras/hall.yaml.',
    ],
  ] as const)('explains %s', (_, opened, lines, reason, sentence) => {
    expect(readFfmpegLog(lines, opened, false)).toEqual({ reason, sentence });
  });

  test('explains a camera that closes its stream', () => {
    // A server that was killed: ffmpeg 5.1 ends with no complaint at all.
    expect(
      readFfmpegLog(["[info] Input #0, rtsp, from 'rtsp://admin:s3cret@cam:554/ch0':"], hall, true),
    ).toEqual({
      reason: 'ended',
      sentence: 'Lost camera "hall": it stopped sending. Check that the camera is on.',
    });
  });

  test('speaks of the command and not of a camera when a recording is replayed', () => {
    const lines = ['[error] file:visit.mp4: No such file or directory'];
    const { sentence } = readFfmpegLog(lines, { ...file, name: 'visit.mp4', pace: 'everyFrame' }, false);
    expect(sentence).toBe('Cannot open "visit.mp4": there is no such file. Check the path in the command.');
  });

  test('does not take a recording that broke off for one that came to its end', () => {
    expect(readFfmpegLog([], { ...file, name: 'visit.mp4', pace: 'everyFrame' }, true).sentence).toBe(
      'Lost "visit.mp4": ffmpeg broke off before its end. Check that it plays elsewhere to its end, and try again.',
    );
  });
});

describe('readNewSize()', () => {
  // ffmpeg 5.1, the stream of a camera whose resolution was changed.
  const line = (now: string) =>
    `[graph 0 input from stream 0:0 @ 0x5635118e4c00] [info] filter context - w: 640 h: 360 fmt: 0, incoming frame - ${now} pts_time: 2`;

  test('tells the size a stream changed to', () => {
    expect(readNewSize(line('w: 320 h: 240 fmt: 0'))).toEqual({ width: 320, height: 240 });
  });

  test('takes another pixel format of the same size for no change', () => {
    expect(readNewSize(line('w: 640 h: 360 fmt: 12'))).toBeNull();
    expect(readNewSize('[info] Stream mapping:')).toBeNull();
  });
});
