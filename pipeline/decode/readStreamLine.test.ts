import { expect, test } from 'vitest';
import { readStreamLine } from './readStreamLine.ts';

test.each([
  [
    '[info]   Stream #0:0[0x1](und): Video: h264 (High) (avc1 / 0x31637661), yuv420p(progressive), 640x360 [SAR 1:1 DAR 16:9], 415 kb/s, 10 fps, 10 tbr, 10240 tbn (default)',
    { codec: 'h264', pixelFormat: 'yuv420p', width: 640, height: 360, fps: 10 },
  ],
  [
    '[info]   Stream #0:0: Video: hevc (Main), yuvj420p(pc, bt709), 3840x2160 [SAR 1:1 DAR 16:9], 20 fps, 25 tbr, 90k tbn',
    { codec: 'hevc', pixelFormat: 'yuvj420p', width: 3840, height: 2160, fps: 20 },
  ],
  [
    '[info]   Stream #0:0: Video: mjpeg (Baseline), yuvj422p(pc, bt470bg/unknown/unknown), 1280x720, 90k tbr, 90k tbn',
    { codec: 'mjpeg', pixelFormat: 'yuvj422p', width: 1280, height: 720, fps: null },
  ],
])('readStreamLine() reads %s', (line, expected) => {
  expect(readStreamLine(line)).toEqual(expected);
});

test.each([
  '[info]   Stream #0:1: Audio: pcm_alaw, 8000 Hz, mono, s16, 64 kb/s',
  '[info]   Stream #0:0(und): Video: wrapped_avframe, yuv420p(progressive), 640x360 [SAR 1:1 DAR 16:9], q=2-31, 10 fps',
  '[info]   Stream #0:0: Video: ppm, rgb24(pc, progressive), 512x288, q=2-31, 200 kb/s, 10 fps, 10 tbn',
  '[info]   Stream #1:0: Video: rawvideo (I420 / 0x30323449), yuv420p(tv, bt601), 640x360, q=2-31, 27648 kb/s, 10 fps',
  '[info]   Stream #0:0: Video: h264, none, 90k tbr',
])('readStreamLine() passes over %s', (line) => {
  expect(readStreamLine(line)).toBeNull();
});
